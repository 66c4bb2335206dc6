"""What every app stands on: the user, the act, and the record that is never hard-deleted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self, cast

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Max
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.timezone import localtime

from core.dates import FIRST_DAY
from core.history import History, tell_once_committed
from core.permissions import Role
from core.saved_views import LONGEST
from core.sentences import sentence_start

# What stands for the name of a record that the user may not see.
UNSEEN = "One of another partnership, which you may not see"


class UserManager(BaseUserManager["User"]):
    def history_seen_by(self, user: User) -> models.QuerySet[User]:
        """Those of whom the user reads, at some body, which roles they were given."""
        roles: Any = self.model._meta.get_field("roles_held").related_model
        return self.filter(pk__in=roles.objects.history_seen_by(user).values("user"))

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username or "")


class User(AbstractBaseUser):
    """A person who signs in with an e-mail address and holds roles at partner bodies."""

    # Signing in is not a change to the record; the throttle keeps its own log of attempts.
    last_login = None

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField("name or post title", max_length=120)
    is_active = models.BooleanField("may sign in", default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects = UserManager()
    # Without what says who a person is: a person can be forgotten, and the history stay as it was sealed.
    history = History(excluded_fields=["password", "email", "name"])

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_its_case")]

    def __str__(self) -> str:
        return self.name

    def check_password(self, raw_password: str | None) -> bool:
        """Whether it is the password. Django would also save a stronger hash here, outside any act."""
        return raw_password is not None and check_password(raw_password, self.password)

    @cached_property
    def today(self) -> date:
        """The day on which the user asks, read once a request: what ended before it is theirs no more."""
        return timezone.localdate()

    @cached_property
    def roles_by_body(self) -> dict[int | None, set[Role]]:
        """Roles the user holds now, by the key of the body, or SITE: one query a request."""
        roles: dict[int | None, set[Role]] = {}
        for body_id, role in self.roles_held.not_retired().values_list("body_id", "role"):
            roles.setdefault(body_id, set()).add(Role(role))
        return roles


class Entry(models.Model):
    """A fact that happened: rows are added and never changed or deleted, which the database refuses.

    Where a row has an `act`, it is the one that is open when the row is added.
    """

    class Meta:
        abstract = True


class Act(Entry):
    """One thing somebody did: a line in the history, with the changed fields beneath it."""

    code = models.CharField(max_length=60, db_index=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="acts")
    why = models.TextField(blank=True)
    submission = models.UUIDField(null=True, unique=True, help_text="one-time key of the form that was sent")
    transaction = models.BigIntegerField(
        null=True,
        editable=False,
        help_text="the transaction that made it, filled in by the database",
    )

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="act_latest_first")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The code in words: `cabinet-report.issued` is "Cabinet report issued"."""
        return sentence_start(self.code.replace("-", " ").replace(".", " "))

    def concerns(self, *agreements: Any) -> None:
        """Put this act on the timeline of each of these agreements, whose app gives it the relation."""
        self.agreements.add(*agreements)
        tell_once_committed({each.pk for each in agreements}, at=self.at)


class Seal(Entry):
    """Covers the acts that no earlier seal covers, so that a rewritten history shows: see `core.seals`."""

    number = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField()
    previous = models.CharField(max_length=64, blank=True, help_text="digest of the seal before")
    digest = models.CharField(max_length=64, unique=True)
    columns = models.JSONField(help_text="of each table, the columns it covers")
    acts = models.PositiveIntegerField(help_text="how many it covers")
    last_act = models.BigIntegerField(help_text="the greatest key among them")
    anew = models.BooleanField(default=False, help_text="whether it covers all acts from the first")

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        """As it stands at the foot of an issued document: "Seal 12 · 3f9a41c0… · 26 November 2026"."""
        day = localtime(self.at)
        return f"Seal {self.number} · {self.digest[:8]}… · {day.day} {day:%B %Y}"


