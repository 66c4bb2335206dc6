"""The form of a record that is kept by one of the user's own bodies."""

from __future__ import annotations

from typing import Any, ClassVar

from core.forms.records import RecordForm
from core.permissions import Permission
from partnerships.queries import own_bodies


class KeptForm(RecordForm):
    """Asks which of the user's own bodies keeps a new record; that is settled when it is first recorded."""

    # What the user must be allowed at a body for it to keep such a record.
    keeping: ClassVar[Permission]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["kept_by"]
        else:
            mine = own_bodies(self.user, self.keeping)
            self.choose_from("kept_by", mine)
            self.fields["kept_by"].required = True
            self.fields["kept_by"].error_messages["required"] = "Select which of your bodies keeps the record"
            self.initial["kept_by"] = self.initial["kept_by"] or mine.first()
