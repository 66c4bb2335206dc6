"""Whether the posts that clear a report have done so, as it stands now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.models import User

SHOWN = 3  # figures that changed, of however many


@dataclass(frozen=True)
class ClearanceFacts:
    """One post. `is_of_now`: the version, words and figures it cleared are those the report has now."""

    key: int
    post: str
    role: str
    body: str
    role_code: str
    body_key: int
    is_required: bool
    cleared_at: datetime | None
    cleared_by: str
    version: int | None
    is_of_now: bool
    # Which figures of the record that it prints are others than those that were cleared, in words.
    changed_figures: tuple[str, ...] = ()

    def may_be_given_by(self, user: User) -> bool:
        """Whether the user acts for the post."""
        return self.role_code in user.roles_by_body.get(self.body_key, set())

    @property
    def state(self) -> str:
        """In words, as the report's pages say it."""
        if self.cleared_at is None:
            return "Not cleared"
        if self.is_of_now:
            return "Cleared"
        return f"Version {self.version} was cleared; changed since{self._figures}"

    @property
    def _figures(self) -> str:
        """The first figures that changed, where any did."""
        shown, more = self.changed_figures[:SHOWN], len(self.changed_figures) - SHOWN
        others = f"; and {more} more" if more > 0 else ""
        return f": {'; '.join(shown)}{others}" if shown else ""


def unmet(clearances: Iterable[ClearanceFacts], *, required: bool) -> tuple[str, ...]:
    """Which clearances are missing, of those the layout requires or of the others, in words."""
    return tuple(
        f"{each.post}: {each.state[0].casefold()}{each.state[1:]}"
        for each in clearances
        if each.is_required == required and not each.is_of_now
    )
