"""Forms of boards and what belongs to them."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError

from core.folding import find_words
from core.forms.action import ActionForm
from core.forms.alike import AskingForm
from core.forms.fields import DateField, ProseField, ShortText
from core.forms.filters import ListFilter
from core.forms.records import RecordForm
from core.permissions import Permission
from governance.calculations.sections import sections_in
from governance.models import (
    Board,
    BoardKind,
    BoardLine,
    BoardName,
    ChairTurn,
    Member,
    Oversight,
    QuorumPart,
    ReportingDuty,
    Seat,
    TermOfReference,
    TermsVersion,
)
from partnerships.forms import KeptForm
from partnerships.models import Agreement

MOST_SECTIONS = 200


class BoardForm(AskingForm, KeptForm):
    keeping = Permission.CHANGE_BOARDS
    rows = {"accountable_to": 3, "powers": 3, "chair_arrangements": 3, "note": 3}
    fieldsets = [
        ("The board", ["name", "kind", "kept_by", "parent_board"]),
        (
            "Whether it exists yet",
            ["is_established", "established_on", "due_on", "shadow_from_on", "ended_on"],
        ),
        ("What it answers for", ["accountable_to", "powers"]),
        ("How it is chaired", ["chair_rule", "chair_arrangements"]),
        ("How it meets", ["quorum", "quorum_words", "minimum_meetings", "members_carry_over"]),
        ("Anything else", ["note"]),
    ]

    class Meta(KeptForm.Meta):
        model = Board
        fields = [
            "name",
            "kind",
            "kept_by",
            "parent_board",
            "is_established",
            "established_on",
            "due_on",
            "shadow_from_on",
            "ended_on",
            "accountable_to",
            "powers",
            "chair_rule",
            "chair_arrangements",
            "quorum",
            "quorum_words",
            "minimum_meetings",
            "members_carry_over",
            "note",
        ]


class OversightForm(RecordForm):
    """Links a board that is recorded already; only boards that the user may change can be given away."""

    class Meta(RecordForm.Meta):
        model = Oversight
        fields = ["board", "role", "part", "from_on", "to_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["board"]
        else:
            overseeing = Board.objects.overseeing(self.instance.agreement)
            mine = Board.objects.not_retired().changeable_by(self.user)
            self.choose_from("board", mine.exclude(pk__in=overseeing.values("pk")))
            self.fields["board"].help_text = "Boards that you may change and that do not oversee it yet"


class OfBoardForm(RecordForm):
    """A record of a board whose form names others of the same board."""

    of_the_board: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.of_the_board:
            field: Any = self.fields[name]
            rows = field.queryset.model.objects.not_retired().filter(board=self.instance.board_id)
            self.choose_from(name, rows.exclude(pk=self.instance.pk))


class BoardKindForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = BoardKind
        fields = ["code", "name", "decides", "expects_seats", "expects_quorum", "is_beside"]
        fields += ["from_on", "to_on", "source", "is_verified"]


class BoardNameForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = BoardName
        fields = ["name", "note"]


class QuorumPartForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = QuorumPart
        fields = ["least", "whose", "body", "category"]
        widgets = {"whose": forms.RadioSelect}
        error_messages = {"whose": {"required": "Say from whom they must be"}}


class ChairTurnForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = ChairTurn
        fields = ["office", "body", "from_on", "to_on"]
        widgets = {"office": forms.RadioSelect}


class BoardLineForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = BoardLine
        fields = ["kind", "to_board", "to_name", "label"]
        widgets = {"kind": forms.RadioSelect}
        error_messages = {"kind": {"required": "Say what kind of line it is"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boards = Board.objects.not_retired().visible_to(self.user)
        self.choose_from("to_board", boards.exclude(pk=self.instance.board_id))


class ReportingDutyForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = ReportingDuty
        fields = ["what", "to_whom", "every", "first_due_on", "until_on", "sent_for_on", "source"]


class TermsVersionForm(RecordForm):
    rows = {"note": 3}

    class Meta(RecordForm.Meta):
        model = TermsVersion
        fields = ["from_on", "approved_by", "approved_on", "note"]


class TermOfReferenceForm(OfBoardForm):
    of_the_board = ("of_version",)

    class Meta(RecordForm.Meta):
        model = TermOfReference
        fields = ["number", "heading", "text", "of_version", "position"]


class TermsOfReferenceForm(ActionForm):
    """The whole terms of reference, pasted from the paper and split where a line begins with a number."""

    from_on = DateField(
        label="In force from",
        required=False,
        help_text="The day from which they take the place of those before. Leave it empty for the first.",
    )
    approved_by = ShortText(
        label="Approved by",
        required=False,
        max_length=300,
        help_text="Only where they are in force from a day",
    )
    text = ProseField(
        label="Terms of reference",
        max_length=200_000,
        help_text="Paste them as they are published. A new section begins with each line that starts with a "
        "number, like 2. or 2.4. Numbers are kept as they are, and you can correct each section afterwards.",
        widget=forms.Textarea(attrs={"rows": 20}),
    )

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board = board

    def clean_text(self) -> str:
        sections = sections_in(self.cleaned_data["text"])
        if len(sections) > MOST_SECTIONS:
            raise ValidationError(
                f"Paste at most {MOST_SECTIONS} sections at a time. This text has {len(sections):,}"
            )
        for section in sections:
            if len(section.text) > 20_000:
                number = section.number or "without a number"
                raise ValidationError(
                    f"Section {number} is too long: it has {len(section.text):,} characters"
                )
        return self.cleaned_data["text"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("from_on") is None:
            if cleaned.get("approved_by"):
                self.add_error("from_on", "Enter the day from which the approved terms are in force")
            elif "text" in cleaned and "from_on" in cleaned:
                self._not_again(sections_in(cleaned["text"]))
        return cleaned

    def _not_again(self, sections: list[Any]) -> None:
        """First terms are not recorded twice; a new version repeats most of what was there before."""
        first = self.board.terms.not_retired().filter(of_version=None)
        recorded = set(first.values_list("number", "heading", "text"))
        if again := [s.number or s.heading for s in sections if (s.number, s.heading, s.text) in recorded]:
            self.add_error(
                "text",
                f"Recorded already in the same words: {', '.join(again)}. Take out what is there, "
                "or press Cancel to see what somebody has pasted before you",
            )

    def version(self) -> TermsVersion | None:
        """The version that the sections are to be; None for the first terms of reference."""
        said = self.cleaned_data
        if said["from_on"] is None:
            return None
        return TermsVersion(from_on=said["from_on"], approved_by=said["approved_by"])

    def terms(self) -> list[TermOfReference]:
        """The sections as typed, also where the form refuses them."""
        found = sections_in(self.fields["text"].to_python(self.data.get("text", "")) or "")
        return [TermOfReference(number=s.number, heading=s.heading, text=s.text) for s in found]


class SeatForm(OfBoardForm):
    of_the_board = ("not_with",)
    rows = {"note": 3}
    fieldsets = [
        ("Who it is for", ["post", "is_post", "category", "body", "how_filled"]),
        ("What it carries", ["places", "voting", "is_chair", "is_vice_chair", "not_with"]),
        ("Anything else", ["note", "position"]),
    ]

    class Meta(RecordForm.Meta):
        model = Seat
        fields = [
            "post",
            "is_post",
            "category",
            "body",
            "how_filled",
            "places",
            "voting",
            "is_chair",
            "is_vice_chair",
            "not_with",
            "note",
            "position",
        ]
        widgets = {"voting": forms.RadioSelect}
        error_messages = {"voting": {"required": "Say whether it votes"}}


class MemberForm(RecordForm):
    rows = {"note": 3}

    class Meta(RecordForm.Meta):
        model = Member
        fields = ["name", "body", "from_on", "to_on", "is_chair", "is_vice_chair", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["body"] = self.instance.seat.body_id
        if self.instance.seat.is_chair:
            del self.fields["is_chair"]


class BoardFilter(ListFilter):
    q = django_filters.CharFilter(label="Words in its names, or in whom it answers to", method="with_words")
    kind = django_filters.ModelChoiceFilter(
        label="Kind", queryset=BoardKind.objects.not_retired(), empty_label="Any", to_field_name="code"
    )
    agreement = django_filters.CharFilter(
        label="Reference of an agreement it oversees", method="with_agreement"
    )

    class Meta:
        model = Board
        fields: list[str] = []

    def with_words(self, boards: Any, name: str, value: str) -> Any:
        for word in value.split():
            boards = boards.saying(word)
        return boards

    def with_agreement(self, boards: Any, name: str, value: str) -> Any:
        agreements = Agreement.objects.not_retired().visible_to(self.request.user)
        found = find_words(agreements, value, "reference")
        return boards.filter(
            pk__in=Oversight.objects.not_retired().filter(agreement__in=found).values("board")
        )
