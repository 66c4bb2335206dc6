"""What it is about and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.money import Money
from partnerships.as_at.bodies import BodyFacts


@dataclass(frozen=True)
class FlexibilityFacts:
    """A flexibility the agreement uses; `kind` is a code of `Flexibility.Kind`, `name` its words."""

    key: int
    kind: str
    name: str
    lead_body: BodyFacts | None
    starts_on: date | None
    note: str
    remark: str
    by: str = ""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class PhaseFacts:
    key: int
    position: int
    name: str
    due_on: date | None
    done_on: date | None
    condition: str

    def __str__(self) -> str:
        return self.name

    def is_done_by(self, day: date) -> bool:
        return self.done_on is not None and self.done_on <= day


@dataclass(frozen=True)
class DeliverableFacts:
    """What is to be delivered; `owner` is a post, with its body where that is recorded."""

    key: int
    what: str
    owner: str
    due_on: date | None
    done_on: date | None
    note: str

    def __str__(self) -> str:
        return self.what

    def is_done_by(self, day: date) -> bool:
        return self.done_on is not None and self.done_on <= day


@dataclass(frozen=True)
class IssueAreaFacts:
    """An area in which issues must be resolved, and what is to be delivered in it."""

    key: int
    name: str
    note: str
    deliverables: tuple[DeliverableFacts, ...]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class ServiceFacts:
    """A service; `arrangement` is empty where it belongs to the whole agreement."""

    key: int
    name: str
    arrangement: str
    from_on: date | None
    to_on: date | None
    note: str
    remark: str
    by: str = ""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class AimFacts:
    key: int
    kind: str
    text: str
    measure: str
    by_on: date | None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class ContractFacts:
    """A contract the agreement relies on; `value` in pounds over its term."""

    key: int
    provider: str
    purpose: str
    starts_on: date | None
    ends_on: date | None
    term_years: int | None
    extension_years: int | None
    value: Money | None
    note: str
    remark: str

    def __str__(self) -> str:
        return self.provider


@dataclass(frozen=True)
class AnnexFacts:
    """A document annexed that is not itself an agreement; `text` is Markdown."""

    key: int
    number: int
    title: str
    text: str

    def __str__(self) -> str:
        return f"Annex {self.number}: {self.title}"


@dataclass(frozen=True)
class ProvisionFacts:
    """The agreement's own words on a matter, in Markdown. Its `key` is 0 where a variation brought them."""

    key: int
    text: str
    remark: str
    by: str = ""


@dataclass(frozen=True)
class MatterFacts:
    """A matter an agreement may have to address, whether this one must, and what it says.

    `pooled` and `delegated` say for which flexibilities this one must; `provision` is None where it says
    nothing; `is_met` where that, or the term with another matter, says what the law requires; `out_by` is the
    variation that took out what it said.
    """

    key: int
    code: str
    name: str
    hint: str
    source: str
    pooled: bool
    delegated: bool
    provision: ProvisionFacts | None
    is_met: bool
    out_by: str

    def __str__(self) -> str:
        return self.name

    @property
    def required(self) -> bool:
        return self.pooled or self.delegated

    @property
    def text(self) -> str:
        return self.provision.text.strip() if self.provision else ""


@dataclass(frozen=True)
class ExcludedFacts:
    """A function that it must not include, and the words by which that is looked for, folded."""

    name: str
    words: tuple[str, ...]
    source: str

    def __str__(self) -> str:
        return self.name
