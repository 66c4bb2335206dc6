"""Ways of looking at a list that a person comes back to, kept for them alone by name.

Like what is typed and not saved, one is no record: nobody else reads it, it has no history and is deleted, so
it is written outside acts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import QueryDict

if TYPE_CHECKING:
    from core.models import SavedView, User

MOST_OF_A_PERSON = 50
LONGEST = 1000


class CannotKeep(Exception):
    """Why the view cannot be kept, in words."""


def asked_of_list(query: QueryDict) -> str:
    """What a list is asked, without the page of it that is shown and without boxes left empty."""
    asked = query.copy()
    for name in list(asked):
        if name == "page" or not any(asked.getlist(name)):
            del asked[name]
    return asked.urlencode()


def save_view(*, of: User, page: str, name: str, query: str) -> SavedView:
    """Keep it by that name, in place of one that has the name already. Raises `CannotKeep`."""
    if len(query) > LONGEST:
        raise CannotKeep("The filters are too long to be kept. Use fewer words.")
    if of.saved_views.exclude(page=page, name=name).count() >= MOST_OF_A_PERSON:
        raise CannotKeep(f"You have {MOST_OF_A_PERSON} saved views. Remove one that you do not use.")
    view, _ = of.saved_views.update_or_create(page=page, name=name, defaults={"query": query})
    return view


def drop_view(view: SavedView) -> None:
    """Forget it: its person wants it no more."""
    view.delete()
