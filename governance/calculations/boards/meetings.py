"""The meetings of a board: what was on the agenda, who was there, what was decided and is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.dates import FinancialYear, in_words
from governance.calculations.boards.seats import Present


@dataclass(frozen=True)
class MeetingYear:
    """A board's meetings in one financial year against the least it must hold."""

    year: FinancialYear
    held: int
    planned: int
    cancelled: int
    minimum: int | None

    @property
    def short_by(self) -> int:
        """How many meetings fewer than the least, planned ones counted in; zero where none is set."""
        return max((self.minimum or 0) - self.held - self.planned, 0)


@dataclass(frozen=True)
class ItemFacts:
    """An item of an agenda, with what the board decided on it."""

    key: int
    number: str
    title: str
    purpose: str
    presenter: str
    paper: str
    paper_link: str
    decision: str
    minutes: str

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True)
class AttendanceFacts:
    """Whether who holds a place was there; `counts` where they, or the substitute, count to the quorum."""

    key: int
    seat: str
    name: str
    how: str
    how_label: str
    substitute: str
    counts: bool
    present: Present

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class InterestFacts:
    """An interest that was declared; `item` is the key of the item it is in, if of one."""

    key: int
    item: int | None
    item_title: str
    who: str
    interest: str
    then: str

    def __str__(self) -> str:
        return f"Interest of {self.who}"


@dataclass(frozen=True)
class ActionFacts:
    """Something to be done by a post. It is overdue on the days after its last, until it is done."""

    key: int
    item_title: str
    text: str
    owner: str
    due_on: date | None
    done_on: date | None
    note: str

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:77]}…"

    @property
    def due_in_words(self) -> str:
        return f"due by {in_words(self.due_on)}" if self.due_on else ""

    def is_overdue(self, on: date) -> bool:
        return self.due_on is not None and self.due_on < on and self.is_open(on)

    def is_open(self, on: date) -> bool:
        return self.done_on is None or self.done_on > on


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting; `was_quorate` is None where that is neither minuted nor to be worked out.

    `lacked` is what those who came were too few for.
    """

    key: int
    held_on: date
    status: str
    status_label: str
    time: str
    place: str
    attending: int | None
    was_quorate: bool | None
    lacked: tuple[str, ...]
    decisions: str
    minutes: str
    items: tuple[ItemFacts, ...]
    attendances: tuple[AttendanceFacts, ...]
    interests: tuple[InterestFacts, ...]
    actions: tuple[ActionFacts, ...]

    def __str__(self) -> str:
        return in_words(self.held_on)

    @property
    def there(self) -> tuple[AttendanceFacts, ...]:
        """Who came, or sent somebody."""
        return tuple(each for each in self.attendances if each.how in ("present", "substitute"))

    @property
    def apologies(self) -> tuple[AttendanceFacts, ...]:
        return tuple(each for each in self.attendances if each.how == "apologies")

    @property
    def decided(self) -> tuple[ItemFacts, ...]:
        """The items on which the board decided."""
        return tuple(each for each in self.items if each.decision)

    @property
    def came(self) -> int | None:
        """How many members came: those recorded one by one, else the number that was."""
        return len(self.there) if self.attendances else self.attending

    @property
    def is_inquorate(self) -> bool:
        return self.status == "held" and self.was_quorate is False

    @property
    def inquorate_in_words(self) -> str:
        """What is said of a meeting without a quorum, and of what it lacked, where that is known."""
        lacked = f" ({'; '.join(self.lacked)})" if self.lacked else ""
        return f"had no quorum{lacked}: what it decided must be decided again by a meeting that has"
