"""One's own ways of looking at a list: keep one by name, remove it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, resolve, reverse

from core import saved_views
from core.forms.action import ActionForm
from core.forms.saved_views import SavedViewForm
from core.models import SavedView
from core.permissions import Anyone
from core.views.pages import FormPage, ListPage


class SavedViewAdd(FormPage):
    """Keep what a list is asked: the address names the list, and asks what the list was asked."""

    permission_required = Anyone.SIGNED_IN
    form_class = SavedViewForm
    submit = "Save view"

    def get_object(self) -> None:
        try:
            view = getattr(resolve(reverse(self.kwargs["page"])).func, "view_class", None)
        except NoReverseMatch as none:
            raise Http404("No list has that name.") from none
        if not (view and issubclass(view, ListPage) and view.keeps_views):
            raise Http404("No list of that name keeps views.")
        self.query = saved_views.asked_of_list(self.request.GET)

    def heading(self) -> str:
        return "Save this view"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        intro = "What the list is filtered by, and its order, are kept under this name for you alone."
        return super().get_context_data(intro=intro, **kwargs)

    def get_success_url(self) -> str:
        return f"{reverse(self.kwargs['page'])}?{self.query}"

    def form_valid(self, form: Any) -> HttpResponse:
        name = form.cleaned_data["name"]
        try:
            saved_views.save_view(of=self.user, page=self.kwargs["page"], name=name, query=self.query)
        except saved_views.CannotKeep as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, f"Saved as {name}. The list offers it above its filters.")
        return super().form_valid(form)


class SavedViewRemove(FormPage):
    permission_required = Anyone.SIGNED_IN
    keeps_typing = False
    form_class = ActionForm
    submit = "Remove"

    def get_object(self) -> SavedView:
        return get_object_or_404(self.user.saved_views, pk=self.kwargs["key"])

    def heading(self) -> str:
        return f"Remove the view {self.object}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        intro = "Only the view is removed. What it lists stays as it is."
        return super().get_context_data(intro=intro, warning=True, **kwargs)

    def get_success_url(self) -> str:
        return reverse(self.object.page)

    def form_valid(self, form: Any) -> HttpResponse:
        saved_views.drop_view(self.object)
        messages.success(self.request, "The view is removed.")
        return super().form_valid(form)
