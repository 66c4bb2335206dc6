"""The pages every record has: add, change, retire, restore."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from core import actions
from core.forms.records import RecordForm
from core.forms.retire import RestoreForm, RetireForm
from core.history import version_of
from core.models import Act, Record
from core.sentences import sentence_end, sentence_start
from core.timeline import changes_since
from core.views.pages import FormPage, NotAsItStands
from core.views.submissions import NotSaved


def refuse_if_retired(record: Record) -> None:
    """Raise `NotAsItStands` with the reason where the record, or what it belongs to, is out of use."""
    retired = record.retired_above()
    if retired is not None:
        raise NotAsItStands(f"This {retired.noun()} was retired: {retired}. Restore it before you change it.")


def _say(page: FormPage, done: str, record: Record) -> None:
    """What was done, at the head of the page that comes next."""
    said = f"{sentence_start(record.noun())} {done}: {sentence_end(str(record))}"
    messages.success(page.request, said)


class RecordAdd(FormPage):
    """Add a record beneath its parent, or a new one that has none."""

    form_class: ClassVar[type[RecordForm]]
    action: ClassVar[Callable[..., Any]] = staticmethod(actions.record)
    parent: Record | None = None
    # Whether several are usually added one after the other, so that a button begins the next.
    in_a_row: ClassVar[bool] = True

    @property
    def model(self) -> type[Record]:
        return self.form_class._meta.model

    def get_object(self) -> Record | None:
        """The parent: what is added has no address yet."""
        if self.model.parent_field:
            self.parent = self.get_visible_or_404(self.model.parent_model(), self.kwargs["parent"])
        return self.parent

    def new(self) -> Any:
        return self.model(**({self.model.parent_field: self.parent} if self.model.parent_field else {}))

    def get_permission_object(self) -> Record | None:
        """What is to be recorded: it is not always for everybody who may change its parent."""
        return self.new() if self.model.parent_field else self.parent

    def check_permissions(self) -> None:
        super().check_permissions()
        if self.parent is not None:
            refuse_if_retired(self.parent)

    def get_initial(self) -> dict[str, Any]:
        """What the address fills in."""
        fields = self.form_class._meta.fields or ()
        return {name: value for name, value in self.request.GET.items() if name in fields}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.new(), "user": self.user}

    def heading(self) -> str:
        return f"Add {_a(self.model.noun())}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filled_in = self.request.method == "GET" and any(
            name in (self.form_class._meta.fields or ()) for name in self.request.GET
        )
        return super().get_context_data(
            filled_in=filled_in,
            parent=self.parent,
            another=self.in_a_row and bool(self.model.parent_field),
            **kwargs,
        )

    def get_cancel_url(self) -> str:
        return self.new().get_absolute_url() if self.model.parent_field else "/"

    def form_valid(self, form: Any) -> HttpResponse:
        type(self).action(form.instance, by=self.user, at=self.now)
        _say(self, "recorded", form.instance)
        return redirect(self.request.path if "another" in self.request.POST else form.instance)

    def not_saved_by(self, form: Any, earlier: Act) -> NotSaved | None:
        recorded = self.model.history.filter(act=earlier).first()
        if recorded is None or not _typed_over(recorded.instance, self):
            return None
        return NotSaved(f"{recorded.instance} was recorded from this page already.")


class RecordPage(FormPage):
    """A page about one stored record."""

    model: type[Record] | None = None

    def get_object(self) -> Record:
        assert self.model is not None
        self.record: Any = self.get_visible_or_404(self.model, self.kwargs.get("key"))
        self.address = self.record.get_absolute_url()  # before anything typed is put on the record
        return self.record

    def get_success_url(self) -> str:
        return self.address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parent = self.record.parent if self.record.parent_field else None
        return super().get_context_data(record=self.record, parent=parent, **kwargs)


class RecordChange(RecordPage):
    """Change a record. A second user is shown what changed meanwhile and keeps their typing."""

    form_class: ClassVar[type[RecordForm]]
    action: ClassVar[Callable[..., Any]] = staticmethod(actions.change)

    def get_object(self) -> Record:
        self.model = self.form_class._meta.model
        # Before the record is read: what somebody saves between the two is noticed, not overwritten.
        self.version = version_of(self.model(pk=self.kwargs["key"]))
        return super().get_object()

    def check_permissions(self) -> None:
        super().check_permissions()
        refuse_if_retired(self.record)

    def get_form_kwargs(self) -> dict[str, Any]:
        # A copy, so that what is typed, right or wrong, stays off the page's own record.
        own = {"instance": copy(self.record), "user": self.user, "version": self.version}
        return super().get_form_kwargs() | own

    def heading(self) -> str:
        return f"Change {self.record.noun()}"

    def form_valid(self, form: Any) -> HttpResponse:
        if not form.changes_the_record():
            messages.info(self.request, "There was nothing to change: it says so already.")
            return redirect(self.get_success_url())
        type(self).action(
            form.instance,
            by=self.user,
            at=self.now,
            version=form.cleaned_data["version"],
            why=form.cleaned_data["why"],
        )
        _say(self, "changed", form.instance)
        return redirect(form.instance)

    def not_saved_by(self, form: Any, earlier: Act) -> NotSaved | None:
        saved = self.record.history.filter(act=earlier).first()
        if saved is None or not _typed_over(saved.instance, self):
            return None
        return NotSaved(version=saved.history_id)

    def form_stale(self, form: Any) -> HttpResponse:
        """The stored record as it is now, with this user's own changes typed in over it."""
        version = form.cleaned_data["version"]
        opened = self.record.history.filter(history_id=version).first()
        self.version = version_of(self.record)
        get_object_or_404(type(self.record).objects.visible_to(self.user).values("pk"), pk=self.record.pk)
        self.record.refresh_from_db()
        mine = _typed_over(opened.instance, self) if opened else form.record_fields()
        if not set(mine).intersection(_typed_over(self.record, self)):
            messages.info(self.request, "There was nothing to change: it says so already.")
            return redirect(self.get_success_url())
        again = self.get_form(initial={name: form.cleaned_data[name] for name in [*mine, "why"]})
        return self.render_form(again, 409, stale=changes_since(self.record, version, seen_by=self.user))


class RecordRetire(RecordPage):
    """Take a record out of use, saying why. Nothing is hard-deleted."""

    template_name = "layouts/retire.html"
    form_class = RetireForm
    action: ClassVar[Callable[..., Any]] = staticmethod(actions.retire)
    submit = "Retire"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(restores=False, **kwargs)

    def heading(self) -> str:
        return f"Retire {self.record.noun()}"

    def form_valid(self, form: Any) -> HttpResponse:
        type(self).action(self.record, by=self.user, at=self.now, why=form.cleaned_data["why"])
        _say(self, "retired", self.record)
        return redirect(self.record)


class RecordRestore(RecordPage):
    """Bring a retired record back."""

    template_name = "layouts/retire.html"
    form_class = RestoreForm
    action: ClassVar[Callable[..., Any]] = staticmethod(actions.restore)
    submit = "Restore"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(restores=True, **kwargs)

    def heading(self) -> str:
        return f"Restore {self.record.noun()}"

    def form_valid(self, form: Any) -> HttpResponse:
        type(self).action(self.record, by=self.user, at=self.now, why=form.cleaned_data["why"])
        _say(self, "restored", self.record)
        return redirect(self.record)


def _typed_over(record: Record, page: RecordAdd | RecordChange) -> list[str]:
    """The fields in which the page was sent with something else than the record holds."""
    return page.form_class(page.request.POST, instance=copy(record), user=page.user).typed_fields()


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
