"""The schedule as files, read back as a spreadsheet would."""

import csv
import io

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localdate
from python_calamine import CalamineWorkbook

from budgets.exports import schedule_csv, schedule_workbook
from core.commands import Refused
from core.money import gbp
from core.permissions import Role
from partnerships.queries import agreement_as_at
from tests.budgets.factories import (
    ContributionLineFactory,
    FundFactory,
    GrantFactory,
    PublishedTotalFactory,
    kent,
    put,
    southwark,
)
from tests.factories import NOW, AgreementFactory, BodyFactory, person

pytestmark = pytest.mark.django_db


def sheets_of(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def as_at(agreement):
    return agreement_as_at(agreement.pk, on=localdate(NOW))


def workbook(agreement):
    return sheets_of(
        schedule_workbook(as_at(agreement), version="The record", at=NOW, by_name="Finance officer")
    )


def row(sheet, first):
    return next(row for row in sheet if row[0] == first)


def test_southwarks_workbook_reads_as_its_published_table():
    agreement = southwark()
    GrantFactory(agreement=agreement, amount=gbp(54_000))
    sheets = workbook(agreement)

    assert list(sheets) == [
        "Cover",
        "Schedule in £",
        "Schedule in £000",
        "By partner",
        "Contribution lines",
        "Not in the totals",
        "Grants",
        "Checks",
    ]
    assert row(sheets["Schedule in £000"], "Fund")[1:] == [
        "Partner", "What it is", "Status", "2003/04", "2004/05", "2005/06", "Total",
    ]  # fmt: skip
    assert [line[1:2] + line[3:] for line in sheets["Schedule in £000"] if line[1].startswith("South")] == [
        ["Southwark Council", "Proposed", 730, 748, 767, 2245],
        ["Southwark PCT", "Indicative", 296, 303, 310, 909],
    ]
    assert row(sheets["Schedule in £"], "Total of all funds")[4:] == [1026000, 1051000, 1077000, 3154000]
    assert row(sheets["By partner"], "Total")[2:] == [1026000, 1051000, 1077000, 3154000]
    assert row(sheets["Not in the totals"], "Requested, not agreed")[5] == 350000
    assert {line[5] for line in sheets["Checks"][4:9]} == {"Adds up"}


def test_a_workbook_compares_no_total_of_which_nothing_is_recorded():
    agreement = AgreementFactory()
    PublishedTotalFactory(agreement=agreement, label="Annual spend", amount=gbp(5_600_000))
    assert row(workbook(agreement)["Checks"], "Annual spend")[2:6] == [5600000, "", "", "Not compared"]


def test_kents_workbook_says_by_how_much_it_does_not_add_up():
    sheets = workbook(kent())
    assert row(sheets["Checks"], "Annual budget")[2:6] == [11400000, 11203000, 197000, "Does not add up"]
    assert row(sheets["Schedule in £"], "Community equipment pool with all inside it")[-1] == 11203000
    assert row(sheets["Schedule in £"], "Total of all funds")[-1] == 11203000


def test_csv_has_a_line_for_each_figure():
    content = schedule_csv(as_at(southwark()))
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(lines) == 7
    first = lines[0]
    assert [first[name] for name in ("Partner", "Financial year", "Year starts", "Amount in pounds")] == [
        "Southwark Council",
        "2003/04",
        "2003-04-01",
        "730000.00",
    ]
    assert [line["In the totals"] for line in lines].count("No") == 1


def test_text_is_never_a_formula_and_pence_are_kept():
    fund = FundFactory(name="=cmd|' /C calc'!A0", note="<script>")
    put(ContributionLineFactory(fund=fund, description="@SUM(A1)"), {2003: "0.01", 2004: "999999999999.99"})
    sheets = workbook(fund.agreement)
    assert row(sheets["Schedule in £"], "=cmd|' /C calc'!A0")[4:6] == [0.01, 999999999999.99]
    assert row(sheets["Cover"], "Note: =cmd|' /C calc'!A0")[1] == "<script>"
    assert b"'=cmd|" in schedule_csv(as_at(fund.agreement))


def test_an_agreement_without_funds_still_exports():
    agreement = AgreementFactory()
    assert row(workbook(agreement)["Schedule in £"], "Total of all funds")[-1] == 0
    assert schedule_csv(as_at(agreement)).count(b"\n") == 1


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_downloads_are_named_and_refused_without_the_role(client, file_format):
    agreement = southwark()
    address = reverse("budgets:schedule-export", args=[agreement.reference, file_format])
    client.force_login(person(Role.AUDITOR, agreement.kept_by))
    reply = client.get(address)
    assert reply.status_code == 200
    assert reply["Content-Disposition"].startswith('attachment; filename="SWK-TEST-budget-schedule-')
    client.force_login(person(Role.CLERK, agreement.kept_by))
    assert client.get(address).status_code == 403


def export(reference, by, output, *options):
    words = ["--format", "csv", "--by", by.email, "--output", str(output), *options]
    call_command("export_schedule", reference, *words)


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_the_command_writes_the_file_and_records_who_took_it(tmp_path, file_format):
    agreement = southwark()
    auditor = person(Role.AUDITOR, agreement.kept_by)
    output = tmp_path / f"schedule.{file_format}"
    call_command("export_schedule", agreement.reference, format=file_format, by=auditor.email, output=output)
    assert output.stat().st_size > 500
    recorded = agreement.acts.latest("pk")
    assert (recorded.code, recorded.by, recorded.why) == (
        "budget-schedule.exported",
        auditor,
        f"As {file_format}",
    )


def test_the_command_writes_over_no_file_unless_it_is_told_to(tmp_path):
    agreement = southwark()
    auditor = person(Role.AUDITOR, agreement.kept_by)
    output = tmp_path / "schedule.csv"
    output.write_text("kept")
    for refused_at in (output, tmp_path, tmp_path / "nowhere" / "schedule.csv"):
        with pytest.raises(Refused, match="Nothing was done"):
            export(agreement.reference, auditor, refused_at)
    assert output.read_text() == "kept"
    assert not agreement.acts.filter(code="budget-schedule.exported").exists()
    export(agreement.reference, auditor, output, "--force")
    assert output.read_bytes() == schedule_csv(as_at(agreement))
    assert list(tmp_path.iterdir()) == [output]  # and nothing half written


def test_the_command_refuses_whoever_may_not(tmp_path):
    agreement = southwark()
    clerk, stranger = person(Role.CLERK, agreement.kept_by), person(Role.FINANCE, BodyFactory())
    for by, refusal in ((clerk, "may not: to export budget"), (stranger, "can see no agreement")):
        with pytest.raises(Refused, match=refusal) as refused:
            export(agreement.reference, by, tmp_path / "schedule.csv")
        assert refused.value.returncode == 2
    assert list(tmp_path.iterdir()) == []
