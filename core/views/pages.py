"""What every page does: find, allow, answer; a list that filters; a form that calls one action.

The names are those of Django's own generic views.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, NamedTuple, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import resolve, reverse
from django.utils import timezone
from django.views import View
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from core.models import Act, Record, SavedView, User
from core.permissions import Anyone, Permission, may
from core.saved_views import asked_of_list
from core.views.submissions import NotSaved, Submission


class NotAsItStands(PermissionDenied):
    """Refused for how the record stands now, whoever asks: no role would help."""


class Page(TemplateResponseMixin, ContextMixin, View):
    """Find, allow, then answer. The clock is read here, once, and passed on as `now` and `today`."""

    permission_required: ClassVar[Permission | Anyone | None] = None
    object: Any

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()
        self.today = timezone.localdate(self.now)

    @property
    def user(self) -> User:
        """Who has signed in; a page that states `Anyone.PUBLIC` cannot count on it."""
        return cast(User, self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        self.check_permissions()
        return super().dispatch(request, *args, **kwargs)

    def get_object(self) -> Any:
        """What the address names, through `visible_to`; what the user may not see is not found."""
        return None

    def get_permission_object(self) -> Record | None:
        """The record at whose bodies the user needs the role: what the address names. None for any body."""
        return cast(Record | None, self.object)

    def check_permissions(self) -> None:
        if isinstance(self.permission_required, Permission):
            decision = may(self.user, self.permission_required, self.get_permission_object())
            if not decision:
                raise PermissionDenied(decision.reason)

    def get_visible_or_404[R: Record](self, model: type[R], key: Any, *related: str) -> R:
        """The record of that address with its related ones, if the user may see it; a number is its key."""
        seen: Any = model.objects.visible_to(self.user).with_related(*related)
        found: R = get_object_or_404(seen, **{"pk" if isinstance(key, int) else model.url_key: key})
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.render_to_response(self.get_context_data())


class FormPage(Page):
    """A form and, in `form_valid`, the one action it calls. A page of its own overrides little else.

    What a form's sending and reopening need is done by its `submission`.
    """

    template_name = "layouts/form.html"
    # Whether what is typed is kept for its person until it is saved, and in the session for a user who has to
    # sign in first: all but passwords.
    keeps_typing: ClassVar[bool] = True
    form_class: ClassVar[Any] = None
    submit: ClassVar[str] = "Save"

    @cached_property
    def submission(self) -> Submission:
        return Submission(self)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except NotAsItStands as refusal:
            return self.submission.too_late(refusal)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.submission.opened()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.submission.sent()

    def heading(self) -> str:
        raise NotImplementedError

    def get_initial(self) -> dict[str, Any]:
        return {}

    def get_form_kwargs(self) -> dict[str, Any]:
        """What the form is made with, besides what was typed."""
        initial = self.get_initial()
        return {"initial": initial} if initial else {}

    def get_form(self, data: Any = None, **kwargs: Any) -> Any:
        return self.form_class(data, **(self.get_form_kwargs() | kwargs))

    def get_unchecked_form(self, typed: Any) -> Any:
        """The form with what was typed, and nothing refused."""
        form = self.get_form(typed)
        form.errors.clear()
        return form

    def get_success_url(self) -> str:
        raise NotImplementedError

    def get_cancel_url(self) -> str:
        """Where Cancel goes, and a form that had been sent already."""
        return self.get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {
            "heading": self.heading(),
            "submit": self.submit,
            "cancel_url": self.get_cancel_url(),
            "keeps_unsaved": self.submission.keeps(kwargs["form"]),
        }
        return super().get_context_data(**shown, **kwargs)

    def render_form(self, form: Any, status: int = 200, **context: Any) -> HttpResponse:
        self.submission.carry_key(form)
        return self.render_to_response(self.get_context_data(form=form, **context), status=status)

    def form_valid(self, form: Any) -> HttpResponse:
        """Call the action, then go on; what it refuses is said on the form."""
        return redirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_form(form, 422)

    def form_stale(self, form: Any) -> HttpResponse:
        """Answer a form whose record somebody else changed since: show it as it is now, the reason kept."""
        messages.warning(self.request, "Somebody changed this while the page was open. Look at it again.")
        if isinstance(self.object, Record):
            self.object.refresh_from_db()
        again = self.get_form()
        again.initial["why"] = form.cleaned_data.get("why", "")
        return self.render_form(again, 409)

    def not_saved_by(self, form: Any, earlier: Act) -> NotSaved | None:
        """What was typed that this page did not save when it was first sent; None where it is the same."""
        return None


class SavedViews(NamedTuple):
    """One's own views of a list, and the address that keeps what it is asked now, if it is asked anything."""

    kept: list[SavedView]
    add: str


class ListPage(Page):
    """A list that filters in the URL and paginates."""

    permission_required = Permission.SEE
    filter_class: ClassVar[Any] = None
    paginate_by = 25
    # Whether people keep by name how they look at this list, each for themselves.
    keeps_views: ClassVar[bool] = False

    def get_queryset(self) -> Any:
        """All the user may see here, before the filter."""
        raise NotImplementedError

    def get_filterset(self) -> Any:
        """The list as the address narrows it: its `qs` are the rows, its `form` is what was asked."""
        return self.filter_class(self.request.GET or None, queryset=self.get_queryset(), request=self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The template gets `results`, the page of the list that is shown, and the filter's form."""
        chosen = self.get_filterset()
        results = Paginator(chosen.qs, self.paginate_by).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            results=results, filter_form=chosen.form, saved_views=self.saved_views(), **kwargs
        )

    def saved_views(self) -> SavedViews | None:
        """The user's own views of this list; None where it keeps none."""
        if not self.keeps_views:
            return None
        page = resolve(self.request.path).view_name
        asked = asked_of_list(self.request.GET)
        add = f"{reverse('core:saved-view-add', args=[page])}?{asked}" if asked else ""
        return SavedViews(list(self.user.saved_views.filter(page=page)), add)


class RecordList(ListPage):
    """A list of the records in use or, where the address asks for them, of those that were retired."""

    @property
    def shows_retired(self) -> bool:
        return self.request.GET.get("retired") == "yes"

    def records(self) -> Any:
        """All the user may see here, those retired too."""
        raise NotImplementedError

    def get_queryset(self) -> Any:
        return self.records().retired() if self.shows_retired else self.records().not_retired()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(retired=self.shows_retired, **kwargs)
