"""A report as one of its further fronts has it: at another meeting, in another layout, asked other things."""

from __future__ import annotations

from copy import copy

from governance.models import CabinetReport, Recommendation, ReportFront, ReportStage


def in_front(report: CabinetReport, front: ReportFront) -> CabinetReport:
    """The report, of which all was gathered, as it stands in this front alone. It is never recorded."""
    stage, here = front.stage, copy(report)
    here.layout, here.forum = front.layout, stage.forum
    here.meeting_on, here.item_number = stage.held_on, front.item_number
    here.current_sections = [each for each in report.front_sections if each.front_id == front.pk]
    here.current_recommendations = asked_of(report, stage)
    decides = ReportStage(
        report=report,
        forum=report.forum,
        held_on=report.meeting_on,
        purpose=ReportStage.Purpose.DECISION,
    )
    here.current_stages = [*(each for each in report.current_stages if each.pk != stage.pk), decides]
    return here


def asked_of(report: CabinetReport, stage: ReportStage) -> list[Recommendation]:
    """What the forum of this meeting is asked; where nothing is, everything that the report recommends."""
    decides = stage.purpose == ReportStage.Purpose.DECISION
    own = [
        _addressed_to(stage, each)
        for each in report.current_recommendations
        if each.forum_id == stage.forum_id or (decides and each.goes_further)
    ]
    return own or report.current_recommendations


def _addressed_to(stage: ReportStage, recommendation: Recommendation) -> Recommendation:
    here = copy(recommendation)
    here.forum = stage.forum
    return here
