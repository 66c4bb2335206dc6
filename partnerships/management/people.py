"""What the commands that let people in have in common: arguments, and the link they print."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse

from core.commands import Refused
from core.models import User
from core.queries import link_parts


def add_person(parser: Any) -> None:
    parser.add_argument("email")
    parser.add_argument("name", help="name or post title, where the address is new here")


def read_person(options: dict[str, Any]) -> dict[str, str]:
    """The e-mail address and the name, where they are one. Raises `Refused`."""
    email, name = options["email"].strip(), options["name"].strip()
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(f"{email!r} is not an e-mail address.") from None
    longest = User._meta.get_field("name").max_length or 0
    if not name or len(name) > longest:
        raise Refused(f"Give a name or post title of at most {longest} characters.")
    return {"email": email, "name": name}


def how_to_begin(person: User) -> str:
    """How somebody who was let in signs in: with a link to choose a password, where they have none."""
    if person.has_usable_password():
        return f"{person} signs in with {person.email} and the password they have."
    link = reverse("core:password-choose", args=link_parts(person))
    return f"Send {person} the address of the site with this after it. It works once, for three days:\n{link}"
