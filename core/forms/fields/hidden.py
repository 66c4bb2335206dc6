"""What a form carries unseen: the version it was opened with, and its one-time key."""

from typing import Any
from uuid import uuid4

from django import forms

LOST = "Part of this page was lost on its way here. Copy what you typed, open the page again and paste it in"


class VersionField(forms.IntegerField):
    """Carries the version a form was opened with."""

    widget = forms.HiddenInput
    default_error_messages = {"required": LOST, "invalid": LOST}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False  # nobody types it


class SubmissionField(forms.UUIDField):
    """Carries the one-time key of a form, so that a form sent twice is done once."""

    widget = forms.HiddenInput
    default_error_messages = {"invalid": LOST}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "initial": uuid4, **kwargs})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False  # nobody types it
