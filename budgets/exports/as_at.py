"""An agreement as at a day for other programs: keys that stay as they are, amounts as text, ISO days."""

from __future__ import annotations

from datetime import date
from typing import Any

from budgets.calculations import Schedule
from core.rules import Urgency
from partnerships.as_at import AgreementAsAt
from partnerships.findings import findings_of

URGENCY = {Urgency.NOW: "now", Urgency.SOON: "soon", Urgency.NOTE: "note"}


def told_as_json(agreement: AgreementAsAt, schedule: Schedule) -> dict[str, Any]:
    return {
        "reference": agreement.reference,
        "title": agreement.title,
        "on": _day(agreement.on),
        "known_at": agreement.known_at.isoformat() if agreement.known_at else None,
        "status": agreement.status,
        "starts_on": _day(agreement.starts_on),
        "ends_on": _day(agreement.ends_on),
        "variations": [
            {"number": each.number, "title": each.title, "effective_on": _day(each.effective_on)}
            for each in agreement.varied_by
        ],
        "parties": [
            {
                "name": each.body.name,
                "kind": each.body.kind_code,
                "ods_code": each.body.ods_code,
                "gss_code": each.body.gss_code,
                "part": each.part,
                "joined_on": _day(each.joined_on),
                "left_on": _day(each.left_on),
                "is_host": each.is_host,
                "by": each.by,
            }
            for each in agreement.parties
        ],
        "clauses": [
            {
                "code": each.code,
                "name": each.name,
                "required": each.required,
                "text": each.text,
                "by": each.provision.by if each.provision else "",
            }
            for each in agreement.matters
            if each.required or each.provision
        ],
        "flexibilities": [
            {
                "code": each.kind,
                "lead_body": each.lead_body.name if each.lead_body else None,
                "starts_on": _day(each.starts_on),
                "by": each.by,
            }
            for each in agreement.flexibilities
        ],
        "funds": [
            {
                "name": each.name,
                "kind": each.fund.kind,
                "host": each.fund.host,
                "total": f"{each.total.total.amount:.2f}",
            }
            for each in schedule.funds
        ],
        "figures": [
            {
                "fund": fund.name,
                "partner": row.line.contributor,
                "line": row.line.description,
                "year": str(figure.year),
                "amount": f"{figure.amount.amount:.2f}",
                "status": figure.status,
            }
            for fund in schedule.funds
            for row in fund.rows
            for figure in row.figures
            if figure
        ],
        "attention": [
            {
                "code": each.code,
                "urgency": URGENCY[each.urgency],
                "message": each.message,
                "source": each.source,
            }
            for each in findings_of(agreement)
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
