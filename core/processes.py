"""The processes in which PDFs are made: a new one for each, so that none delays or outlives a page.

Each may take so much time and memory (`PDF_SECONDS`, `PDF_MEGABYTES`) and is ended when it would take more;
so many run at once for each server process (`PDF_PROCESSES`). They are forked from one that has read the
library and the fonts already, so that a new one costs milliseconds.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import tempfile
from functools import cache
from multiprocessing.connection import Connection
from pkgutil import resolve_name
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings

MEGABYTE = 1024 * 1024


class CannotRender(Exception):
    """A document could not be made; the message says so to the person who asked for it."""


class TooLarge(CannotRender):
    """It took more time or memory than any document may."""


class TooBusy(CannotRender):
    """As many documents as may be made at once are being made, and as many wait as may."""


_processes = multiprocessing.get_context("forkserver")
# With them what the server's own main module imports, which each process reads again as it begins
_processes.set_forkserver_preload(["core.processes", "core.pdf_ready", "gunicorn.app.wsgiapp"])


class _Places:
    """How many may run at once, and how many may be asked for: one more, which waits.

    A further one is told at once, so that a thread is left for other pages.
    """

    def __init__(self, processes: int) -> None:
        self.running = BoundedSemaphore(processes)
        self.asked_for = BoundedSemaphore(processes + 1)


@cache
def _places() -> _Places:
    return _Places(settings.PDF_PROCESSES)


def in_own_process(make: str, *arguments: Any) -> Any:
    """Call a function in a process of its own and return its answer; raises `CannotRender` too.

    It is named, as "package.module:function", so that only those processes read what it needs.
    """
    places = _places()
    if not places.asked_for.acquire(blocking=False):
        raise TooBusy("Other documents are being made at the moment. Try again in a minute.")
    try:
        # What the process leaves on the disk as it is ended goes with its folder.
        with places.running, TemporaryDirectory(prefix="common-purse-", ignore_cleanup_errors=True) as folder:
            return _answer_of(make, arguments, folder)
    finally:
        places.asked_for.release()


def _answer_of(make: str, arguments: tuple[Any, ...], folder: str) -> Any:
    ours, theirs = _processes.Pipe(duplex=False)
    limits = (settings.PDF_MEGABYTES, settings.PDF_SECONDS)
    process = _processes.Process(target=_work, args=(theirs, limits, folder, make, arguments), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(settings.PDF_SECONDS):
            raise TooLarge(
                f"The document took longer than {settings.PDF_SECONDS} seconds to make and was given up. "
                "Shorten its longest texts and tables, or split them, and try again."
            )
        answer = ours.recv()
    except EOFError:  # it was ended without a word
        answer = MemoryError()
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()
    # Where it has no memory left, Python's own code can fail without an exception, which it calls so
    if isinstance(answer, MemoryError | SystemError):
        raise TooLarge(
            f"The document took more than {settings.PDF_MEGABYTES:,} megabytes of memory to make and was "
            "given up. Shorten its longest texts and tables, or split them, and try again."
        )
    if isinstance(answer, Exception):
        raise answer
    return answer


def _work(answers: Connection, limits: tuple[int, int], folder: str, make: str, arguments: Any) -> None:
    """In the new process: make the document within the limits, and send it or what went wrong."""
    megabytes, seconds = limits
    tempfile.tempdir = folder
    os.nice(10)  # pages go first
    gc.set_threshold(100_000, 50, 100)  # a layout's objects live as long as it: looked through less often
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 10, seconds + 20))  # should nobody wait any more
    try:
        answers.send(resolve_name(make)(*arguments))
    except Exception as error:
        answers.send(error)
