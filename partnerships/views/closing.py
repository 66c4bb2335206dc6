"""A body that closes: all that hangs on it, and who stands in its place in each agreement."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from core.permissions import Permission
from core.views import FormPage, ListPage
from partnerships import actions
from partnerships.forms import BulkNovationForm, ClosingFilter, NovationForm
from partnerships.models import Body
from partnerships.queries import closing
from partnerships.views.hub import AgreementPage

AT_A_TIME = 10
NOT_CONCERNED = (
    "Who succeeds a body is confirmed by officers and lawyers of the body itself, of a successor, and of the "
    "bodies that keep its agreements."
)


class BodyClosing(ListPage):
    """What hangs on a body after its last day, agreement by agreement, as far as its reader may see them."""

    template_name = "partnerships/body/closing.html"
    filter_class = ClosingFilter

    def get_object(self) -> Body:
        self.body = self.get_visible_or_404(Body, self.kwargs["key"], "kind")
        return self.body

    def get_permission_object(self) -> None:
        """A body is public; of its agreements only those are listed that the reader may see."""

    def get_queryset(self) -> Any:
        return closing.unconfirmed_agreements(self.body, seen_by=self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(body=self.body, **kwargs)
        if self.body.closed_on is None:
            return context
        shown = list(context["results"].object_list)
        return context | {
            "facts": closing.closing(self.body, shown, seen_by=self.user),
            "has_closed": self.body.closed_on < self.today,
        }


class AgreementNovate(AgreementPage, FormPage):
    """Confirm who stands in the place of a body that closed, in one agreement."""

    permission_required = Permission.CHANGE_AGREEMENTS
    template_name = "partnerships/agreement/novate.html"
    form_class = NovationForm
    tab = "partnerships:agreement-parties"
    submit = "Confirm"

    def get_object(self) -> Any:
        found = super().get_object()
        self.body = self.get_visible_or_404(Body, self.kwargs["body"], "kind")
        return found

    def heading(self) -> str:
        return f"Who stands in the place of {self.body}?"

    @property
    def waits(self) -> bool:
        """Whether the body is a party after its last day."""
        last = self.body.closed_on
        return bool(
            last and closing.parties_left_behind(self.body, last).filter(agreement=self.agreement).exists()
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        if not self.waits:
            messages.info(request, f"There is nothing to confirm of {self.body} in this agreement.")
            return redirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("partnerships:agreement-parties", args=[self.agreement.reference])

    def get_form_kwargs(self) -> dict[str, Any]:
        [hanging] = (
            closing.hanging_in([self.agreement], self.body, seen_by=self.user) if self.waits else [None]
        )
        return super().get_form_kwargs() | {
            "successors": closing.successors_of(self.body),
            "things": hanging.things if hanging else (),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(body=self.body, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        actions.novate(
            self.agreement,
            body=self.body,
            joining=form.joining_bodies,
            answers=form.answers,
            by=self.user,
            at=self.now,
            why=form.cleaned_data["why"],
        )
        messages.success(self.request, f"Confirmed for {self.agreement.reference}.")
        # Whose body has left sees the agreement no more.
        return redirect(reverse("partnerships:body-closing", args=[self.body.pk]))


class BodyNovate(FormPage):
    """Confirm the same for all agreements that wait, a few at a time, each with an act of its own."""

    permission_required = Permission.CHANGE_AGREEMENTS
    template_name = "partnerships/body/novate.html"
    form_class = BulkNovationForm
    submit = "Confirm them all"
    keeps_typing = False

    def get_object(self) -> Body:
        self.body = self.get_visible_or_404(Body, self.kwargs["key"], "kind")
        return self.body

    def get_permission_object(self) -> None:
        """The action asks of each agreement whether this is the user's to say."""

    def check_permissions(self) -> None:
        super().check_permissions()
        if not closing.confirms_any(self.user, self.body):
            raise PermissionDenied(NOT_CONCERNED)

    def heading(self) -> str:
        return f"Confirm all agreements of {self.body}"

    @property
    def waiting(self) -> Any:
        waiting = closing.unconfirmed_agreements(self.body, seen_by=self.user)
        return closing.agreements_confirmed_by(self.user, self.body, waiting).order_by("reference")

    def get_success_url(self) -> str:
        return reverse("partnerships:body-closing", args=[self.body.pk])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"successors": closing.successors_of(self.body)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(body=self.body, waiting=self.waiting.count(), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        skipped = form.cleaned_data["refused"]
        outcome = actions.novate_several(
            list(self.waiting.exclude(pk__in=skipped)[:AT_A_TIME]),
            body=self.body,
            joining=form.joining_bodies,
            to=form.receiver,
            by=self.user,
            at=self.now,
            why=form.cleaned_data["why"],
        )
        confirmed = (form.cleaned_data["confirmed"] or 0) + outcome.confirmed
        refused = [*skipped, *outcome.refused]
        left = self.waiting.exclude(pk__in=refused).count()
        if left:
            return self._goes_on(form, confirmed, refused, left, outcome)
        self._tell(confirmed, refused, outcome)
        return super().form_valid(form)

    def _goes_on(
        self, form: Any, confirmed: int, refused: list[int], left: int, outcome: Any
    ) -> HttpResponse:
        typed = self.request.POST.copy()
        typed["confirmed"], typed["refused"] = str(confirmed), ",".join(map(str, refused))
        typed["submission"] = str(uuid4())
        again = self.get_unchecked_form(typed)
        return self.render_form(
            again, confirmed=confirmed, left=left, in_all=confirmed + left + len(refused), outcome=outcome
        )

    def _tell(self, confirmed: int, refused: list[int], outcome: Any) -> None:
        messages.success(
            self.request, f"Confirmed for {confirmed} of the agreements, each with an act of its own."
        )
        if refused:
            messages.warning(
                self.request,
                f"{len(refused)} were refused and are listed below: confirm each on its own to read why.",
            )
