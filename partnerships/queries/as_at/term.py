"""How long it lasts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerships.as_at import NoticeFacts, RenewalFacts, TermDayFacts
from partnerships.models import NoticeTerm, RenewalDecision, TermDay
from partnerships.queries.bodies_as_facts import body_facts


def notice_facts(months: int | None, is_varied: bool, rows: Sequence[NoticeTerm]) -> Iterator[NoticeFacts]:
    """Those that are recorded; for the whole, where none is, the months that stand with the agreement.

    Those months stand too where a variation set them: it came later.
    """
    if months and (is_varied or all(each.subject for each in rows)):
        unit, term = NoticeTerm.Unit.MONTHS, NoticeTerm.Ending.TERM
        yield NoticeFacts(None, "", months, unit, unit.label, term, term.label, note="", remark="")
        rows = [each for each in rows if each.subject]
    for each in rows:
        yield NoticeFacts(
            key=each.pk,
            subject=each.subject,
            length=each.length,
            unit=each.unit,
            unit_label=each.get_unit_display(),
            ending=each.ending,
            ending_label=each.get_ending_display(),
            note=each.note,
            remark=each.remark,
        )


def term_day_facts(each: TermDay) -> TermDayFacts:
    return TermDayFacts(
        key=each.pk,
        kind=each.kind,
        says=each.get_kind_display(),
        due_on=each.due_on,
        every_months=each.every_months,
        extension_months=each.extension_months,
        settled_on=each.settled_on,
        decided_by=each.decided_by,
        note=each.note,
        remark=each.remark,
    )


def renewal_facts(each: RenewalDecision) -> RenewalFacts:
    return RenewalFacts(
        key=each.pk,
        body=body_facts(each.body),
        year=each.year,
        takes_part=each.takes_part,
        commitment=each.commitment,
        decided_by=each.decided_by,
        decided_on=each.decided_on,
        minute=each.minute,
        remark=each.remark,
    )
