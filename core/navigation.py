"""Where people can go: the main navigation, the links of a page that other apps add to, and the footer.

Each app registers its own when it is ready, so that none names an app above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from core.permissions import Permission, may

if TYPE_CHECKING:
    from core.models import User


@dataclass
class Section:
    """One place of the main navigation: its pages are those whose URL names start with one of `holds`.

    It is shown to those who hold the permission at any body; to all who have signed in, where it names none.
    """

    label: str
    page: str
    position: int
    permission: Permission | None = None
    holds: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Link:
    """A page by the name of its address, and what it is for.

    Those are led there who hold the permission at any body; all, where it names none.
    """

    label: str
    page: str
    permission: Permission | None = None
    position: int = 0
    purpose: str = ""

    def address(self, *args: Any) -> str:
        return reverse(self.page, args=args)


_sections: dict[str, Section] = {}
_links: dict[str, list[Link]] = {}

FOOTER = (
    ("Help", "core:help-list", ()),
    ("Words", "core:help", ("words",)),
    ("Accessibility", "core:help", ("accessibility",)),
    ("Privacy", "core:help", ("privacy",)),
    ("Rules", "core:rule-list", ()),
    ("Who may do what", "core:roles", ()),
)


def register_section(
    label: str, page: str, *holds: str, position: int, permission: Permission | None = None
) -> None:
    """Add a place to the main navigation, with the beginnings of the names of its pages."""
    _sections[label] = Section(label, page, position, permission, set(holds))


def register_pages_of(label: str, *holds: str) -> None:
    """Let a section that an app below registered hold these pages too."""
    _sections[label].holds.update(holds)


def register_links(place: str, *links: Link) -> None:
    """Lead to these from a page or a row of tabs, which asks for them by the name of the place."""
    _links.setdefault(place, []).extend(links)


def links_from(place: str, user: User) -> list[Link]:
    """What was registered for the place and the user may follow, in the order of their positions."""
    found = [each for each in _links.get(place, ()) if _may_follow(user, each)]
    return sorted(found, key=lambda each: each.position)


def footer_links() -> list[tuple[str, str]]:
    """The pages about the service itself, as (label, address)."""
    return [(label, reverse(name, args=args)) for label, name, args in FOOTER]


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: who is signed in, where they are and where they can go."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "user": user if signed_in else None,
        "navigation": list(_navigation(request, user)) if user and signed_in else [],
        "demo": settings.DEMO,
    }


def _navigation(request: HttpRequest, user: User) -> Iterator[dict[str, Any]]:
    view = request.resolver_match.view_name if request.resolver_match else ""
    here = _section_of(view)
    for section in sorted(_sections.values(), key=lambda each: each.position):
        if _may_follow(user, section):
            yield {
                "text": section.label,
                "href": reverse(section.page),
                "current": view == section.page,
                "active": section is here,
            }


def _section_of(view: str) -> Section | None:
    """The section with the longest beginning that the name of the page has."""
    holding = [
        (len(start), section.label)
        for section in _sections.values()
        for start in section.holds
        if view.startswith(start)
    ]
    return _sections[max(holding)[1]] if holding else None


def _may_follow(user: User, place: Section | Link) -> bool:
    return place.permission is None or bool(may(user, place.permission))
