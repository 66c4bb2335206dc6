"""Events of security: each a line in the log and a row that those who watch can read.

Nobody's typing is kept: of an address that was tried at sign-in a keyed digest, by which tries are counted.
"""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.logs import request_id, source_of
from core.models import Act, SecurityEvent, User
from core.sessions import note_use

Kind = SecurityEvent.Kind
logger = logging.getLogger("common_purse.security")

# Acts that are events of security too, by their codes.
OF_ACTS = {
    "role.recorded": Kind.ROLE_GIVEN,
    "role.retired": Kind.ROLE_ENDED,
    "password-link.issued": Kind.LINK_MADE,
    "password.set": Kind.PASSWORD_SET,
}


def security_event(
    kind: Kind,
    request: HttpRequest | None = None,
    *,
    person: User | None = None,
    by: User | None = None,
    account: str = "",
    **facts: Any,
) -> None:
    """Keep that this happened now, to `person`, by another. `facts` are keys and codes, never texts."""
    event = SecurityEvent.objects.create(
        kind=kind,
        at=timezone.now(),
        person=person,
        by=by,
        account=account,
        source=source_of(request) if request is not None else "",
        request=request_id(),
        facts=facts,
    )
    about = {"event": kind.value, "person": event.person_id, "source": event.source}
    logger.info("security", extra={"facts": about | facts})


def account_digest(email: str) -> str:
    """What stands for an e-mail address that was tried, whether anybody has it or not."""
    return salted_hmac("core.security.account", email.strip().lower(), algorithm="sha256").hexdigest()[:32]


def of_act(act: Act) -> None:
    """Keep the events that this act is: one for each role it gave or ended, or for the person it changed."""
    if kind := OF_ACTS.get(act.code):
        role_held: Any = User._meta.get_field("roles_held").related_model
        roles = role_held.history.filter(act=act).select_related("user")
        about = [(held.user, {"role": held.role, "body": held.body_id}) for held in roles]
        if not about:
            changed = User.objects.filter(pk__in=User.history.filter(act=act).values("id"))
            about = [(person, {}) for person in changed]
        for person, facts in about:
            security_event(kind, person=person, by=act.by if act.by != person else None, act=act.pk, **facts)


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    note_use(request, began=timezone.now(), now=timezone.now())
    security_event(Kind.SIGNED_IN, request, person=user)


@receiver(user_logged_out)
def _signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        security_event(Kind.SIGNED_OUT, request, person=user)
