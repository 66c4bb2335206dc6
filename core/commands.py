"""What manage.py's commands have in common: whom they act for, how they refuse, how they write a file."""

from __future__ import annotations

import errno
import os
import stat
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from core.dates import FIRST_DAY, LAST_DAY, in_words
from core.models import User
from core.permissions import Permission, may
from core.sentences import mid_sentence

REFUSED = 2
NUMBERS = count(1)  # of the files that this process writes, which may be several at once


class Refused(CommandError):
    """Said in one line; the command ends with status 2."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()), returncode=REFUSED)


def add_person(parser: ArgumentParser, what: str) -> None:
    parser.add_argument("--by", required=True, metavar="EMAIL", help=f"who {what}")


def add_file(parser: ArgumentParser, *, required: bool = True, help: str = "where it is written") -> None:
    parser.add_argument("--output", required=required, type=Path, metavar="FILE", help=help)
    parser.add_argument("--force", action="store_true", help="write over the file if there is one")


def day(text: str) -> date:
    """The day of an argument, as 2003-12-16. Raises `ArgumentTypeError`, which argparse tells."""
    try:
        read = date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is no day. Write it like 2003-12-16") from None
    if not FIRST_DAY <= read <= LAST_DAY:
        raise ArgumentTypeError(f"it must be from {in_words(FIRST_DAY)} to {in_words(LAST_DAY)}")
    return read


def person_of(email: str) -> User:
    """Whoever has this e-mail address, also where they may sign in no more. Raises `Refused`."""
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        raise Refused(f"Nobody here has the e-mail address {email}.")
    return user


def acting(email: str) -> User:
    """The person of this e-mail address, who may sign in. Raises `Refused`."""
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        raise Refused(f"Nobody who may sign in has the e-mail address {email}.")
    return user


def must_be_allowed(user: User, permission: Permission, record: Any) -> None:
    """Raise `Refused` where the user may not do this to the record."""
    decision = may(user, permission, record)
    if not decision:
        raise Refused(f"{user.email} may not: {mid_sentence(decision.reason)}")


class Unfinished:
    """A file that is being written beside its place, where nobody takes it for the whole."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.beside = place.with_name(f".{os.getpid()}-{next(NUMBERS)}.unfinished")

    def write(self, content: bytes) -> None:
        """Put the content in its place, all of it or none. Raises OSError."""
        with self.beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        self.beside.replace(self.place)


def is_there(place: Path) -> bool:
    """Whether there is such a file. Raises OSError where there can be none."""
    try:
        kind = place.stat().st_mode
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(kind):
        raise OSError(errno.EINVAL, "It is not a file")
    return True


@contextmanager
def new_file(output: Path, *, force: bool) -> Iterator[Unfinished]:
    """A file to be written whole. What cannot be written is refused before anything else is done.

    Raises `Refused` where the place cannot be written, or holds a file and `force` is not given.
    """
    place = output.resolve()  # a link stays one
    unfinished = Unfinished(place)
    try:
        if is_there(place) and not force:
            raise Refused(f"{output} exists. Nothing was done; --force writes over it.")
        unfinished.beside.open("xb").close()
    except OSError as error:
        raise Refused(f"{output} cannot be written: {error.strerror}. Nothing was done.") from None
    try:
        yield unfinished
    finally:
        unfinished.beside.unlink(missing_ok=True)
