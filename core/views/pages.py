"""What every page does: find, allow, answer; a list that filters; a form that calls one action."""

from __future__ import annotations

from typing import Any, ClassVar, cast
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views import View

from core.database import told_of
from core.history import AlreadySubmitted, StaleEdit, act_of, submission
from core.jinja import moment
from core.middleware import take_kept_post
from core.models import Act, Record, UnsavedWork, User
from core.permissions import Anyone, Permission, may
from core.processes import CannotRender
from core.rules import RulesBroken
from core.unsaved import TooLong, drop_unsaved, keep_unsaved, unsaved_work

# How many openings of one form are offered again.
MOST_OFFERED = 5


class NotAsItStands(PermissionDenied):
    """Refused for how the record stands now, whoever asks: no role would help."""


class Page(View):
    """Find, allow, then answer. The clock is read here, once, and passed on as `now` and `today`."""

    permission: ClassVar[Permission | Anyone | None] = None
    template_name: ClassVar[str] = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()
        self.today = timezone.localdate(self.now)

    @property
    def user(self) -> User:
        """Who has signed in; a page that states `Anyone.PUBLIC` cannot count on it."""
        return cast(User, self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.find()
        self.allow()
        return super().dispatch(request, *args, **kwargs)

    def find(self) -> None:
        """Fetch what the address names, through `visible_to`; what the user may not see is not found."""

    def permitted_on(self) -> Record | None:
        """The record at whose bodies the user needs the role; None for any body."""
        return None

    def allow(self) -> None:
        if isinstance(self.permission, Permission):
            decision = may(self.user, self.permission, self.permitted_on())
            if not decision:
                raise PermissionDenied(decision.reason)

    def find_one(self, model: type[Record], key: Any, *related: str) -> Any:
        """The record of that address with its related ones, if the user may see it; a number is its key."""
        seen = model.objects.visible_to(self.user).with_related(*related)
        return get_object_or_404(seen, **{"pk" if isinstance(key, int) else model.url_key: key})

    def render(self, status: int = 200, **context: Any) -> TemplateResponse:
        return TemplateResponse(self.request, self.template_name, context, status=status)


class FormPage(Page):
    """A form and the one action it calls."""

    template_name = "layouts/form.html"
    # Whether what is typed is kept for its person until it is saved, and in the session for a user who has to
    # sign in first: all but passwords.
    keeps_typing: ClassVar[bool] = True
    form_class: ClassVar[Any] = None
    submit: ClassVar[str] = "Save"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except NotAsItStands as refusal:
            typed = request.POST if request.method == "POST" else take_kept_post(request)
            if typed is None:
                raise
            return self.too_late(typed, refusal)

    def too_late(self, typed: QueryDict, refusal: NotAsItStands) -> HttpResponse:
        """Answer a form whose record was closed to changes since it was opened: show what was typed."""
        form = self.form(typed)
        form.is_valid()
        form.add_error(None, f"{refusal} Nothing was saved; what you typed is below.")
        return self.page(form, 409)

    def form(self, data: Any = None, **options: Any) -> Any:
        return self.form_class(data, **options)

    def heading(self) -> str:
        raise NotImplementedError

    def back_url(self) -> str:
        """Where Cancel goes, and a form that had been sent already."""
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        return {}

    def act(self, form: Any) -> str:
        """Call the action; return the address to go to next."""
        raise NotImplementedError

    def keeps_unsaved(self, form: Any) -> bool:
        """Whether there is something to keep: not where there is only a button to press."""
        return self.keeps_typing and bool(form.visible_fields())

    def page(self, form: Any, status: int = 200, **extra: Any) -> TemplateResponse:
        if not form.is_bound and "submission" in self.request.POST:  # shown again, and not saved yet
            form.initial["submission"] = self.request.POST["submission"]
        return self.render(
            status,
            form=form,
            heading=self.heading(),
            submit=self.submit,
            cancel_url=self.back_url(),
            keeps_unsaved=self.keeps_unsaved(form),
            **self.context(),
            **extra,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kept = take_kept_post(request)
        if kept is not None:
            messages.info(
                request,
                "You had been signed out, or signed in again in another window. "
                "What you typed is below: check it and save again.",
            )
            return self.page(self.form(kept))
        form = self.form()
        unsaved = list(self.unsaved()[:MOST_OFFERED]) if self.keeps_unsaved(form) else []
        restored = next((each for each in unsaved if str(each.pk) == request.GET.get("restore")), None)
        return self.restored(restored) if restored else self.page(form, unsaved=unsaved)

    def unsaved(self) -> Any:
        return unsaved_work(self.user, self.request.path, at=self.now)

    def restored(self, work: UnsavedWork, **extra: Any) -> HttpResponse:
        """The form with what was typed into it then, to be saved or kept on as the same."""
        typed = QueryDict(work.typed, mutable=True)
        typed["submission"] = str(work.form_key)
        messages.info(
            self.request,
            f"What you had typed by {moment(work.kept_at)} is below. It is not saved yet: check it and save.",
        )
        return self.page(self.not_asked_yet(typed), **extra)

    def not_asked_yet(self, typed: QueryDict) -> Any:
        """The form with what was typed, and nothing refused."""
        form = self.form(typed)
        form.errors.clear()
        return form

    def keep(self) -> HttpResponse:
        """Keep what was typed for its person: while they type, or when they press the button."""
        form = self.form(self.request.POST)
        form.is_valid()
        key = form.cleaned_data.get("submission")
        asked = self.request.POST["keep"] == "yes"
        if key and not act_of(key):  # what was saved meanwhile is not unsaved
            try:
                keep_unsaved(
                    self.request.POST, of=self.user, address=self.request.path, form_key=key, at=self.now
                )
            except TooLong:
                if not asked:
                    return HttpResponse(status=413)
                form.errors.clear()
                form.add_error(None, "This is too long to keep unsaved. Shorten it, or save it.")
                return self.page(form, 413)
        if not asked:
            return HttpResponse(status=204)
        messages.success(self.request, "What you typed is kept for you, unsaved. This form offers it again.")
        return redirect(self.back_url())

    def discard(self) -> HttpResponse:
        """Forget what was kept, as its person wishes."""
        named = self.request.POST["discard"]
        drop_unsaved(self.unsaved().filter(pk=int(named) if named.isdecimal() and len(named) < 19 else 0))
        messages.success(self.request, "What you had typed before is discarded.")
        return redirect(self.request.get_full_path())

    def preview(self) -> HttpResponse:
        """Show what was typed as it will read, and save nothing; nothing is refused yet either."""
        form = self.not_asked_yet(self.request.POST)
        form.is_previewed = True
        return self.page(form)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "preview" in request.POST:
            return self.preview()
        if self.keeps_typing and "discard" in request.POST:
            return self.discard()
        if self.keeps_typing and "keep" in request.POST:
            return self.keep()
        form = self.form(request.POST)
        valid = form.is_valid()
        key = getattr(form, "cleaned_data", {}).get("submission")
        if earlier := act_of(key):  # asked first: what it recorded then may be what is refused now
            return self.answer_again(form, earlier)
        if not valid:
            return self.page(form, 422)
        try:
            with submission(key):
                onward = redirect(self.act(form))
            if self.keeps_typing and key:
                drop_unsaved(self.user.unsaved_work.filter(form_key=key))
            return onward
        except RulesBroken as refusal:
            form.add_broken_rules(refusal)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        except CannotRender as refusal:
            form.add_error(None, f"{refusal} Nothing was issued.")
            return self.page(form, 503)
        except DatabaseError as error:
            told = told_of(error)
            if told is None:
                raise
            form.add_error(None, told)
            return self.page(form, 409)
        except AlreadySubmitted as refusal:
            return self.answer_again(form, refusal.act)
        except StaleEdit:
            return self.changed_meanwhile(form)
        return self.page(form, 422)

    def changed_meanwhile(self, form: Any) -> HttpResponse:
        """Answer a form whose record somebody else changed since: show it as it is now, the reason kept."""
        messages.warning(self.request, "Somebody changed this while the page was open. Look at it again.")
        if record := self.permitted_on():
            record.refresh_from_db()
        again = self.form()
        again.initial["why"] = form.cleaned_data.get("why", "")
        return self.page(again, 409)

    def answer_again(self, form: Any, earlier: Act) -> HttpResponse:
        """Answer a form whose one-time key was used: what somebody else did with it is not told."""
        if earlier.by_id != self.user.pk:
            return self.send_anew("This page cannot be sent as it is.")
        return self.sent_before(form, earlier)

    def sent_before(self, form: Any, earlier: Act) -> HttpResponse:
        """Answer a form that had been sent already: it is not done twice."""
        messages.info(
            self.request, f"This form had already been sent, on {moment(earlier.at)}. It was saved once."
        )
        return redirect(self.back_url())

    def send_anew(self, done: str, **carried: Any) -> HttpResponse:
        """Show what was typed into a page that had been sent already, to be sent with a key of its own."""
        messages.warning(self.request, f"{done} To save what is typed below as well, save again.")
        typed = self.request.POST.copy()
        for name, value in {"submission": uuid4(), **carried}.items():
            typed[name] = str(value)
        return self.page(self.form(typed), 409)


class ListPage(Page):
    """A list that filters in the URL and paginates."""

    permission = Permission.SEE
    filter_class: ClassVar[Any] = None
    per_page = 25

    def results(self) -> Any:
        """All the user may see here, before the filter."""
        raise NotImplementedError

    def context(self, results: Any) -> dict[str, Any]:
        """What the template needs besides; `results` is the page of the list that is shown."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = self.filter_class(request.GET or None, queryset=self.results(), request=request)
        page = Paginator(chosen.qs, self.per_page).get_page(request.GET.get("page"))
        return self.render(results=page, filter_form=chosen.form, **self.context(page))


class RecordList(ListPage):
    """A list of the records in use or, where the address asks for them, of those that were retired."""

    @property
    def shows_retired(self) -> bool:
        return self.request.GET.get("retired") == "yes"

    def records(self) -> Any:
        """All the user may see here, those retired too."""
        raise NotImplementedError

    def results(self) -> Any:
        return self.records().retired() if self.shows_retired else self.records().not_retired()

    def render(self, status: int = 200, **context: Any) -> TemplateResponse:
        return super().render(status, retired=self.shows_retired, **context)
