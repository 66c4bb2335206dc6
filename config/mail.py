"""The server that sends messages, from its address in the environment."""

from __future__ import annotations

from typing import Any

SECONDS = 20
OPTIONS = {
    "EMAIL_HOST": "host",
    "EMAIL_PORT": "port",
    "EMAIL_HOST_USER": "username",
    "EMAIL_HOST_PASSWORD": "password",
    "EMAIL_USE_TLS": "use_tls",
    "EMAIL_USE_SSL": "use_ssl",
}


def mailer(read: dict[str, Any]) -> dict[str, Any]:
    """The entry of MAILERS that is meant by what `environ` read of an address."""
    options = {name: read[key] for key, name in OPTIONS.items() if read.get(key)}
    if options:
        options["timeout"] = SECONDS
    return {"BACKEND": read["EMAIL_BACKEND"], "OPTIONS": options}
