"""Help: the pages of docs/ that are written for users, shown where they are needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404

from core.permissions import Anyone
from core.views.pages import Page

PAGES = {
    "words": ("Words", "glossary.md"),
    "officers": ("For commissioning officers", "how-to/officers.md"),
    "finance": ("For finance staff", "how-to/finance.md"),
    "legal": ("For legal staff", "how-to/legal.md"),
    "clerks": ("For committee clerks", "how-to/clerks.md"),
    "boards": ("Boards and their meetings", "how-to/boards.md"),
    "auditors": ("For auditors", "how-to/auditors.md"),
    "administrators": ("For administrators", "how-to/administrators.md"),
    "accessibility": ("Accessibility", "accessibility.md"),
    "privacy": ("Privacy", "privacy.md"),
}


class HelpList(Page):
    permission_required = Anyone.PUBLIC
    template_name = "core/help/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(pages=[(slug, title) for slug, (title, _) in PAGES.items()], **kwargs)


class HelpSee(Page):
    permission_required = Anyone.PUBLIC
    template_name = "core/help/see.html"

    def get_object(self) -> tuple[str, str]:
        if self.kwargs["slug"] not in PAGES:
            raise Http404
        return PAGES[self.kwargs["slug"]]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title, name = self.object
        text = _file(name).read_text(encoding="utf-8")
        return super().get_context_data(title=title, text=text.split("\n", 1)[1], **kwargs)


def _file(name: str) -> Path:
    """Whoever runs the site may have a privacy notice of their own."""
    if name == "privacy.md" and settings.PRIVACY_NOTICE:
        return Path(settings.PRIVACY_NOTICE)
    return Path(settings.BASE_DIR, "docs", name)
