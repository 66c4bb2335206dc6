"""Where reports go."""

from __future__ import annotations

from datetime import date
from typing import Any

from governance.models import Forum
from partnerships.models import Agreement, Body
from partnerships.queries import partners_on


def forums_of(body: Body) -> list[Forum]:
    """The body's forums, also those that are retired."""
    return list(body.forums.select_related("body", "retired_by"))


def forums_near(agreement: Agreement, *, on: date) -> Any:
    """Forums of the agreement's partners: where its reports can go."""
    return Forum.objects.not_retired().filter(body__in=partners_of(agreement, on=on))


def partners_of(agreement: Agreement, *, on: date) -> Any:
    """The bodies whose forums its reports can go to."""
    return Body.objects.not_retired().filter(pk__in=partners_on(agreement, on))
