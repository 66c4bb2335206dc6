"""Where reports go."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch

from governance.models import CallIn, Forum
from partnerships.models import Agreement, Body, Party
from partnerships.queries import partners_on


def forums_of(body: Body) -> list[Forum]:
    """The body's forums, also those that are retired, each with its call-in rules."""
    call_ins = Prefetch("call_ins", CallIn.objects.select_related("retired_by"))
    return list(body.forums.select_related("body", "retired_by").prefetch_related(call_ins))


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
