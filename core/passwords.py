"""What a password must not be, besides short or among the many that everybody uses."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.hashers import get_hasher, identify_hasher
from django.core.exceptions import ValidationError

OUR_WORDS = ("common", "purse", "password", "council", "section")
SEQUENCES = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "01234567890")
FEWEST_LETTERS = 5
HINT = (
    "At least 12 characters. Not your name, e-mail address or organisation, not one letter again and again, "
    "and not one that many people use. Three random words are good."
)


class NotOnesOwnWords:
    """Refuses a password that is little more than the person's own words, or a few characters repeated.

    Source: National Cyber Security Centre, password guidance: refuse the predictable, and ask for length.
    """

    def validate(self, password: str, user: Any = None) -> None:
        letters = re.sub(r"[\W_]+", "", password.lower())
        if len(set(letters)) < FEWEST_LETTERS:
            raise ValidationError("Use more different characters", code="few_letters")
        rest = letters
        for word in sorted({*OUR_WORDS, *SEQUENCES, *_words_of(user)}, key=len, reverse=True):
            rest = rest.replace(word, "").replace(word[::-1], "")
        rest = re.sub(r"[0-9]+", "", rest)
        if len(rest) < FEWEST_LETTERS:
            raise ValidationError(
                "Choose words that have nothing to do with you, your organisation or this site, "
                "and no row of keys or figures",
                code="own_words",
            )

    def get_help_text(self) -> str:
        return HINT


def is_outdated(stored: str) -> bool:
    """Whether Django would hash the password more strongly today."""
    preferred = get_hasher()
    return identify_hasher(stored).algorithm != preferred.algorithm or preferred.must_update(stored)


def _words_of(user: Any) -> set[str]:
    """The words of three letters or more in a person's name, address and organisations."""
    if user is None:
        return set()
    texts = [user.name, user.email]
    if user.pk:
        texts += [str(role.body or "") for role in user.roles_held.select_related("body")]
    return {word for text in texts for word in re.split(r"[\W_]+", text.lower()) if len(word) >= 3}
