"""Somebody at a browser. What they do and see is named by the words of the page, as they would name it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client

from core.models import User

ASK_AXE = """contrast => axe.run(document, {
  resultTypes: ["violations"], rules: {"color-contrast": {enabled: contrast}},
}).then(found => found.violations)"""
MOST_TABS = 80
NAME_OF_FOCUSED = """() => {
  const it = document.activeElement;
  return it.ariaLabel || it.labels?.[0]?.textContent || it.textContent || "";
}"""
FOCUS_SHOWS = """() => {
  const style = getComputedStyle(document.activeElement);
  return document.activeElement.getBoundingClientRect().width > 1 &&
    ((style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none");
}"""
# What tells two records of a kind apart in an address.
OF_ONE = re.compile(r"\d+|[A-Z0-9]+(-[A-Z0-9]+)+|password/.*")
# Kinds of page on which axe found nothing: the same in the same state is not asked again.
SOUND: set[tuple[Any, ...]] = set()
STATE = """() => ["main table", "main .govuk-error-summary", "main .app-banner, main .govuk-inset-text",
  "main form", "main details[open]"].map(each => !!document.querySelector(each)).join()"""
ACTIONS_OUTSIDE = """
[...document.querySelectorAll("main .app-actions a, main button")]
  .filter(each => each.checkVisibility())
  .filter(each => each.getBoundingClientRect().left < 0 || each.getBoundingClientRect().right > innerWidth)
  .map(each => each.textContent.trim())
"""


class Person:
    """Every page they come to has one main heading, runs without a script error, and passes axe.

    Axe is itself a script: it stays outside where there are to be none. `contrast`, of colours, takes half
    of its time: it is asked about on every page once, and not in every story again.
    """

    def __init__(self, context: Any, site: str, *, scripts: bool = True, contrast: bool = False) -> None:
        self.page = context.new_page()
        self.site, self.scripts, self.contrast = site, scripts, contrast
        self.trouble: list[str] = []
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("console", self._hears)
        self.asked_to_stay = 0
        self.page.on("dialog", self.leaves)
        self.page.on("response", self._receives)

    # What they do

    def has_signed_in(self, email: str) -> None:
        """Before the story begins."""
        client = Client()
        client.force_login(User.objects.get(email=email))
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.site}]
        )

    def signs_in(self, email: str, password: str = settings.DEMO_PASSWORD) -> None:
        self.goes_to("/sign-in/")
        self.signs_in_here(email, password)
        self.sees_heading("Your partnership agreements")

    def signs_in_here(self, email: str, password: str = settings.DEMO_PASSWORD) -> None:
        """At the sign-in page that they were sent to."""
        self.types("E-mail address", email)
        self.types("Password", password)
        self.presses("Sign in")

    def chooses_password(self, told: str, password: str) -> None:
        """By the link in what they were told."""
        self.goes_to(re.search(r"/password/\S+/", told)[0])
        self.types_password(password)
        self.sees("Your password is saved")

    def types_password(self, password: str) -> None:
        self.types("New password", password)
        self.types("New password again", password)
        self.presses("Save password")

    def signs_out(self) -> None:
        self._goes_by(self.page.get_by_role("button", name="Sign out"))

    def loses_the_session(self) -> None:
        """As at the end of a working day, with a page still open."""
        self.page.context.clear_cookies(name="sessionid")

    def goes_to(self, address: str) -> None:
        self.page.goto(self.site + address)
        self.looks()

    def goes_back(self) -> None:
        self.page.go_back()
        self.looks()

    def follows(self, link: str, *, within: str = "main") -> None:
        """A link, whether it looks like one or like a button; the first that has these words in it."""
        self._goes_by(self._link(link, within))

    def follows_at(self, finding: str, link: str) -> None:
        """The link that stands with this one among what needs attention, or what a check found."""
        found = self.page.locator(".app-alert, .app-check", has_text=finding)
        self._goes_by(found.get_by_role("link", name=link))

    def opens_tab(self, tab: str) -> None:
        self._goes_by(self.page.locator("main nav").get_by_role("link", name=tab, exact=True))

    def presses(self, button: str) -> None:
        self._goes_by(self.page.locator("main").get_by_role("button", name=button, exact=True))

    def unfolds(self, summary: str) -> None:
        self.page.locator("summary", has_text=summary).first.click()

    def types(self, label: str, text: str) -> None:
        self._field(label).fill(text)

    def corrects(self, label: str, was: str, now: str) -> None:
        """Put other words for some of those that stand there."""
        field = self._field(label)
        typed = field.input_value()
        assert typed.count(was) == 1
        field.fill(typed.replace(was, now))

    def types_date(self, legend: str, date: str) -> None:
        """A date in its three boxes, as "31 3 2027"."""
        group = self.page.get_by_role("group", name=legend)
        for part, typed in zip(("Day", "Month", "Year"), date.split(), strict=True):
            group.get_by_label(part).fill(typed)

    def chooses(self, label: str, option: str) -> None:
        self._field(label).select_option(label=option)

    def ticks(self, label: str, *, of: str | None = None) -> None:
        """A radio button or a tick box; `of` is the question it answers."""
        place = self.page.get_by_role("group", name=of) if of else self.page.locator("main")
        place.get_by_label(label, exact=True).check()

    def answers(self, finding: str, what: str, *, until: date | None = None, why: str = "") -> None:
        """Say on the agreement's page what is to become of what needs attention there."""
        self.follows_at(finding, "Take on, put off or accept")
        self.ticks(what)
        if until:
            self.types_date("Until", f"{until.day} {until.month} {until.year}")
        self.types("Why", why)
        self.presses("Save")

    def downloads(self, name: str, to: Path) -> Path:
        """Follow a link that gives a file, and keep the file."""
        link = self._link(name)
        self._is_here(link)
        with self.page.expect_download() as caught:
            link.click()
        path = to / caught.value.suggested_filename
        caught.value.save_as(path)
        return path

    def strikes(self, key: str, *, to_another_page: bool = False) -> None:
        if to_another_page:
            with self.page.expect_navigation():
                self.page.keyboard.press(key)
            self.looks()
        else:
            self.page.keyboard.press(key)

    def tabs_to(self, name: str) -> None:
        """Strike Tab until there; at every stop on the way the focus can be seen."""
        passed = []
        while name not in passed:
            assert len(passed) < MOST_TABS, f"{name!r} is not among {passed}"
            self.strikes("Tab")
            passed.append(self.where())
            assert self.page.evaluate(FOCUS_SHOWS), f"no visible focus at {passed[-1]!r} on {self.page.url}"

    def opens_file(self, name: str, to: Path) -> Path:
        """A file that the browser shows by itself, read where its link leads."""
        link = self._link(name)
        self._is_here(link)
        address = self.site + link.get_attribute("href")
        path = to / address.rsplit("/", 1)[1]
        path.write_bytes(self.page.request.get(address).body())
        return path

    # What they see

    def sees(self, *texts: str) -> None:
        content = self.words()
        for text in texts:
            assert text in content, f"{text!r} is not on {self.page.url}:\n{content}"

    def is_told_of_amiss(self) -> list[str]:
        """What the checks of a report found, each with its answer."""
        found = self.page.locator(".app-checks > .app-checks__list > .app-check")
        parts = (each.locator(".app-check__answer, .app-check__name") for each in found.all())
        return [" ".join(each.all_inner_texts()) for each in parts]

    def sees_heading(self, text: str) -> None:
        assert self.page.locator("h1").inner_text().endswith(text), (
            f"{self.page.url}:\n{self.page.locator('main').inner_text()}"
        )

    def sees_typed(self, label: str, text: str) -> None:
        assert self._field(label).input_value() == text

    def does_not_see(self, *texts: str) -> None:
        content = self.words()
        for text in texts:
            assert text not in content, f"{text!r} is on {self.page.url}:\n{content}"

    def message_at(self, label: str) -> str:
        """The error message that belongs to this field."""
        described = self._field(label).get_attribute("aria-describedby") or ""
        told = [name for name in described.split() if name.endswith("-error")]
        assert told, f"no message at {label!r} on {self.page.url}"
        return self.page.locator(f"#{told[0]}").inner_text()

    def message_at_date(self, legend: str) -> str:
        """The error message that belongs to this date."""
        return self.page.get_by_role("group", name=legend).locator(".govuk-error-message").inner_text()

    def finds_no_link_or_button(self, named: str) -> None:
        for role in ("link", "button"):
            found = self.page.locator("main").get_by_role(role, name=re.compile(named)).all_inner_texts()
            assert not found, f"{found} on {self.page.url}"

    def where(self) -> str:
        """The name of what the keyboard is at."""
        return " ".join(self.page.evaluate(NAME_OF_FOCUSED).split())

    def sees_the_page_fit(self) -> None:
        """Nothing sticks out of the window, so that the page never scrolls sideways."""
        width = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert width <= 0, f"{self.page.url} is {width} pixels too wide"

    def reaches_every_action(self) -> None:
        """What can be done on the page and with each row is in the window, with nothing scrolled sideways."""
        outside = self.page.evaluate(ACTIONS_OUTSIDE)
        assert not outside, f"{self.page.url}: out of reach: {outside}"

    def words(self) -> str:
        """What the page says, as one line: spaces and lines do not matter."""
        return " ".join(self.page.locator("main").inner_text().split())

    def looks(self) -> None:
        assert not self.trouble, self.trouble
        assert self.page.locator("h1").count() == 1, f"{self.page.url} has not one main heading"
        if not self.scripts:
            return
        kind = OF_ONE.sub("", urlsplit(self.page.url).path), self.page.viewport_size["width"], self.contrast
        if (shape := (*kind, self.page.evaluate(STATE))) in SOUND:
            return
        self.page.evaluate(AXE_SCRIPT)
        found = [
            (each["id"], each["nodes"][0]["html"][:300])
            for each in self.page.evaluate(ASK_AXE, self.contrast)
        ]
        assert not found, f"{self.page.url}: {found}"
        SOUND.add(shape)

    # How

    def _link(self, name: str, within: str = "main") -> Any:
        place = self.page.locator(within)
        return place.get_by_role("link", name=name).or_(place.get_by_role("button", name=name)).first

    def _goes_by(self, handle: Any) -> None:
        """Click what leads to another page, and look at that page."""
        self._is_here(handle)
        with self.page.expect_navigation():
            handle.click()
        self.looks()

    def _field(self, label: str) -> Any:
        """The field with this label, whether or not "(optional)" follows."""
        named = self.page.locator("main").get_by_label(label, exact=True)
        if not named.count():
            named = self.page.locator("main").get_by_label(f"{label} (optional)", exact=True)
        assert named.count() == 1, f"{named.count()} fields {label!r} on {self.page.url}:\n{self.words()}"
        return named

    def _is_here(self, handle: Any) -> None:
        """Say at once what the page says instead, rather than wait for what does not come."""
        assert handle.count(), f"{handle} is not on {self.page.url}:\n{self.words()}"

    def leaves(self, dialog: Any) -> None:
        """A page with unsaved work asks; they leave it all the same."""
        self.asked_to_stay += dialog.type == "beforeunload"
        dialog.accept()

    def _hears(self, message: Any) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.trouble.append(message.text)

    def _receives(self, response: Any) -> None:
        """A page may be refused on purpose; nothing may break, and nothing on a page may be missing."""
        page = response.request.is_navigation_request()
        if response.status >= 500 or (response.status >= 400 and not page):
            self.trouble.append(f"{response.status} {response.url}")
