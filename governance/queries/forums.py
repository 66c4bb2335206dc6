"""Where reports go."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch

from governance.models import (
    CabinetReport,
    CallIn,
    Forum,
    GovernanceArrangement,
    KeyTest,
    NoticeSetting,
    OwnField,
    YearlyNotice,
)
from governance.reference import HERE
from partnerships.models import Agreement, Body, Party
from partnerships.queries import partners_on


def forums_of(body: Body) -> list[Forum]:
    """The body's forums, also those that are retired, each with its call-in rules and how it counts days."""
    call_ins = Prefetch("call_ins", CallIn.objects.select_related("retired_by"))
    settings = Prefetch("notice_settings", NoticeSetting.objects.select_related("retired_by"))
    forums = body.forums.select_related("body", "retired_by")
    return list(forums.prefetch_related(call_ins, settings))


def arrangements_of(body: Body) -> list[GovernanceArrangement]:
    """How the council was governed, also those that are retired."""
    return list(body.governance_arrangements.select_related("body", "retired_by"))


def key_tests_of(body: Body) -> list[KeyTest]:
    """The council's own tests of key decisions, also those that are retired."""
    return list(body.key_tests.select_related("body", "retired_by"))


def yearly_notices_of(body: Body) -> list[YearlyNotice]:
    """What the council had in a newspaper before each year of forward plans, also those that are retired."""
    return list(body.yearly_notices.select_related("body", "retired_by"))


def own_fields_of(body: Body) -> list[OwnField]:
    """The fields that the council has of its own, also those that are retired."""
    return list(body.own_fields.select_related("body", "retired_by"))


def own_fields_open(report: CabinetReport) -> list[OwnField]:
    """Those of the council that decides in which the report says nothing yet."""
    own = OwnField.objects.not_retired().filter(body=report.forum.body_id)
    return list(own.exclude(values__report=report, values__retired_at=None))


@cache
def _suggested() -> dict[str, list[dict[str, Any]]]:
    found = tomllib.loads((HERE / "suggested_key_tests.toml").read_text(encoding="utf-8"))
    return {name.casefold(): rows for name, rows in found.items()}


def suggested_key_tests(body: Body) -> list[tuple[KeyTest, str]]:
    """Tests that a council of this name published, each with what the form is filled in with."""
    rows = _suggested().get(body.name.casefold(), [])
    return [(KeyTest(body=body, **row), urlencode(row)) for row in rows]


def call_in_on(forum: Forum, day: date) -> CallIn | None:
    """How the forum's decisions of that day may be called in; None where nothing is recorded."""
    return next((each for each in forum.call_ins.not_retired() if day in each.in_force), None)


def forums_called(named: str) -> list[Forum]:
    """The forums of this key, or of this name and body: "Cabinet, Kent County Council"."""
    forums = Forum.objects.not_retired().select_related("body")
    if named.isdecimal():
        return list(forums.filter(pk=named))
    name, _, body = named.rpartition(", ")
    return list(forums.filter(name__iexact=name, body__name__iexact=body))


def forums_near(agreement: Agreement, *, on: date) -> Any:
    """Forums of the agreement's partners: where its reports can go."""
    return Forum.objects.not_retired().filter(body__in=partners_of(agreement, on=on))


def forums_of_partners_in(agreements: Any, *, on: date) -> Any:
    """Forums of the partners of these agreements, given as a queryset."""
    parties = Party.objects.not_left_on(on).filter(agreement__in=agreements)
    return Forum.objects.not_retired().filter(body__in=parties.values("body"), body__retired_at=None)


def partners_of(agreement: Agreement, *, on: date) -> Any:
    """The bodies whose forums its reports can go to."""
    return Body.objects.not_retired().filter(pk__in=partners_on(agreement, on))