class SealedAct(Entry):
    """One act that a seal covers. It refers to the act by its key alone, and outlives it."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="sealed_acts")
    act_key = models.BigIntegerField()
    parts = models.JSONField(help_text="of each table it wrote to, the digest of what it wrote")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act_key", "seal"], name="sealed_act_once")]


class RecordQuerySet(models.QuerySet):
    def not_retired(self) -> Self:
        """Not retired."""
        return self.filter(retired_at=None)

    def retired(self) -> Self:
        """Those that were, each with who retired it."""
        return self.exclude(retired_at=None).select_related("retired_by")

    def with_related(self, *relations: str) -> Self:
        """Fetch these relations with the rows; where none is named, none."""
        return self.select_related(*relations) if relations else self

    def visible_to(self, user: User) -> Self:
        """What the user may see: whatever belongs to a parent that the user may see."""
        model = cast("type[Record]", self.model)
        return self.filter(**{f"{model.parent_field}__in": model.parent_model().objects.visible_to(user)})

    def history_seen_by(self, user: User) -> Self:
        """Those whose changes the user may read: what they may see, where a model does not say otherwise."""
        return self.visible_to(user)


class SecurityEvent(Entry):
    """Something that those who watch over sign-ins and rights want to know; written by `core.security`."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", "Signed in"
        REFUSED = "refused", "Sign-in refused"
        SLOWED = "slowed", "Too many wrong tries: asked to wait"
        SIGNED_OUT = "signed_out", "Signed out"
        SESSION_ENDED = "session_ended", "Session ended from another"
        ROLE_GIVEN = "role_given", "Role given"
        ROLE_ENDED = "role_ended", "Role ended"
        LINK_MADE = "link_made", "Password link made"
        PASSWORD_SET = "password_set", "Password chosen"
        FEED_MADE = "feed_made", "Address of a calendar made"
        FEED_ENDED = "feed_ended", "Address of a calendar ended"
        EXEMPT_READ = "exempt_read", "Exempt document read"
        VERIFY_FAILED = "verify_failed", "The history does not match its seals"

    kind = models.CharField("what happened", max_length=16, choices=Kind)
    at = models.DateTimeField()
    person = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="whom it concerns"
    )
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="who did it to them"
    )
    account = models.CharField(
        max_length=32, blank=True, help_text="keyed digest of the address that was tried"
    )
    source = models.CharField("address it came from", max_length=45, blank=True)
    request = models.CharField("identifier of the request", max_length=64, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-at"], name="security_of_person"),
            models.Index(fields=["account", "-at"], name="security_of_account"),
            models.Index(fields=["source", "-at"], name="security_of_source"),
        ]

    def __str__(self) -> str:
        role = self.facts.get("role")
        return f"{self.get_kind_display()}: {Role(role).label}" if role else self.get_kind_display()


class Session(AbstractBaseSession):
    """Somebody's sign-in in one browser: `core.sessions` ends it after a time, or its person does."""

    number = models.CharField(max_length=16, help_text="names it in addresses, and lets nobody in")
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="sessions")
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    browser = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=45, blank=True)

    @classmethod
    def get_session_store_class(cls) -> Any:
        from core.sessions import SessionStore

        return SessionStore


