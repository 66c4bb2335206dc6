"""Where reports go."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from governance.models import Forum
from partnerships.models import Agreement, Body, Party


def forums_of(body: Body) -> list[Forum]:
    """The body's forums, also those that are retired."""
    return list(body.forums.select_related("body", "retired_by"))


def forums_near(agreement: Agreement) -> Any:
    """Forums of the agreement's partners: where its reports can go."""
    return Forum.objects.current().filter(body__in=partners_of(agreement))


def partners_of(agreement: Agreement) -> Any:
    """The bodies whose forums its reports can go to."""
    parties = Party.objects.current().filter(agreement=agreement).values("body")
    return Body.objects.current().filter(Q(pk__in=parties) | Q(pk=agreement.kept_by_id))
