"""A body as the facts of an agreement name it."""

from __future__ import annotations

from partnerships.as_at import BodyFacts
from partnerships.models import Body


def body_facts(body: Body, followed_by: tuple[str, ...] = ()) -> BodyFacts:
    """The body, which was read with its kind."""
    return BodyFacts(
        key=body.pk,
        name=body.name,
        kind=body.kind.name,
        kind_code=body.kind.code,
        sector=body.kind.sector,
        may_be_partner=body.kind.may_be_partner,
        needs_consent=body.kind.needs_consent,
        needs_order=body.kind.needs_order,
        ods_code=body.ods_code,
        gss_code=body.gss_code,
        opened_on=body.opened_on,
        closed_on=body.closed_on,
        followed_by=followed_by,
    )
