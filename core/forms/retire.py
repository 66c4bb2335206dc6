"""Retiring and restoring: the reason, which the history keeps."""

from __future__ import annotations

from core.forms.action import ActionForm
from core.forms.fields import ReasonField


class RetireForm(ActionForm):
    why = ReasonField(
        label="Why are you retiring it?", error_messages={"required": "Say why you are retiring it"}
    )


class RestoreForm(ActionForm):
    why = ReasonField(
        label="Why are you bringing it back?", error_messages={"required": "Say why you are bringing it back"}
    )
