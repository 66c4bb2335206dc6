"""How long pages take at a running site while it makes three long documents."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from socket import create_server
from statistics import quantiles
from threading import Thread
from time import perf_counter, sleep

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from bench.databases import environment, name_of
from bench.pages import addresses, client_of
from bench.seeding import ALL
from bench.table import Row
from core import actions
from core.reference import set_up_user
from partnerships.models import Agreement, Annex

DOCUMENTS = 3
REQUESTS = 60  # without documents; with them, for as long as they take
MOST_TIMES_QUIET = 2.0
PARAGRAPH = "The partners shall review the arrangements together each year and record what they agree. " * 6


class Site:
    """The site as `make demo` serves it, on a port that is free, and somebody who is signed in there."""

    def __init__(self, port: int, cookie: str) -> None:
        self.port, self.cookie = port, cookie

    def get(self, address: str) -> bytes:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET", address, headers={"Cookie": self.cookie})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        if response.status != 200:
            raise RuntimeError(f"{address} answers {response.status}")
        return body

    def seconds(self, address: str) -> float:
        begun = perf_counter()
        self.get(address)
        return perf_counter() - begun


def measure_busy(size: int) -> Row:
    """The 95th percentile of pages, with nothing else to do and while the documents are made."""
    pages = [
        address for name, address in addresses(ALL).items() if name in ("Home", "Agreement: Money", "Boards")
    ]
    draft = reverse("documents:agreement-draft", args=[_long_agreement().reference])
    with _serving(size) as site:
        for _ in range(4):  # each of the site's processes fills its caches
            for page in pages:
                site.get(page)
        length = len(PdfReader(BytesIO(site.get(draft))).pages)
        quiet = [site.seconds(pages[number % len(pages)]) for number in range(REQUESTS)]
        busy: list[float] = []
        making = [Thread(target=site.get, args=[draft]) for _ in range(DOCUMENTS)]
        for each in making:
            each.start()
        while any(each.is_alive() for each in making):
            busy.append(site.seconds(pages[len(busy) % len(pages)]))
    without, during = (quantiles(times, n=20)[-1] for times in (quiet, busy))
    return Row(
        f"Pages' p95 while {DOCUMENTS} of {length} pages",
        [f"{during * 1000:.0f} ms", f"without {without * 1000:.0f} ms", f"{len(busy)} requests"],
        f"{during / without:.2f}",
        f"{MOST_TIMES_QUIET}",
        during / without <= MOST_TIMES_QUIET,
    )


def _long_agreement() -> Agreement:
    """The last agreement, with an annex that makes its document some 60 pages long."""
    agreement, at = Agreement.objects.order_by("-pk")[0], timezone.now()
    text = "\n\n".join([PARAGRAPH] * 300)
    annex = Annex(agreement=agreement, position=900, title="A long annex", text=text)
    actions.record(annex, by=set_up_user(at=at), at=at)
    return agreement


@contextmanager
def _serving(size: int) -> Iterator[Site]:
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    client = client_of(ALL)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    gunicorn = Path(sys.executable).with_name("gunicorn")
    server = subprocess.Popen(
        [gunicorn, "-c", "config/gunicorn.py", "config.wsgi"],
        cwd=settings.BASE_DIR,
        env={**os.environ, **environment(name_of(size)), "BIND": f"127.0.0.1:{port}"},
    )
    try:
        site = Site(port, cookie)
        _wait_for(site, reverse("core:rule-list"))
        yield site
    finally:
        server.terminate()
        server.wait()


def _wait_for(site: Site, address: str) -> None:
    for _ in range(120):
        try:
            site.get(address)
            return
        except ConnectionError:
            sleep(0.5)
    raise RuntimeError("The site did not answer within a minute.")
