"""Telling people by e-mail what is new, due and overdue for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urljoin

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from core.models import User
from partnerships.models import DigestLine
from partnerships.queries.digest import Digest, Line, digest_of

# Beyond these, a message would not be read.
MOST_LINES = 30


def send_digest(person: User, *, site: str, on: date, at: datetime) -> Digest:
    """Send the person what they were not told yet, if there is anything, and keep that it was told.

    `site` is the address of the site, which links begin with. What cannot be sent counts as not told.
    """
    with transaction.atomic():
        # Held so that two runs at one moment do not tell the same.
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        digest = digest_of(person, on=on)
        if digest.lines:
            DigestLine.objects.bulk_create(
                DigestLine(person=person, key=line.key, at=at) for line in digest.lines
            )
            _message(person, digest, site).send()
    return digest


def _message(person: User, digest: Digest, site: str) -> EmailMultiAlternatives:
    parts = [
        ("Overdue", *_cut(digest.overdue, site)),
        ("Due soon", *_cut(digest.due, site)),
        ("Found since you were last told", *_cut(digest.new, site)),
    ]
    facts = {
        "person": person,
        "parts": [part for part in parts if part[1]],
        "attention": urljoin(site, reverse("partnerships:attention-list")),
        "calendar": urljoin(site, reverse("core:calendar")),
    }
    number = len(digest.lines)
    subject = f"Common Purse: {number} {'thing' if number == 1 else 'things'} to look at"
    message = EmailMultiAlternatives(
        subject, render_to_string("partnerships/digest/text.txt", facts), to=[person.email]
    )
    message.attach_alternative(render_to_string("partnerships/digest/message.html", facts), "text/html")
    return message


def _cut(lines: Iterable[Line], site: str) -> tuple[list[tuple[str, str]], int]:
    """The first lines with their whole addresses, and how many are left out."""
    told = [(line.text, urljoin(site, line.url)) for line in lines]
    return told[:MOST_LINES], max(len(told) - MOST_LINES, 0)
