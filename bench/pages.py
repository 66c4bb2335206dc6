"""How many queries and how long each page takes, by how much data there is and how much of it one sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from bench.databases import turn_to
from bench.seeding import ALL, ONE, PUBLISHES, SOME, Person
from bench.table import Row
from core.models import User
from partnerships.actions import update_attention
from partnerships.models import Agreement
from partnerships.views.hub import tabs_of

ROUNDS = 7
MOST_TIMES_ONE = 1.5
MOST_FOR_ATTENTION = 50  # milliseconds


@dataclass(frozen=True)
class Asked:
    """Somebody who asks for pages in the database of one size."""

    size: int
    person: Person

    @property
    def column(self) -> str:
        return f"{self.size:,}x sees {min(self.person.sees, self.size):,}"


def everybody(sizes: Sequence[int]) -> list[Asked]:
    """Who asks: in each database those who see one agreement, 50 and all of them."""
    asked = [
        Asked(size, person) for size in sizes for person in (ONE, SOME, ALL) if size > 1 or person is ONE
    ]
    return [each for each in asked if each.person.sees <= each.size or each.person is ALL]


def client_of(person: Person) -> Client:
    """A browser in which that person is signed in."""
    client = Client(SERVER_NAME="localhost", raise_request_exception=True)
    client.force_login(User.objects.get(email=person.email))
    return client


def addresses(person: Person) -> dict[str, str]:
    """The address of each page, of an agreement that the person sees."""
    user = User.objects.get(email=person.email)
    agreement = Agreement.objects.visible_to(user).order_by("pk")[0]
    report, fund = agreement.reports.order_by("pk")[0], agreement.funds.order_by("pk")[0]
    return {
        "Home": reverse("partnerships:home"),
        "Agreements": reverse("partnerships:agreement-list"),
        **{f"Agreement: {tab.label}": tab.url for tab in tabs_of(agreement, "", user=user)},
        "Needs attention": reverse("partnerships:attention-list"),
        "Boards": reverse("governance:board-list"),
        "Bodies": reverse("partnerships:body-list"),
        "Reports": reverse("governance:report-list"),
        "A report": reverse("governance:report", args=[report.reference]),
        "A report's contents": reverse("governance:report-contents", args=[report.reference]),
        "A fund": reverse("budgets:fund", args=[fund.pk]),
        "Rules": reverse("core:rule-list"),
        "Calendar": reverse("core:calendar"),
    }


def measure_pages(asked: Sequence[Asked]) -> Iterator[Row]:
    """A row a page. All are asked in turn, round by round, so that a busy moment slows none alone."""
    browsers: dict[Asked, tuple[Client, dict[str, str]]] = {}
    for each in asked:
        turn_to(each.size)
        browsers[each] = client_of(each.person), addresses(each.person)
    for page in browsers[asked[0]][1]:
        queries: dict[Asked, int] = {}
        seconds: dict[Asked, list[float]] = {each: [] for each in asked}
        for number in range(ROUNDS + 1):
            for each in asked:
                client, address = browsers[each]
                turn_to(each.size)
                if not number:
                    queries[each] = _queries(client, address[page])
                else:
                    seconds[each].append(_seconds(client, address[page]))
        yield _judged(page, asked, queries, {each: median(taken) for each, taken in seconds.items()})


def _judged(page: str, asked: Sequence[Asked], queries: dict[Any, int], taken: dict[Any, float]) -> Row:
    first = asked[0]
    ratio = max(taken.values()) / taken[first]
    most, least = max(queries.values()), min(queries.values())
    return Row(
        page,
        [f"{queries[each]} q {taken[each] * 1000:5.0f} ms" for each in asked],
        f"{ratio:.2f}" + (f", {least} to {most} q" if most > queries[first] else ""),
        f"same q, {MOST_TIMES_ONE}",
        ratio <= MOST_TIMES_ONE and most <= queries[first],
    )


def _queries(client: Client, address: str) -> int:
    client.get(address)  # the first fills caches
    with CaptureQueriesContext(connection) as captured:
        _seconds(client, address)
    return len(captured)


def _seconds(client: Client, address: str) -> float:
    begun = perf_counter()
    response: Any = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answers {response.status_code}")
    return perf_counter() - begun


PUBLIC = {
    "Public: index of a body": "",
    "Public: forward plan": "forward-plan/",
    "Public: forward plan, Atom": "forward-plan/feed.atom",
    "Public: forward plan, calendar": "forward-plan/plan.ics",
    "Public: notices": "notices/",
    "Public: reports": "reports/",
    "Public: decisions": "decisions/",
    "Public: boards": "boards/",
    "Public: meetings": "meetings/",
    "Public: agreements": "agreements/",
}
MOST_QUERIES, MOST_FOR_PUBLIC = 10, 50  # milliseconds


def measure_public(sizes: Sequence[int]) -> Iterator[Row]:
    """A row a page that needs no sign-in, as who asks first is answered: nothing of it is kept yet."""
    for page, path in PUBLIC.items():
        address, cells, queries, taken = f"/public/{PUBLISHES}/{path}", [], [], []
        for size in sizes:
            turn_to(size)
            client = Client(SERVER_NAME="localhost", raise_request_exception=True)
            queries.append(_asked_anew(client, address))
            taken.append(median(_seconds_anew(client, address) for _ in range(ROUNDS)) * 1000)
            cells.append(f"{size:,}x: {queries[-1]} q {taken[-1]:5.0f} ms")
        yield Row(
            page,
            cells,
            f"{max(queries)} q, {taken[-1]:.0f} ms",
            f"{MOST_QUERIES} q, {MOST_FOR_PUBLIC} ms",
            max(queries) <= MOST_QUERIES and taken[-1] <= MOST_FOR_PUBLIC,
        )


def _asked_anew(client: Client, address: str) -> int:
    _seconds_anew(client, address)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        _seconds(client, address)
    return len(captured)


def _seconds_anew(client: Client, address: str) -> float:
    cache.clear()
    return _seconds(client, address)


def measure_attention(asked: Sequence[Asked]) -> Row:
    """How long it takes to bring what needs attention in one agreement up to date."""
    today, taken = localdate(timezone.now()), []
    for each in asked:
        turn_to(each.size)
        person = User.objects.get(email=each.person.email)
        key = Agreement.objects.visible_to(person).order_by("pk").values_list("pk", flat=True)[0]
        times = []
        for _ in range(ROUNDS):
            begun = perf_counter()
            update_attention([key], on=today)
            times.append((perf_counter() - begun) * 1000)
        taken.append(median(times))
    return Row(
        "One agreement's attention",
        [f"{each:.0f} ms" for each in taken],
        f"{max(taken):.0f} ms",
        f"{MOST_FOR_ATTENTION} ms",
        max(taken) <= MOST_FOR_ATTENTION,
    )
