"""The demonstration's users: post titles at the bodies of the cases, never people."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password

from core.history import act
from core.models import User
from core.permissions import Role
from partnerships.actions import give_role
from partnerships.models import Body, RoleHeld

# Where they work: (name of the body, its part of their e-mail addresses, its short name).
DEMO_BODIES = (
    ("London Borough of Southwark", "southwark", "Southwark"),
    ("Southwark Primary Care Trust", "southwark-pct", "Southwark PCT"),
    ("Kent County Council", "kent", "Kent"),
    ("Leicester City Council", "leicester", "Leicester"),
    ("London Borough of Harrow", "harrow", "Harrow"),
)
TITLES = {
    Role.OFFICER: "Commissioning officer",
    Role.FINANCE: "Finance officer",
    Role.LEGAL: "Legal officer",
    Role.CLERK: "Committee clerk",
    Role.AUDITOR: "Auditor",
    Role.ADMINISTRATOR: "Administrator",
    Role.EXEMPT_READER: "Reader of exempt reports",
}
OPERATOR_DOMAIN = "site"


def demo_email(role: Role, domain: str) -> str:
    return f"{role.value}@{domain}{settings.DEMO_DOMAIN}"


def load_demo_users(*, password: str, by: User, at: datetime) -> None:
    """Record a user for each role at each of the demo's bodies, and an operator, where there is none yet."""
    known = set(RoleHeld.objects.values_list("user__email", flat=True))
    wanted = [
        (body, f"{title}, {short_name}", role, demo_email(role, domain))
        for body, domain, short_name in DEMO_BODIES
        for role, title in TITLES.items()
    ]
    wanted.append(("", "Site operator", Role.OPERATOR, demo_email(Role.OPERATOR, OPERATOR_DOMAIN)))
    missing = [each for each in wanted if each[-1] not in known]
    if not missing:
        return
    hashed = make_password(password)  # once for all: hashing is slow by design
    bodies = {body.name: body for body in Body.objects.not_retired()}
    for body, name, role, email in missing:
        with act("role.recorded", by=by, at=at):
            user = give_role(body=bodies.get(body), email=email, name=name, role=role, by=by, at=at).user
            user.password = hashed
            user.save()
