"""Whose figures they are, and what became of those that a partner had agreed."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from budgets.models import Contribution, Fund, LostAgreement, PartnerGroupMember, Status
from core.models import User
from core.permissions import Permission, bodies_where
from partnerships.models import Agreement

WHOSE = ("line__partner", "line__group", "line__fund")


def figures_to_agree(user: User, agreement: Agreement) -> list[Contribution]:
    """What is not agreed yet of the bodies whose finance officer the user is, in the schedule's order."""
    of_them = _of_bodies(bodies_where(user, Permission.AGREE_FIGURES), "line__")
    rows = Contribution.objects.in_use().filter(of_them, line__fund__agreement=agreement)
    return _in_order(rows.exclude(status=Status.AGREED))


def figures_of(fund: Fund) -> list[Contribution]:
    """Every figure of the fund's own lines, in the order of the schedule."""
    return _in_order(Contribution.objects.in_use().filter(line__fund=fund))


def lost_agreements_of(
    user: User, agreement: Agreement | None = None, *, permission: Permission = Permission.AGREE_FIGURES
) -> list[LostAgreement]:
    """What the bodies at which the user has this permission are to be told; of one agreement, or of all."""
    rows = LostAgreement.objects.not_retired().filter(_of_bodies(bodies_where(user, permission)))
    if agreement is not None:
        rows = rows.filter(contribution__line__fund__agreement=agreement)
    related = ("lost_by", "partner", "group", *(f"contribution__{name}" for name in WHOSE))
    rows = rows.select_related(*related, "contribution__line__fund__agreement")
    return list(rows.order_by("-lost_at", "pk"))


def _of_bodies(bodies: set[int | None], lead: str = "") -> Q:
    keys = bodies - {None}
    groups = PartnerGroupMember.objects.not_retired().filter(body__in=keys).values("group")
    return Q(pk__in=[]) if not keys else Q(**{f"{lead}partner__in": keys}) | Q(**{f"{lead}group__in": groups})


def _in_order(rows: QuerySet[Contribution]) -> list[Contribution]:
    ordered = rows.order_by("line__fund__position", "line__fund", "line__position", "line", "year")
    return list(ordered.select_related(*WHOSE, "agreed_by"))
