"""The agreement's page is the hub: one tab a subject, each served by the app that owns it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from core.dates import in_words
from core.models import Record, User
from core.navigation import links_from
from core.permissions import Permission, permissions_over, refusal
from core.views import Page
from partnerships.as_at import AgreementAsAt
from partnerships.forms import AgreementDaysForm, AsAtForm
from partnerships.models import Agreement, Variation
from partnerships.queries import agreement_as_at, first_recorded_on
from partnerships.queries.variations import previewed


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool


def tabs_of(agreement: Agreement, here: str, *, user: User, address: str = "") -> list[Tab]:
    """The agreement's tabs; `here` is the name of the current page's address, `address` the days chosen."""
    return [
        Tab(link.label, f"{link.address(agreement.reference)}{address}", link.page == here)
        for link in links_from("agreement", user)
    ]


class OneRecordPage(Page):
    """A page about one record: what the user may do is asked once of its bodies, for it and for its links."""

    permission_required: ClassVar[Permission] = Permission.SEE

    @cached_property
    def over(self) -> set[str]:
        """All that the user's roles allow over the record."""
        return permissions_over(self.user, self.object)

    def check_permissions(self) -> None:
        if self.permission_required.name not in self.over:
            raise PermissionDenied(refusal(self.permission_required, self.object))

    @property
    def may(self) -> set[str]:
        """What the user may do here."""
        return self.over


class AgreementPage(OneRecordPage):
    """A page of one agreement. The template gets `agreement`, `tabs` and `may`, what the user may do here."""

    related: ClassVar[tuple[str, ...]] = ()
    tab = ""  # the name of the tab that the page belongs to, where it is not itself the tab

    def get_object(self) -> Record:
        self.agreement = self.get_visible_or_404(Agreement, self.kwargs["reference"], *self.related)
        return self.agreement

    @property
    def here(self) -> str:
        match = self.request.resolver_match
        return self.tab or (match.view_name if match else "")

    @property
    def address(self) -> str:
        """The days chosen, as they stand in the addresses of the tabs."""
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tabs = tabs_of(self.agreement, self.here, user=self.user, address=self.address)
        return super().get_context_data(agreement=self.agreement, tabs=tabs, may=self.may, **kwargs)


class AsAtPage[V](OneRecordPage):
    """A page of a value as at today, or as at the day that the address names and as it was known then.

    The template gets `as_at`, the value. Of what is past nothing can be changed.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.days.is_typed and self.days.is_valid():
            return redirect(f"{request.path}{self.address}")
        return super().dispatch(request, *args, **kwargs)

    @property
    def day(self) -> date:
        """The day it is shown as at, where none is chosen."""
        return self.today

    def value(self, *, on: date, known_at: datetime | None = None) -> V:
        """What the page shows, as at those days. Raises KeyError where it was not recorded yet."""
        raise NotImplementedError

    def cannot_have_been(self, value: V) -> str:
        """Why there can have been no such thing on its day; nothing where there can."""
        return ""

    @cached_property
    def days(self) -> AsAtForm:
        return AsAtForm(self.request.GET, today=self.today)

    @property
    def address(self) -> str:
        return self.days.address

    @cached_property
    def as_at(self) -> V:
        """The value as at the days chosen; as at today where the form says that these cannot be shown."""
        chosen, known_at = self.days.chosen, self.days.known_at
        if chosen:
            try:
                value = self.value(on=chosen.get("on", self.day), known_at=known_at)
            except KeyError:
                first = in_words(first_recorded_on(self.object))
                self.days.add_error(
                    "known", f"Nothing of it was recorded by then: it was first recorded on {first}"
                )
            else:
                if not (why := self.cannot_have_been(value)):
                    return value
                self.days.add_error("on", why)
        return self.value(on=self.day)

    @property
    def is_present(self) -> bool:
        """Whether it is shown as it is now, and so can be changed."""
        return not self.days.chosen

    @property
    def may(self) -> set[str]:
        return self.over if self.is_present else self.over & {"SEE", "EXPORT_SCHEDULES", "SEE_EXEMPT"}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        context = self.get_context_data()
        return self.render_to_response(context, status=422 if self.days.errors else 200)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        as_at = self.as_at  # first: it says whether the days chosen can be shown
        days = {"days": self.days, "is_present": self.is_present, "address": self.address}
        return super().get_context_data(as_at=as_at, **days, **kwargs)


class AgreementTab(AsAtPage[AgreementAsAt], AgreementPage):
    """A tab of the agreement, or a page within one."""

    # What of other apps' parts of the value the tab shows; None for all.
    parts: ClassVar[tuple[type[object], ...] | None] = ()

    @cached_property
    def days(self) -> AgreementDaysForm:
        return AgreementDaysForm(self.request.GET, today=self.today)

    @cached_property
    def included(self) -> Variation | None:
        """The variation whose preview the address asks for."""
        return previewed(self.agreement, number) if (number := self.days.included) else None

    @property
    def is_present(self) -> bool:
        return super().is_present and self.included is None

    @property
    def day(self) -> date:
        """A preview shows, where no day is chosen, the first on which the variation is in effect."""
        return max(self.included.effective_on, self.today) if self.included else self.today

    def value(self, *, on: date, known_at: datetime | None = None) -> AgreementAsAt:
        including = self.included.pk if self.included else None
        return agreement_as_at(
            self.agreement.pk, on=on, known_at=known_at, parts=self.parts, including=including
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(included=self.included, **kwargs)

    def cannot_have_been(self, value: AgreementAsAt) -> str:
        day, basis = value.on, value.basis
        if basis.from_on and day < basis.from_on:
            return f"{basis.name} came into force on {in_words(basis.from_on)}"
        opened = [party.body.opened_on for party in value.parties]
        if opened and all(first and day < first for first in opened):
            return f"None of its partners existed then: the first opened on {in_words(_earliest(opened))}"
        return ""


def _earliest(days: list[date | None]) -> date:
    return min(day for day in days if day)
