"""The user who sets the system up, and the demo's users: post titles, never people."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from core.actions import record_user
from core.history import act
from core.models import User
from core.permissions import Role
from partnerships.actions import give_role
from partnerships.models import Body, RoleHeld

SET_UP_EMAIL = "setup@common-purse.invalid"
SET_UP_NAME = "Common Purse set-up"

# Where the demo's users work: (name of the body, its part of their e-mail addresses, its short name).
DEMO_BODIES = (
    ("London Borough of Southwark", "southwark", "Southwark"),
    ("Southwark Primary Care Trust", "southwark-pct", "Southwark PCT"),
    ("Kent County Council", "kent", "Kent"),
)
TITLES = {
    Role.OFFICER: "Commissioning officer",
    Role.FINANCE: "Finance officer",
    Role.LEGAL: "Legal officer",
    Role.CLERK: "Committee clerk",
    Role.AUDITOR: "Auditor",
    Role.ADMINISTRATOR: "Administrator",
}


def set_up_user(*, at: datetime) -> User:
    """The user whom the history names as author of what came with the system; nobody can sign in as it."""
    known = User.objects.filter(email=SET_UP_EMAIL).first()
    if known is not None:
        return known
    with transaction.atomic():
        user = record_user(email=SET_UP_EMAIL, name=SET_UP_NAME, by=None, at=at)
        user.is_active = False
        with act("user.changed", by=user, at=at):
            user.save()
    return user


def demo_email(role: Role, domain: str) -> str:
    return f"{role.value}@{domain}.demo.invalid"


def load_demo_users(*, password: str, by: User, at: datetime) -> None:
    """Record a user for each role at each of the demo's bodies, where there is none yet."""
    known = set(RoleHeld.objects.values_list("user__email", flat=True))
    for name, domain, short_name in DEMO_BODIES:
        body = Body.objects.current().get(name=name)
        for role, title in TITLES.items():
            email = demo_email(role, domain)
            if email not in known:
                _record_demo_user(body, role, email, f"{title}, {short_name}", password, by=by, at=at)


def _record_demo_user(
    body: Body, role: Role, email: str, name: str, password: str, *, by: User, at: datetime
) -> None:
    with transaction.atomic():
        if not User.objects.filter(email=email).exists():
            record_user(email=email, name=name, password=password, by=by, at=at)
        give_role(body=body, email=email, name=name, role=role, by=by, at=at)
