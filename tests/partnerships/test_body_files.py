"""Bodies from a file: read row by row, shown, and recorded all or none; and the file that gives them out."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.models import Act
from core.permissions import Role
from partnerships.calculations.body_files import MOST_ROWS, NotRead, bodies_in, text_of
from partnerships.models import Body, Succession
from tests.factories import BodyFactory, BodyKindFactory, person

HEAD = "code,name,kind,opened,closed,successor,type\n"
CHAIN = HEAD + (
    "5LE,Southwark PCT,primary-care-trust,2002-04-01,2013-03-31,08Q,abolition\n"
    "08Q,NHS Southwark CCG,Clinical commissioning group,1/4/2013,31/3/2020,72Q,Merged into\n"
    "72Q,NHS South East London CCG,clinical-commissioning-group,2020-04-01,,,\n"
)


# Reading


def test_a_file_is_read_with_or_without_a_byte_order_mark():
    assert text_of("É".encode()) == text_of("É".encode("utf-8-sig")) == "É"


def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("bodies.csv", b"0" * 10_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (zip_bomb(), "This is no CSV file, whatever its name says"),
        (b"code,name\0", "This is no CSV file, whatever its name says"),
        ((HEAD + "1AA,Caf\xe9").encode("cp1252"), "Line 2 is not in UTF-8"),
        (HEAD.encode("utf-16"), "This is no CSV file, whatever its name says"),
        (b"x" * 500_001, "The file is larger than 500 kB"),
    ],
)
def test_what_is_no_text_in_utf_8_is_refused(content, says):
    with pytest.raises(NotRead, match=re.escape(says)):
        text_of(content)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "The file is empty"),
        (HEAD, "no row but the names of its columns"),
        ("code,name,kind,colour\n1AA,A,B,red", "“colour” is none of the columns"),
        ("code,name\n1AA,A", "The column kind is missing"),
        ("code,code,name,kind\n", "names a column twice"),
        (HEAD + "1AA,A,B\n" * (MOST_ROWS + 1), "more than 2,000 rows"),
        (HEAD + '1AA,"' + "x" * 200_000, "cannot be read as CSV"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(text, says):
    with pytest.raises(NotRead, match=re.escape(says)):
        bodies_in(text)


def test_a_row_is_told_all_that_is_wrong_in_it():
    rows = bodies_in(
        HEAD + "5le,,,2003-02-30,,,\n"
        "08Q,B,K,2020-01-01,2019-01-01,08Q,\n"
        "08Q,C,K,,,,,,more\n"
        "a code,D,K,,,1AA,merger\n"
    )
    assert [(row.number, row.errors) for row in rows] == [
        (
            2,
            [
                "the name is missing",
                "the kind is missing",
                "opened: “2003-02-30” is no day like 2013-04-01 or 1/4/2013",
            ],
        ),
        (
            3,
            [
                "it closed before it opened",
                "the type of the succession is missing",
                "a body cannot follow itself",
            ],
        ),
        (4, ["it has more cells than there are columns", "row 3 has the code 08Q too"]),
        (5, ["“A CODE” is no ODS code like 5LE, nor a GSS code like E09000028"]),
    ]


def test_a_circle_in_the_file_is_told_at_each_of_its_rows():
    rows = bodies_in(
        HEAD + "1AA,A,K,,,1AB,merger\n1AB,B,K,,,1AC,merger\n1AC,C,K,,,1AB;1AD,split\n1AD,D,K,,,,\n"
    )
    circle = ["it comes before itself, by way of others that follow it"]
    assert [row.errors for row in rows] == [[], circle, circle, []]


def test_semicolons_and_marked_formulas_are_read():
    [row] = bodies_in("code;name;kind;closed\n1AA;'=cmd();K;31 March 2013\n")
    assert (row.name, row.closed_on) == ("=cmd()", date(2013, 3, 31))


# Recording


@pytest.fixture
def kinds(db):
    for code in ("primary-care-trust", "clinical-commissioning-group"):
        BodyKindFactory(code=code, name=code.replace("-", " ").capitalize(), sector="nhs")


@pytest.fixture
def council(kinds):
    return BodyFactory(name="Southwark Council")


@pytest.fixture
def officer(council):
    return person(Role.OFFICER, council)


def upload(client, text: str | bytes, **typed):
    at = reverse("partnerships:body-import")
    fields = hidden_of(client.get(at).text)
    file = SimpleUploadedFile("bodies.csv", text.encode() if isinstance(text, str) else text)
    return client.post(at, fields | {"file": file} | typed)


def hidden_of(page: str) -> dict[str, str]:
    """The hidden fields of the form, and which body keeps the records."""
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page, re.DOTALL))
    keeper = re.search(r'<option value="(\d+)" selected', page)
    assert keeper
    return {name: unescape(value) for name, value in found.items()} | {"kept_by": keeper[1]}


def test_a_file_is_shown_first_and_then_recorded(client, council, officer):
    client.force_login(officer)
    shown = upload(client, CHAIN)
    assert shown.status_code == 200
    assert "adds or changes 3 bodies and adds 2 successions" in " ".join(shown.text.split())
    assert Body.objects.filter(ods_code="5LE").count() == 0
    before = Act.objects.count()
    at = reverse("partnerships:body-import")
    done = client.post(at, hidden_of(shown.text) | {"is_checked": "on"}, follow=True)
    assert "Recorded: 3 new or changed bodies, 2 successions." in done.text
    assert Act.objects.count() == before + 1
    trust = Body.objects.get(ods_code="5LE")
    assert (trust.name, trust.closed_on, trust.kept_by) == ("Southwark PCT", date(2013, 3, 31), council)
    assert [(str(each), each.kind, each.on) for each in Succession.objects.all()] == [
        ("Southwark PCT → NHS Southwark CCG", "abolition", date(2013, 4, 1)),
        ("NHS Southwark CCG → NHS South East London CCG", "merger", date(2020, 4, 1)),
    ]


def test_a_file_with_one_wrong_row_records_nothing(client, officer):
    client.force_login(officer)
    answer = upload(client, CHAIN + "1AA,A,unheard of,,,9ZZ,merger\n")
    assert answer.status_code == 422
    said = unescape(answer.text)
    assert "Row 5: no kind of body is called “unheard of”" in said
    assert Body.objects.exclude(ods_code="").count() == 0


def test_import_changes_nothing_the_second_time(council, officer, tmp_path, capsys):
    file = tmp_path / "bodies.csv"
    file.write_text(CHAIN)
    call_command("import_bodies", file, by=officer.email)
    before = Act.objects.count()
    call_command("import_bodies", file, by=officer.email)
    assert Act.objects.count() == before
    assert capsys.readouterr().out.splitlines() == [
        "3 rows read: 3 new or changed bodies and 2 successions recorded.",
        "3 rows read: 0 new or changed bodies and 0 successions recorded.",
    ]


def test_a_dry_run_writes_nothing_and_says_what_it_would(officer, tmp_path, capsys):
    file = tmp_path / "bodies.csv"
    file.write_text(CHAIN)
    before = Act.objects.count()
    call_command("import_bodies", file, by=officer.email, dry_run=True)
    assert capsys.readouterr().out == (
        "3 rows read: 3 new or changed bodies and 2 successions would be recorded.\n"
    )
    assert (Act.objects.count(), Body.objects.filter(ods_code="5LE").count()) == (before, 0)


def test_the_command_ends_with_1_and_every_rows_errors(officer, tmp_path, capsys):
    file = tmp_path / "bodies.csv"
    file.write_text(
        HEAD + "5LE,Southwark PCT,primary-care-trust,2002-04-01,2013-03-31,08Q,abolition\n"
        "08Q,NHS Southwark CCG,clinical-commissioning-group,2013-05-01,,9ZZ,merger\n"
    )
    with pytest.raises(CommandError) as refused:
        call_command("import_bodies", file, by=officer.email)
    assert refused.value.returncode == 1
    assert capsys.readouterr().err.splitlines() == [
        "Row 3: its successor 9ZZ is neither in the file nor in the register"
    ]
    file.write_text(file.read_text().replace("9ZZ,merger", ","))
    with pytest.raises(CommandError):
        call_command("import_bodies", file, by=officer.email)
    assert capsys.readouterr().err.splitlines() == [
        "Row 2: A successor must exist on the day it takes over, no later than the day after the other "
        "closed. "
        "NHS Southwark CCG opened on 1 May 2013, after 1 April 2013. Southwark PCT closed on 31 March 2013."
    ]
    assert Body.objects.exclude(ods_code="").count() == 0


def test_a_body_of_others_is_not_changed_by_a_file(client, officer):
    BodyFactory(name="Another's", ods_code="5LE")
    client.force_login(officer)
    answer = upload(client, HEAD + "5LE,Southwark PCT,primary-care-trust,,,,\n")
    assert answer.status_code == 422
    assert "only its own people, or who keeps its record, change that" in answer.text
    assert Body.objects.get(ods_code="5LE").name == "Another's"


def test_a_circle_with_what_is_recorded_is_refused(officer, council, tmp_path, capsys):
    file = tmp_path / "bodies.csv"
    file.write_text(
        HEAD + "1AA,A,primary-care-trust,,2013-03-31,1AB,merger\n1AB,B,primary-care-trust,2000-04-01,,,\n"
    )
    call_command("import_bodies", file, by=officer.email)
    file.write_text(
        HEAD + "1AB,B,primary-care-trust,2000-04-01,2013-04-01,1AA,merger\n"
        "1AA,A,primary-care-trust,,2013-03-31,,\n"
    )
    capsys.readouterr()
    with pytest.raises(CommandError):
        call_command("import_bodies", file, by=officer.email)
    assert "A body cannot come before itself" in capsys.readouterr().err


def test_formulas_are_text_and_are_marked_when_they_leave(client, council, officer, kinds):
    BodyFactory(name="+Plus Health", ods_code="1AA")
    client.force_login(officer)
    file = b"".join(client.get(reverse("partnerships:body-export")).streaming_content).decode("utf-8-sig")
    assert "1AA,'+Plus Health,kind-" in file
    assert [row.name for row in bodies_in(file) if row.code == "1AA"] == ["+Plus Health"]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("standing=open&on_0=1&on_1=1&on_2=2010", ["Old"]),
        ("standing=closed&on_0=1&on_1=1&on_2=2014", ["Old"]),
        ("on_0=1&on_1=1&on_2=2014", ["New"]),
        ("standing=closed", ["Old"]),
    ],
)
def test_the_register_is_narrowed_to_bodies_open_or_closed_on_a_day(client, officer, asked, shown):
    BodyFactory(name="Old", opened_on=date(2002, 4, 1), closed_on=date(2013, 3, 31))
    BodyFactory(name="New", opened_on=date(2013, 4, 1))
    client.force_login(officer)
    page = client.get(f"{reverse('partnerships:body-list')}?{asked}").text
    names = re.findall(r'href="/bodies/\d+/">([^<]+)</a>', page)
    assert [name for name in names if name in ("Old", "New")] == shown
