"""The days of all that one may see: a page of some months, and a feed that a calendar program follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from core import calendar_feeds
from core.calendars import Entry, calendar_bytes
from core.dates import ONE_DAY, Period, months_before
from core.days import Asked, days_of
from core.forms.action import ActionForm
from core.forms.calendar import CalendarFilter
from core.models import CalendarFeed, SecurityEvent
from core.permissions import Anyone, Permission
from core.security import security_event
from core.views.pages import FormPage, Page

MONTHS_SHOWN = 3
MOST_SHOWN = 100  # of what is overdue, and of the months: more nobody reads on a page
# A feed tells of what is just past, and of the years for which money is planned.
FEED_BEFORE, FEED_AFTER = timedelta(days=31), timedelta(days=3 * 366)


class CalendarSee(Page):
    """Three months from the one that is asked; above them what is overdue. Of each so many at most."""

    permission_required = Permission.SEE
    template_name = "core/calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = CalendarFilter(self.request.GET or None, today=self.today)
        first = form.first_day
        last = months_before(first, -MONTHS_SHOWN) - ONE_DAY
        asked = Asked(Period(first, last), kind=form.wanted_kind, most=MOST_SHOWN + 1)
        shown = days_of(self.user, asked)
        past = Period(None, self.today - ONE_DAY)
        overdue = days_of(self.user, replace(asked, period=past, due=True))
        months = groupby(shown[:MOST_SHOWN], key=lambda each: each.on.replace(day=1))
        return super().get_context_data(
            filter_form=form,
            months=[(month, list(days)) for month, days in months],
            overdue=overdue[:MOST_SHOWN],
            most=MOST_SHOWN,
            is_cut=len(shown) > MOST_SHOWN,
            overdue_is_cut=len(overdue) > MOST_SHOWN,
            first=first,
            last=last,
            earlier=months_before(first, MONTHS_SHOWN),
            later=months_before(first, -MONTHS_SHOWN),
            today=self.today,
            **kwargs,
        )


class CalendarFollow(FormPage):
    """Make the secret address of one's calendar, anew where there is one."""

    permission_required = Permission.SEE
    keeps_typing = False
    template_name = "core/calendar-follow.html"
    form_class = ActionForm
    submit = "Make an address"

    def get_permission_object(self) -> None:
        """It is one's own."""

    def get_object(self) -> CalendarFeed | None:
        return calendar_feeds.feed_of(self.user)

    def heading(self) -> str:
        return "Follow this calendar in Outlook or elsewhere"

    def get_success_url(self) -> str:
        return reverse("core:calendar")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(feed=self.object, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        secret = calendar_feeds.make_feed(self.user, at=self.now)
        security_event(SecurityEvent.Kind.FEED_MADE, self.request, person=self.user)
        address = self.request.build_absolute_uri(reverse("core:calendar-feed", args=[secret]))
        answer = self.render_form(self.get_form(), address=address)
        answer["Cache-Control"] = "no-store"
        return answer


class CalendarUnfollow(FormPage):
    """End the secret address of one's calendar."""

    permission_required = Anyone.SIGNED_IN
    keeps_typing = False
    form_class = ActionForm
    submit = "End this address"

    def get_object(self) -> CalendarFeed:
        found = calendar_feeds.feed_of(self.user)
        if found is None:
            raise Http404("There is no address to end.")
        return found

    def heading(self) -> str:
        return "End the address of your calendar"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        intro = "Programs that follow your calendar at this address get nothing any more."
        return super().get_context_data(intro=intro, warning=True, **kwargs)

    def get_success_url(self) -> str:
        return reverse("core:calendar-follow")

    def form_valid(self, form: Any) -> HttpResponse:
        calendar_feeds.end_feed(self.user)
        security_event(SecurityEvent.Kind.FEED_ENDED, self.request, person=self.user)
        messages.success(self.request, "Nobody can follow your calendar at that address any more.")
        return super().form_valid(form)


class CalendarFeedSee(Page):
    """The calendar of the person whose secret the address holds."""

    permission_required = Anyone.PUBLIC

    def get_object(self) -> CalendarFeed:
        found = calendar_feeds.feed_with(self.kwargs["secret"])
        if found is None:
            raise Http404
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        period = Period(self.today - FEED_BEFORE, self.today + FEED_AFTER)
        entries = (
            Entry(
                f"{each.key}@{request.get_host()}",
                f"{each.kind}: {each.title}",
                request.build_absolute_uri(each.url),
                each.on,
            )
            for each in days_of(self.object.person, Asked(period))
        )
        answer = HttpResponse(
            calendar_bytes("Common Purse", entries, at=self.now), content_type="text/calendar; charset=utf-8"
        )
        answer["Cache-Control"] = "private, max-age=3600"
        return answer
