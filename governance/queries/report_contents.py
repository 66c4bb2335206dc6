"""What the rules ask of Cabinet reports, read for their pages and for the agreements they are of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from core.dates import Period
from core.reading import Records, Wanted
from core.sentences import mid_sentence
from governance.calculations.exempt import Marking
from governance.calculations.key_tests import KeyTestFacts
from governance.calculations.notices import (
    ArrangementFacts,
    ForumFacts,
    GivenFacts,
    NoticeFacts,
    SettingFacts,
    YearlyNoticeFacts,
)
from governance.calculations.reports import (
    AdviceAsked,
    CallInFacts,
    LimitFacts,
    ReportContents,
    ReportLine,
    Reports,
    Row,
    ScrutinyFacts,
)
from governance.models import (
    CabinetReport,
    CallIn,
    ExemptParagraph,
    Forum,
    KeyTest,
    Notice,
    NoticeRule,
    NoticeSetting,
    Recommendation,
    ReportLayout,
    ReportOption,
    ReportSection,
    ReportStage,
)
from governance.models.reports import ReportContent
from governance.queries.exempt import marking_of, numbers_in, paragraphs_for
from governance.queries.reports import Gathered
from governance.queries.reports.fronts import in_front
from governance.queries.reports.rows import OF_AGREEMENTS, put_together
from partnerships.as_at import AgreementAsAt
from partnerships.models import Sector
from partnerships.queries import part_of_agreement

# How the verbs begin by which a body decides; what scrutiny does is comment, note, endorse and recommend.
DECIDES = ("approve", "agree", "authorise", "delegate", "adopt")


def contents_of(report: CabinetReport) -> ReportContents:
    """Those of a report of which all was gathered: with what is exempt where it was gathered with that, so
    that no rule tells others of it."""
    asked = NoticeRule.objects.not_retired(), CallIn.objects.not_retired().filter(forum=report.forum)
    return _contents(report, _notices(asked[0]), asked[1], paragraphs_for(report))


@part_of_agreement(Reports, *OF_AGREEMENTS, Wanted(NoticeRule), Wanted(CallIn), Wanted(ExemptParagraph))
def reports_part(agreement: AgreementAsAt, records: Records) -> Reports:
    """The reports, each with the contents of its open reading.

    Of what was once recorded only the particulars: what has become exempt since may stand in an old text.
    """
    notices, known = _notices(records.all(NoticeRule)), records.all(ExemptParagraph)
    call_ins = records.all(CallIn)
    lines = []
    for report in records.beneath(CabinetReport, agreement.key):
        put_together(report, records, exempt=False)
        is_of_now = agreement.known_at is None
        lines.append(_line(report, _contents(report, notices, call_ins, known) if is_of_now else None))
    return Reports(tuple(lines))


def _line(report: CabinetReport, contents: ReportContents | None) -> ReportLine:
    return ReportLine(
        key=report.pk,
        reference=report.reference,
        title=report.title,
        forum=str(report.forum),
        meeting_on=report.meeting_on,
        decided_on=report.decided_on,
        version=report.version,
        version_note=report.version_note,
        status=report.status,
        status_label=report.get_status_display(),
        is_open=report.is_open,
        contents=contents,
    )


def _contents(
    report: CabinetReport,
    notices: tuple[NoticeFacts, ...],
    call_ins: Iterable[CallIn],
    known: Sequence[ExemptParagraph],
) -> ReportContents:
    """Of a report of which all was gathered."""
    marking, scrutiny = marking_of(report, known), ReportStage.Purpose.SCRUTINY
    gathered = Gathered(report, marking)
    return ReportContents(
        key=report.pk,
        reference=report.reference,
        forum=_forum(report),
        decided_on=report.decided_on,
        is_key=report.is_key,
        key_reason=report.key_reason,
        notice_on=report.notice_on,
        agenda_on=report.agenda_on,
        wards=report.wards or report.division,
        sections=(*_sections(report, gathered), *_of_fronts(report, marking)),
        recommendations=tuple(
            _row(each, text=each.text, done=each.forum_id is not None, undecidable=_undecidable(each))
            for each in report.current_recommendations
        ),
        implications=tuple(
            _row(each, text=each.text, done=each.is_answered) for each in report.current_implications
        ),
        scrutiny=tuple(
            ScrutinyFacts(each.pk, each.forum.name, each.held_on)
            for each in report.current_stages
            if each.purpose == scrutiny
        ),
        marking=marking,
        nameless=tuple(
            _row(each)
            for each in (report.exempt_parts if report.shows_exempt else ())
            if not numbers_in(each.withheld_under)
        ),
        shows_exempt=report.shows_exempt,
        has_own_form=report.layout.body_id is not None,
        notices=notices,
        key_tests=tuple(map(_key_test, report.key_tests)),
        given=tuple(map(_given, report.given_notices)),
        forums=(report.forum.name, *(each.forum.name for each in report.current_stages)),
        options=tuple(map(_option, report.current_options)),
        weighs_doing_nothing=any(
            each.standing == ReportOption.Standing.NOTHING for each in report.current_options
        ),
        risks=tuple(_row(each, text=each.mitigation) for each in report.current_risks),
        limits=_limits(report.layout),
        meeting_on=report.meeting_on,
        final_sent_on=report.final_sent_on,
        advice=tuple(
            AdviceAsked(each.pk, each.post, str(each.part), each.due_on, each.is_given)
            for each in report.current_advice
        ),
        call_ins=tuple(_call_in(each) for each in call_ins if each.forum_id == report.forum_id),
    )


def _sections(report: CabinetReport, gathered: Gathered) -> Iterator[Row]:
    """Each knows whether something stands beneath its text: rows, or a section within it."""
    sections = report.current_sections
    for each, following in zip(sections, [*sections[1:], None], strict=False):
        within = following if following is not None and following.level > each.level else None
        is_followed = not each.is_prose or within is not None
        is_said_within = each.is_prose and within is not None and gathered.fills(within)
        done = is_said_within or _says_enough(each, gathered)
        yield _row(each, text=each.text, done=done, block=each.block, is_followed=is_followed)


def _of_fronts(report: CabinetReport, marking: Marking) -> Iterator[Row]:
    for front in report.current_fronts:
        here = in_front(report, front)
        yield from _sections(here, Gathered(here, marking))


def _option(option: ReportOption) -> Row:
    text = "\n\n".join((option.text, option.reasons_for, option.reasons_against))
    return _row(option, text=text)


def _limits(layout: ReportLayout) -> LimitFacts:
    return LimitFacts(layout.max_pages, layout.max_words, layout.deadline_days, layout.deadline_at)


def _undecidable(recommendation: Recommendation) -> str:
    """The forum that is asked to decide what it can only advise on; nothing where it can."""
    forum, verb = recommendation.forum, recommendation.verb.casefold()
    only_advises = forum is not None and forum.kind == Forum.Kind.SCRUTINY
    return forum.name if forum and only_advises and verb.startswith(DECIDES) else ""


def _call_in(rule: CallIn) -> CallInFacts:
    return CallInFacts(
        rule.period, rule.applies_to == CallIn.AppliesTo.KEY, rule.from_on, rule.to_on, rule.source
    )


def _says_enough(section: ReportSection, gathered: Gathered) -> bool:
    return not section.required or gathered.fills(section) or gathered.withholds(section)


def _row(
    row: ReportContent,
    *,
    text: str = "",
    done: bool = True,
    block: str = "",
    is_followed: bool = False,
    undecidable: str = "",
) -> Row:
    page = row.noun().replace(" ", "_")
    return Row(page, row.pk, str(row), text, done, block, is_followed, undecidable)


def _forum(report: CabinetReport) -> ForumFacts:
    forum = report.forum
    return ForumFacts(
        name=forum.name,
        body=forum.body.name,
        body_key=forum.body_id,
        is_of_council=forum.body.kind.sector == Sector.COUNCIL,
        is_executive=forum.is_executive,
        decides_alone=forum.decides_alone,
        settings=tuple(
            SettingFacts(
                each.what, each.counts == NoticeSetting.Counts.WORKING_DAYS, each.clear_days, each.in_force
            )
            for each in report.notice_settings
        ),
        arrangements=tuple(
            ArrangementFacts(str(each), each.has_executive, each.in_force) for each in report.arrangements
        ),
        yearly=tuple(
            YearlyNoticeFacts(each.pk, each.published_on, each.first_plan_on)
            for each in report.yearly_notices
        ),
    )


def _given(notice: Notice) -> GivenFacts:
    return GivenFacts(
        notice.pk,
        notice.kind,
        notice.get_kind_display(),
        notice.published_on,
        notice.agreed_by_post,
        notice.agreed_on,
        notice.council_told_on,
        tuple(f"{mid_sentence(each.label)} ({each.source})" for each in notice.missing),
    )


def _key_test(test: KeyTest) -> KeyTestFacts:
    return KeyTestFacts(
        words=test.in_words,
        kind=test.kind,
        measure=test.measure,
        more_than=test.operator == KeyTest.Operator.MORE_THAN,
        amount=test.amount,
        percent=test.percent,
        is_greater=test.combine == KeyTest.Combine.GREATER,
        wards_min=test.wards_min,
        in_force=Period(test.from_on, test.to_on),
        source=test.source,
    )


def _notices(rules: Iterable[NoticeRule]) -> tuple[NoticeFacts, ...]:
    return tuple(
        NoticeFacts(
            each.what,
            each.binds,
            each.name,
            each.clear_days,
            each.from_on,
            each.to_on,
            each.cited,
        )
        for each in rules
    )
