"""Reads about what becomes of bodies: events, and which body follows which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.models import User
from partnerships.models import Body, Reorganisation, Succession


def reorganisations_seen_by(user: User) -> Any:
    """Every event in which bodies follow others, the latest first, those retired too."""
    return Reorganisation.objects.visible_to(user).select_related("kept_by")


@dataclass(frozen=True)
class ReorganisationPage:
    """What its page shows: who follows whom, and which bodies it ends."""

    successions: Sequence[Succession]
    before: Sequence[Body]
    after: Sequence[Body]
    retired: Sequence[Succession]


def reorganisation_page(reorganisation: Reorganisation) -> ReorganisationPage:
    edges = reorganisation.successions.select_related("predecessor__kind", "successor__kind", "retired_by")
    successions = [each for each in edges if not each.is_retired]
    return ReorganisationPage(
        successions=successions,
        before=list(dict.fromkeys(each.predecessor for each in successions)),
        after=list(dict.fromkeys(each.successor for each in successions)),
        retired=[each for each in edges if each.is_retired],
    )


def follows(body: int, *, after: int) -> bool:
    """Whether the body of the one key comes after that of the other, by however many others between."""
    passed, ahead = {after}, {after}
    while ahead:
        edges = Succession.objects.not_retired().filter(predecessor__in=ahead)
        ahead = set(edges.values_list("successor", flat=True)) - passed
        if body in ahead:
            return True
        passed |= ahead
    return False
