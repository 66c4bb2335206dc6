"""The form of what a body publishes."""

from __future__ import annotations

from typing import Any

from core.forms.records import RecordForm
from publishing.models import Publishing


class PublishingForm(RecordForm):
    fieldsets = [("Where", ["code"]), ("What everybody may see", list(Publishing.Kind.values))]

    class Meta(RecordForm.Meta):
        model = Publishing
        fields = ["code", *Publishing.Kind.values]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["code"]
