"""A history that somebody rewrote who owns the machine, and how it is found out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from budgets.actions import save_contributions
from budgets.models import Contribution, Fund
from core import actions, seals
from core.dates import FinancialYear
from core.history import act
from core.models import Act, Seal, SealedAct, SecurityEvent
from core.money import gbp
from documents.actions import issue_schedule
from documents.models import IssuedDocument
from tests.budgets.factories import southwark
from tests.database import past_every_guard, past_the_guards
from tests.factories import NOW, AgreementFactory, BodyFactory, recorder

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 26, 18, tzinfo=UTC)


def verify(*files):
    """What `manage.py verify_history` says, and what it exits with."""
    said, erred = StringIO(), StringIO()
    given = [part for file in files for part in ("--seal", str(file))]
    try:
        call_command("verify_history", *given, stdout=said, stderr=erred)
    except SystemExit as exit:
        return exit.code, erred.getvalue()
    return 0, said.getvalue()


def seal(file=None):
    call_command("seal_history", *(["--output", str(file)] if file else []), stdout=StringIO())
    return Seal.objects.last()


def forge(*statements):
    with past_every_guard() as cursor:
        for statement in statements:
            cursor.execute(statement)


def first_of(told):
    return told.partition("First: ")[2].partition("\n")[0]


def test_what_nobody_rewrote_matches_and_each_act_is_sealed_once(tmp_path):
    AgreementFactory()
    first, file = seal(tmp_path / "first.txt"), tmp_path / "first.txt"
    assert (first.number, first.acts, first.previous) == (1, Act.objects.count(), "")
    assert seal() == first  # nothing was recorded since
    BodyFactory()
    second = seal(tmp_path / "second.txt")
    assert (second.number, second.acts, second.previous) == (2, 2, first.digest)
    assert sorted(SealedAct.objects.values_list("act_key", flat=True)) == sorted(
        Act.objects.values_list("pk", flat=True)
    )
    BodyFactory()
    code, said = verify(file, tmp_path / "second.txt")
    assert code == 0
    assert said.startswith(
        f"The history matches: acts {first.acts + 2}, seals 2 (2 of them kept elsewhere), "
    )
    assert said.endswith("Acts not sealed yet: 2.\n")
    assert file.read_text().splitlines()[2] == "Seal: 1"
    assert f"Digest: {first.digest}" in file.read_text()


def test_an_edited_act_is_found():
    AgreementFactory()
    forged = Act.objects.get(code="agreement.recorded")
    by = recorder()
    seal()
    forge(f"UPDATE core_act SET why = 'At the mayor''s wish' WHERE id = {forged.pk}")
    code, told = verify()
    assert code == 1
    assert first_of(told).startswith(
        f"Act {forged.pk} (Agreement recorded, 2 November 2026, 09:30, by {by}) is not as seal 1 of "
    )
    assert first_of(told).endswith("What differs: the act itself.")
    failed = SecurityEvent.objects.filter(kind=SecurityEvent.Kind.VERIFY_FAILED)
    assert [each.facts for each in failed] == [{"mismatches": 1}]


def test_a_past_amount_is_found_in_its_history_and_in_its_record():
    southwark()
    seal()
    amount = Contribution.objects.first()
    row = amount.history.first()
    forge(
        f"UPDATE budgets_historicalcontribution SET amount = 99 WHERE history_id = {row.history_id}",
        f"UPDATE budgets_contribution SET amount = 99 WHERE id = {amount.pk}",
    )
    code, told = verify()
    assert code == 1
    assert first_of(told).startswith(f"Act {row.act_id} (")
    assert first_of(told).endswith("What differs: what it wrote to budgets_historicalcontribution.")


def test_an_amount_changed_in_its_record_alone_is_found():
    southwark()
    amount = Contribution.objects.first()
    seal()
    forge(f"UPDATE budgets_contribution SET amount = 99 WHERE id = {amount.pk}")
    code, told = verify()
    assert code == 1
    assert first_of(told) == (
        f"The contribution with key {amount.pk} is not as the history has it since act "
        f"{amount.history.first().act_id}: it was changed past the history."
    )


def test_a_record_that_is_gone_is_found():
    body = BodyFactory()
    last = body.history.first().act_id
    forge(f"DELETE FROM partnerships_body WHERE id = {body.pk}")
    assert verify() == (
        1,
        f"The history does not match. First: The body with key {body.pk} is gone; "
        f"act {last} was the last on it.\n",
    )


def test_an_issued_document_forged_with_its_hash_is_found():
    document = issue_schedule(agreement=southwark(), file_format="csv", by=recorder(), at=NOW)
    seal()
    forged = sha256(b"forged").hexdigest()
    forge(
        "UPDATE documents_issueddocument SET content = 'forged', size = 6,"
        f" sha256 = '{forged}' WHERE id = {document.pk}",
        f"UPDATE documents_historicalissueddocument SET size = 6, sha256 = '{forged}'",
    )
    code, told = verify()
    assert code == 1
    assert first_of(told).startswith(f"Act {Act.objects.get(code='document.issued').pk} (Document issued, ")
    assert f"the document “{document}” (key {document.pk})" in first_of(told)


def test_an_act_that_was_taken_away_is_found():
    body = BodyFactory()
    gone = body.history.first().act_id
    seal()
    forge(
        f"DELETE FROM partnerships_historicalbody WHERE act_id = {gone}",
        f"DELETE FROM partnerships_body WHERE id = {body.pk}",
        f"DELETE FROM core_act WHERE id = {gone}",
    )
    code, told = verify()
    assert code == 1
    assert first_of(told).startswith(f"Act {gone} is gone: it is not there as seal 1 of ")


def test_the_end_of_the_history_taken_away_is_found_by_a_seal_kept_elsewhere(tmp_path):
    BodyFactory()
    seal()
    body, file = BodyFactory(), tmp_path / "kept.txt"
    seal(file)
    forge(
        f"DELETE FROM partnerships_historicalbody WHERE id = {body.pk}",
        f"DELETE FROM partnerships_body WHERE id = {body.pk}",
        f"DELETE FROM core_act WHERE id = {body.history.first().act_id}",
        "DELETE FROM core_sealedact WHERE seal_id = (SELECT id FROM core_seal WHERE number = 2)",
        "DELETE FROM core_seal WHERE number = 2",
    )
    assert verify()[0] == 0  # nothing that is left says so
    code, told = verify(file)
    assert code == 1
    assert first_of(told) == (
        "Seal 2 of the file is not in the database, which ends at seal 1: "
        "what came after that was taken away."
    )


def test_a_history_that_was_rewritten_and_sealed_again_is_found_by_a_seal_kept_elsewhere(tmp_path):
    BodyFactory()
    kept = tmp_path / "kept.txt"
    seal(kept)
    forge("UPDATE core_act SET why = 'Forged'", "DELETE FROM core_sealedact", "DELETE FROM core_seal")
    seal()
    assert verify()[0] == 0
    code, told = verify(kept)
    assert (code, first_of(told)[:59]) == (1, "Seal 1 in the database is not the one in the file: somethin")


def test_a_seal_that_was_itself_changed_is_found():
    BodyFactory()
    seal()
    forge("UPDATE core_seal SET digest = repeat('0', 64)")
    code, told = verify()
    assert (code, first_of(told)[:9]) == (1, "Seal 1 of")
    assert first_of(told).endswith("was itself changed: its digest does not fit its list.")


def test_a_new_column_leaves_old_seals_as_they_were_and_one_taken_away_asks_for_a_seal_anew():
    BodyFactory()
    old = seal()
    with past_the_guards(), connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE partnerships_historicalbody ADD COLUMN novelty text NOT NULL DEFAULT 'new'"
        )
    try:
        assert verify()[0] == 0
    finally:
        with past_the_guards(), connection.cursor() as cursor:
            cursor.execute("ALTER TABLE partnerships_historicalbody DROP COLUMN novelty")

    old.columns["partnerships_historicalbody"].append(
        "lost"
    )  # as a seal has it that was made before an upgrade
    listed = old.sealed_acts.order_by("act_key").values_list("act_key", "parts")
    old.digest = seals.digest_of(old, listed)
    with past_the_guards():
        old.save()
    code, told = verify()
    assert code == 1
    assert "seal_history --anew" in first_of(told) and "partnerships_historicalbody.lost" in first_of(told)
    call_command("seal_history", "--anew", stdout=StringIO())
    code, said = verify()
    assert code == 0
    assert "Seal 1 covers what an upgrade took away since (partnerships_historicalbody.lost)." in said


def test_sealing_waits_for_no_writer_and_leaves_to_the_next_what_is_being_written():
    BodyFactory()
    by, before = recorder(), Act.objects.count()
    with act("something.begun", by=by, at=NOW) as unfinished, ThreadPoolExecutor(1) as pool:

        def work():
            try:
                BodyFactory()
                return actions.seal_history(at=AT).acts
            finally:
                connection.close()

        assert pool.submit(work).result(timeout=10) == before + 2
    assert actions.seal_history(at=AT).acts == 1
    assert SealedAct.objects.get(seal__number=2).act_key == unfinished.pk
    assert verify()[0] == 0


def test_each_issue_is_sealed_and_the_next_document_says_by_which_seal():
    agreement = southwark()
    issue_schedule(agreement=agreement, file_format="csv", by=recorder(), at=AT)
    made = Seal.objects.get()
    assert made.last_act == Act.objects.get(code="document.issued").pk
    assert str(made) == f"Seal 1 · {made.digest[:8]}… · 26 November 2026"


def test_what_hinders_a_seal_does_not_hinder_the_issue(caplog, monkeypatch):
    def fail(*_, **__):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    monkeypatch.setattr(seals, "unsealed_acts", fail)
    issue_schedule(agreement=southwark(), file_format="csv", by=recorder(), at=AT)
    assert IssuedDocument.objects.count() == 1
    assert not Seal.objects.exists()
    assert "The history was not sealed after an issue" in caplog.text


def test_a_file_that_is_no_seal_is_said_to_be_none(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear auditor")
    with pytest.raises(CommandError, match="cannot be read as a seal: This is no exported seal"):
        call_command("verify_history", "--seal", str(file))


def test_one_digest_whatever_the_time_zone_of_the_session():
    southwark()
    columns, acts = seals.sealed_columns(), list(Act.objects.order_by("pk").values_list("pk", flat=True))
    digests = []
    for zone in ("UTC", "Asia/Tokyo"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL TIME ZONE '{zone}'")
            digests.append(list(seals.parts_of(acts, columns)))
    assert digests[0] == digests[1] != []
    fund = Fund.objects.first()
    line = fund.lines.first()
    save_contributions(
        fund=fund, cells={(line.pk, FinancialYear.parse("2009/10")): gbp(7)}, by=recorder(), at=NOW
    )
    assert [act for act, _ in seals.parts_of(acts, columns)] == acts
