"""Members and meetings pasted as rows: read, shown, and recorded all or none."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms

from core.folding import fold
from core.forms.action import ActionForm
from core.forms.fields import ProseField
from governance.calculations.pasted_rows import MOST_ROWS, PastedRow, meetings_in, members_in
from governance.models import Board, Meeting, Member, Seat


class PasteForm(ActionForm):
    """A text of rows. What was read is shown first; it is recorded once that was looked at."""

    columns: ClassVar[tuple[str, ...]] = ()

    text = ProseField(
        label="Rows",
        max_length=100_000,
        help_text="Copy the rows from a spreadsheet, or from a table in Word, and paste them here. "
        "A first row that names the columns is left out.",
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    is_checked = forms.BooleanField(
        label="I have looked at the rows as they were read", required=False, widget=forms.CheckboxInput
    )

    def __init__(self, *args: Any, board: Board, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board, self.today = board, today
        self.rows: list[PastedRow] = []

    def read(self, text: str) -> list[PastedRow]:
        raise NotImplementedError

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        self.rows = self.read(text)
        if not self.rows:
            raise forms.ValidationError("There is no row in it but the names of the columns")
        if len(self.rows) > MOST_ROWS:
            raise forms.ValidationError(
                f"Paste at most {MOST_ROWS} rows at a time. These are {len(self.rows):,}"
            )
        wrong = [f"Row {row.number}: {'; '.join(row.errors)}" for row in self.rows if row.errors]
        if wrong:
            raise forms.ValidationError(wrong)
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "text" in cleaned and not cleaned.get("is_checked"):
            self.add_error(
                "is_checked", "Look at the rows as they were read, above, and tick this to record them"
            )
        return cleaned

    def records(self) -> list[tuple[int, Member | Meeting]]:
        """What the rows are to be recorded as, each with its number."""
        raise NotImplementedError


class PasteMembersForm(PasteForm):
    columns = ("Seat", "Member", "Body", "First day", "Last day")

    def __init__(self, *args: Any, seats: list[Seat], bodies: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats, self.bodies = {seat.pk: seat for seat in seats}, bodies

    def read(self, text: str) -> list[PastedRow]:
        return members_in(text, {fold(seat.post): key for key, seat in self.seats.items()}, self.bodies)

    def records(self) -> list[tuple[int, Member | Meeting]]:
        records: list[tuple[int, Member | Meeting]] = []
        for row in self.rows:
            said: Any = row.values
            member = Member(
                seat=self.seats[said["seat"]],
                name=said["name"],
                body_id=said.get("body"),
                from_on=said["from_on"],
                to_on=said["to_on"],
            )
            records.append((row.number, member))
        return records


class PasteMeetingsForm(PasteForm):
    columns = ("Date", "What became of it", "Attending", "Decisions", "Minutes")

    def read(self, text: str) -> list[PastedRow]:
        rows = meetings_in(text)
        for row in rows:
            held_on: Any = row.values.get("held_on")
            if held_on and row.values.get("status") == Meeting.Status.HELD and held_on > self.today:
                row.errors.append("this day is still to come: write planned")
        return rows

    def records(self) -> list[tuple[int, Member | Meeting]]:
        values: Any = [(row.number, row.values) for row in self.rows]
        return [(number, Meeting(board=self.board, **said)) for number, said in values]
