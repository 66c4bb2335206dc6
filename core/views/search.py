"""Looking for words in everything one may see."""

from __future__ import annotations

from typing import Any

from core.forms.search import SearchForm
from core.permissions import Permission
from core.search import search
from core.views.pages import Page


class Search(Page):
    permission_required = Permission.SEE
    template_name = "core/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = SearchForm(self.request.GET or None)
        asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
        words, kind = asked.get("q", ""), asked.get("kind", "")
        result = search(self.user, words, kind=kind) if words else None
        return super().get_context_data(filter_form=form, result=result, words=words, kind=kind, **kwargs)
