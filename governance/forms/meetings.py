"""Forms of the meetings of boards: the agenda, who was there, interests, actions."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms

from core.forms.action import ActionForm
from core.forms.fields import ShortText
from core.forms.records import RecordForm
from governance.calculations.boards import BoardFacts
from governance.models import AgendaItem, Attendance, DeclaredInterest, Meeting, MeetingAction, Seat


class MeetingForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Meeting
        fields = ["held_on", "time", "place", "status", "attending", "quorate", "decisions", "minutes"]
        widgets = {"status": forms.RadioSelect, "quorate": forms.RadioSelect}
        error_messages = {"quorate": {"required": "Say whether there was a quorum"}}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        held_on = cleaned.get("held_on")
        if held_on and cleaned.get("status") == Meeting.Status.HELD and held_on > self.today:
            self.add_error("held_on", "This day is still to come. Record the meeting as planned")
        return cleaned


class OfMeetingForm(RecordForm):
    """A record of a meeting whose form names an item of its agenda."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "item" in self.fields:
            items = AgendaItem.objects.not_retired().filter(meeting=self.instance.meeting_id)
            self.choose_from("item", items)


class AgendaItemForm(RecordForm):
    rows: ClassVar[dict[str, int]] = {"decision": 3, "minutes": 5}
    fieldsets = [
        ("The item", ["number", "title", "purpose", "presenter", "paper", "paper_link", "position"]),
        ("After the meeting", ["decision", "minutes"]),
    ]

    class Meta(RecordForm.Meta):
        model = AgendaItem
        fields = ["number", "title", "purpose", "presenter", "paper", "paper_link", "position"]
        fields += ["decision", "minutes"]


class AttendanceForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Attendance
        fields = ["seat", "name", "body", "how", "substitute"]
        widgets = {"how": forms.RadioSelect}
        error_messages = {"how": {"required": "Say whether they were there"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Seat.objects.not_retired().filter(board=self.instance.meeting.board_id)
        self.choose_from("seat", seats)


class DeclaredInterestForm(OfMeetingForm):
    rows = {"interest": 3}

    class Meta(RecordForm.Meta):
        model = DeclaredInterest
        fields = ["who", "interest", "item", "then"]
        widgets = {"then": forms.RadioSelect}
        error_messages = {"then": {"required": "Say what was done"}}


class MeetingActionForm(OfMeetingForm):
    rows = {"text": 3, "note": 3}

    class Meta(RecordForm.Meta):
        model = MeetingAction
        fields = ["text", "owner", "due_on", "item", "done_on", "note"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_done_on(self) -> date | None:
        done_on: date | None = self.cleaned_data["done_on"]
        if done_on and done_on > self.today:
            raise forms.ValidationError("This day is still to come. Leave it empty until it is done")
        return done_on


class AttendancesForm(ActionForm):
    """Who was at a meeting: a row for each who was recorded already, and for each who sat on its day."""

    def __init__(self, *args: Any, board: BoardFacts, recorded: list[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = [*recorded, *_still_to_record(board, recorded)]
        for place, row in enumerate(self.rows):
            about = row.name if row.seat.post == row.name else f"{row.name}, {row.seat.post}"
            self.fields[f"how_{place}"] = forms.ChoiceField(
                label=about,
                choices=[("", "Not recorded"), *Attendance.How.choices],
                required=row.pk is not None,
                initial=row.how,
            )
            self.fields[f"substitute_{place}"] = ShortText(
                label=f"Who came instead of: {row.name}", required=False, initial=row.substitute
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for place in range(len(self.rows)):
            is_substituted = cleaned.get(f"how_{place}") == Attendance.How.SUBSTITUTE
            if cleaned.get(f"substitute_{place}") and not is_substituted:
                message = "Say that a substitute was sent, or take out who came instead"
                self.add_error(f"substitute_{place}", message)
        return cleaned

    def attendances(self) -> list[Attendance]:
        """The rows of which something was said that is not recorded yet."""
        said = []
        for place, row in enumerate(self.rows):
            how, substitute = self.cleaned_data[f"how_{place}"], self.cleaned_data[f"substitute_{place}"]
            if how and (how, substitute) != (row.how, row.substitute):
                row.how, row.substitute = how, substitute
                said.append(row)
        return said


def _still_to_record(board: BoardFacts, recorded: list[Attendance]) -> list[Attendance]:
    """A row for each who sat on the day of the meeting and is not among those recorded."""
    known = [(each.seat_id, each.name) for each in recorded]
    rows = []
    for seat in board.seats:
        for member in seat.sitting:
            if (seat.key, member.name) in known:
                known.remove((seat.key, member.name))
            else:
                row = Attendance(seat=Seat(pk=seat.key, post=seat.post, board_id=board.key), name=member.name)
                row.body_id = member.body_key
                rows.append(row)
    return rows