class UnsavedWork(models.Model):
    """What one person typed into one opening of a form and did not save: theirs alone, until it is."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="unsaved_work")
    address = models.CharField(max_length=400)
    form_key = models.UUIDField(help_text="one-time key of that opening of the form")
    typed = models.TextField(help_text="the fields of the form, as a browser sends them")
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-kept_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "form_key"], name="unsaved_work_once")]


class Word(models.Model):
    """A word, folded, that stands in something that can be found: by these a slip in a search is put right.

    It says neither where it stands nor who wrote it, and is shown to nobody.
    """

    LONGEST = 60

    word = models.CharField(max_length=LONGEST, unique=True)

    class Meta:
        indexes = [
            GinIndex(OpClass("word", name="gin_trgm_ops"), name="word_alike"),
            GinIndex(SearchVector("word", config="english"), name="word_forms"),
        ]

    def __str__(self) -> str:
        return self.word


class CalendarFeed(models.Model):
    """That one person's calendar can be followed at a secret address, of which only the digest is kept."""

    person = models.OneToOneField(User, on_delete=models.PROTECT, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Calendar of {self.person}"


class SavedView(models.Model):
    """A way in which one person looks at a list: theirs alone, until they remove it."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="saved_views")
    page = models.CharField(max_length=60, help_text="the name of the address of the list")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=LONGEST, help_text="what the list is asked, as in its address")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "page", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse(self.page)}?{self.query}"


class Record(models.Model):
    """Something officers record. It is changed and retired, each time by an act, and never deleted."""

    retired_at = models.DateTimeField(null=True, editable=False)
    retired_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    retired_why = models.TextField("reason for retiring", blank=True, editable=False)

    objects = RecordQuerySet.as_manager()
    history: ClassVar[Any]  # each model's own `History()`

    # The record this one belongs to; access, history and the way back follow it.
    parent_field: ClassVar[str] = ""
    # Other records in whose history it stands too: the fields that name them.
    stands_also_with: ClassVar[tuple[str, ...]] = ()
    # The relations that its name is made of: fetch them with the rows, and names cost no query each.
    str_needs: ClassVar[tuple[str, ...]] = ()
    # The relations that what tells it apart is made of.
    apart_needs: ClassVar[tuple[str, ...]] = ()
    # The field by which one record of this kind stands beneath another.
    above_field: ClassVar[str] = ""
    # Whether one leads to the next, so that a circle of them could be closed.
    is_in_a_chain: ClassVar[bool] = False
    # What its address names it by.
    url_key: ClassVar[str] = "pk"
    # Whether it has a page of its own, besides a place on another's.
    has_page: ClassVar[bool] = False
    # The earliest day its dates may name: that from which there are financial years, where it says no other.
    earliest_day: ClassVar[date] = FIRST_DAY
    # Whether a row never changes after it was written, not even by an act.
    kept_as_it_is: ClassVar[bool] = False
    # Whether one that was retired can be brought back as it was.
    is_restorable: ClassVar[bool] = True
    # The relations that bring a record of its own, with what is beneath it, onto the page of its parent.
    brings: ClassVar[tuple[str, ...]] = ()
    # How far apart new records are placed that stand in an order.
    position_step: ClassVar[int] = 1

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(retired_at=None, retired_by=None)
                | models.Q(retired_at__isnull=False, retired_by__isnull=False),
                name="%(app_label)s_%(class)s_retired_at_has_by",
            )
        ]

    @classmethod
    def parent_model(cls) -> type[Record]:
        return cast("type[Record]", cls._meta.get_field(cls.parent_field).related_model)

    @classmethod
    def noun(cls) -> str:
        """The users' word for it, also the first half of its act codes: "cabinet report"."""
        return str(cls._meta.verbose_name)

    @property
    def parent(self) -> Record:
        """What it belongs to; None where that is the site, as for the operator's role."""
        return getattr(self, self.parent_field)

    def apart(self) -> str:
        """What tells it apart from another of the same name, in words."""
        return ""

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None

    def retired_above(self) -> Record | None:
        """The nearest retired record from this one upwards; None where all are in use."""
        if self.is_retired:
            return self
        return self.parent.retired_above() if self.parent_field and self.parent else None

    def is_its_own_ancestor(self) -> bool:
        """Whether the record, as it is now, stands beneath itself among the others as they are stored."""
        passed, field = {self.pk} - {None}, f"{self.above_field}_id"
        above = getattr(self, field)
        while above is not None:
            if above in passed:
                return True
            passed.add(above)
            above = type(self)._base_manager.values_list(field, flat=True).get(pk=above)
        return False

    def siblings(self) -> Any:
        """The current records of this kind beneath the same parent."""
        return type(self)._default_manager.not_retired().filter(**{self.parent_field: self.parent})

    def next_position(self, *, seen_by: User | None = None) -> int:
        """The place after the last of its siblings (or those the user sees), for what has an order."""
        siblings = self.siblings().visible_to(seen_by) if seen_by else self.siblings()
        last = siblings.aggregate(last=Max("position"))["last"] or 0
        return last + self.position_step

    def agreements_concerned(self) -> Iterable[Any]:
        """The agreements on whose timeline a change of this record is shown."""
        return self.parent.agreements_concerned()

    def agreements_affected(self) -> Iterable[int]:
        """Keys of others whose rules look at this record, though its change is no line of theirs."""
        return []

    def responsible_bodies(self, on: date) -> set[int | None]:
        """Keys of the bodies at which a role allows the user to act on this record on that day.

        SITE is among them where the operator may.
        """
        return self.parent.responsible_bodies(on)

    def people(self) -> Any:
        """Those whose own changes, as of a password, stand in its history: a body's people."""
        return User.objects.none()

    def bodies_that_read_exempt(self) -> set[int | None]:
        """Keys of the bodies at which a role lets the user read what is exempt in it."""
        return self.parent.bodies_that_read_exempt() if self.parent_field and self.parent else set()

    @classmethod
    def hidden_from(cls, user: User) -> Any:
        """The condition on rows of its history under which that person may not read their values."""
        return models.Value(False)

    def get_absolute_url(self) -> str:
        return self.parent.get_absolute_url()
