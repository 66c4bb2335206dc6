"""What a form page does with what is typed: it is saved once, over nobody else's change, and never lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from core.database import told_of
from core.history import AlreadySubmitted, StaleEdit, act_of, submission
from core.jinja import moment
from core.middleware import take_kept_post
from core.models import Act, UnsavedWork
from core.processes import CannotRender
from core.rules import RulesBroken
from core.unsaved import TooLong, drop_unsaved, keep_unsaved, unsaved_work

if TYPE_CHECKING:
    from core.views.pages import FormPage

# How many openings of one form are offered again.
MOST_OFFERED = 5


@dataclass(frozen=True)
class NotSaved:
    """What stands in a page sent a second time was not saved the first time: it can be sent as new.

    `done` says what the page did then, if not that it was saved; `version` is what it made of the record.
    """

    done: str = ""
    version: int | None = None


class Submission:
    """One opening or one sending of a page's form, by the one-time key that the form carries."""

    def __init__(self, page: FormPage) -> None:
        self.page = page
        self.request = page.request

    # Opened

    def opened(self) -> HttpResponse:
        """The form: with what was typed before signing in, or what is chosen of what was kept unsaved."""
        kept = take_kept_post(self.request)
        if kept is not None:
            messages.info(
                self.request,
                "You had been signed out, or signed in again in another window. "
                "What you typed is below: check it and save again.",
            )
            return self.page.render_form(self.page.get_form(kept))
        form = self.page.get_form()
        unsaved = list(self._unsaved()[:MOST_OFFERED]) if self.keeps(form) else []
        wanted = self.request.GET.get("restore")
        if restored := next((work for work in unsaved if str(work.pk) == wanted), None):
            return self._restored(restored)
        return self.page.render_form(form, unsaved=unsaved)

    def keeps(self, form: Any) -> bool:
        """Whether there is something to keep unsaved: not where there is only a button to press."""
        return self.page.keeps_typing and bool(form.visible_fields())

    def carry_key(self, form: Any) -> None:
        """Let a form that is shown again, and was not saved yet, keep its one-time key."""
        if not form.is_bound and "submission" in self.request.POST:
            form.initial["submission"] = self.request.POST["submission"]

    def too_late(self, reason: Exception) -> HttpResponse:
        """Answer a form whose record was closed to changes since it was opened; raise where none was sent."""
        typed = self.request.POST if self.request.method == "POST" else take_kept_post(self.request)
        if typed is None:
            raise reason
        form = self.page.get_form(typed)
        form.is_valid()
        form.add_error(None, f"{reason} Nothing was saved; what you typed is below.")
        return self.page.render_form(form, 409)

    # Sent

    def sent(self) -> HttpResponse:
        """Save what was typed, or do with it what the button that was pressed says."""
        asked = self.request.POST
        if "preview" in asked:
            return self._preview()
        if self.page.keeps_typing and "discard" in asked:
            return self._discard()
        if self.page.keeps_typing and "keep" in asked:
            return self._keep()
        form = self.page.get_form(asked)
        valid = form.is_valid()
        key = getattr(form, "cleaned_data", {}).get("submission")
        if earlier := act_of(key):  # asked first: what it recorded then may be what is refused now
            return self._sent_before(form, earlier)
        return self._save(form, key) if valid else self.page.form_invalid(form)

    def _save(self, form: Any, key: UUID | None) -> HttpResponse:
        try:
            with submission(key):
                answer = self.page.form_valid(form)
            if self.page.keeps_typing and key:
                drop_unsaved(self.page.user.unsaved_work.filter(form_key=key))
            return answer
        except RulesBroken as refusal:
            form.add_broken_rules(refusal)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        except CannotRender as refusal:
            form.add_error(None, f"{refusal} Nothing was issued.")
            return self.page.render_form(form, 503)
        except DatabaseError as error:
            told = told_of(error)
            if told is None:
                raise
            form.add_error(None, told)
            return self.page.render_form(form, 409)
        except AlreadySubmitted as refusal:
            return self._sent_before(form, refusal.act)
        except StaleEdit:
            return self.page.form_stale(form)
        return self.page.form_invalid(form)

    def _sent_before(self, form: Any, earlier: Act) -> HttpResponse:
        """Answer a form whose key was used: it is not done twice, and somebody else's doing is not told."""
        if earlier.by_id != self.page.user.pk:
            return self._send_anew(NotSaved("This page cannot be sent as it is."))
        when = moment(earlier.at)
        not_saved = self.page.not_saved_by(form, earlier)
        if not_saved is None:
            messages.info(self.request, f"This form had already been sent, on {when}. It was saved once.")
            return redirect(self.page.get_cancel_url())
        done = not_saved.done or f"This page had been saved already, on {when}."
        return self._send_anew(NotSaved(done, not_saved.version))

    def _send_anew(self, not_saved: NotSaved) -> HttpResponse:
        """Show what was typed, to be sent with a key of its own."""
        messages.warning(self.request, f"{not_saved.done} To save what is typed below as well, save again.")
        typed = self.request.POST.copy()
        typed["submission"] = str(uuid4())
        if not_saved.version is not None:
            typed["version"] = str(not_saved.version)
        return self.page.render_form(self.page.get_form(typed), 409)

    def _preview(self) -> HttpResponse:
        """Show what was typed as it will read, and save nothing; nothing is refused yet either."""
        form = self.page.get_unchecked_form(self.request.POST)
        form.is_previewed = True
        return self.page.render_form(form)

    # Kept unsaved

    def _unsaved(self) -> QuerySet[UnsavedWork]:
        return unsaved_work(self.page.user, self.request.path, at=self.page.now)

    def _restored(self, work: UnsavedWork) -> HttpResponse:
        """The form with what was typed into it then, to be saved or kept on as the same."""
        typed = QueryDict(work.typed, mutable=True)
        typed["submission"] = str(work.form_key)
        messages.info(
            self.request,
            f"What you had typed by {moment(work.kept_at)} is below. It is not saved yet: check it and save.",
        )
        return self.page.render_form(self.page.get_unchecked_form(typed))

    def _keep(self) -> HttpResponse:
        """Keep what was typed for its person: while they type, or when they press the button."""
        typed, page = self.request.POST, self.page
        form = page.get_form(typed)
        form.is_valid()
        key = form.cleaned_data.get("submission")
        asked = typed["keep"] == "yes"
        if key and not act_of(key):  # what was saved meanwhile is not unsaved
            try:
                keep_unsaved(typed, of=page.user, address=self.request.path, form_key=key, at=page.now)
            except TooLong:
                if not asked:
                    return HttpResponse(status=413)
                form.errors.clear()
                form.add_error(None, "This is too long to keep unsaved. Shorten it, or save it.")
                return page.render_form(form, 413)
        if not asked:
            return HttpResponse(status=204)
        messages.success(self.request, "What you typed is kept for you, unsaved. This form offers it again.")
        return redirect(page.get_cancel_url())

    def _discard(self) -> HttpResponse:
        """Forget what was kept, as its person wishes."""
        named = self.request.POST["discard"]
        drop_unsaved(self._unsaved().filter(pk=int(named) if named.isdecimal() and len(named) < 19 else 0))
        messages.success(self.request, "What you had typed before is discarded.")
        return redirect(self.request.get_full_path())
