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
from core.jinja import moment
from core.models import Act, Record
from core.sentences import sentence_start
from core.timeline import changes_since
from core.views.pages import FormPage, NotAsItStands


def refuse_if_retired(record: Record) -> None:
    """Raise `NotAsItStands` with the reason where the record, or what it belongs to, is out of use."""
    retired = record.retired_above()
    if retired is not None:
        raise NotAsItStands(f"This {retired.noun()} was retired: {retired}. Restore it before you change it.")


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

    def find(self) -> None:
        if self.model.parent_field:
            self.parent = self.find_one(self.model.parent_model(), self.kwargs["parent"])

    def new(self) -> Any:
        return self.model(**({self.model.parent_field: self.parent} if self.model.parent_field else {}))

    def permitted_on(self) -> Record | None:
        """What is to be recorded: it is not always for everybody who may change its parent."""
        return self.new() if self.model.parent_field else self.parent

    def allow(self) -> None:
        super().allow()
        if self.parent is not None:
            refuse_if_retired(self.parent)

    def form(self, data: Any = None, **options: Any) -> Any:
        fields = self.form_class._meta.fields or ()
        asked = {name: value for name, value in self.request.GET.items() if name in fields}
        return self.form_class(data, instance=self.new(), user=self.user, **{"initial": asked, **options})

    def heading(self) -> str:
        return f"Add {_a(self.model.noun())}"

    def context(self) -> dict[str, Any]:
        filled_in = self.request.method == "GET" and any(
            name in (self.form_class._meta.fields or ()) for name in self.request.GET
        )
        return {
            "filled_in": filled_in,
            "parent": self.parent,
            "another": self.in_a_row and bool(self.model.parent_field),
        }

    def back_url(self) -> str:
        return self.new().get_absolute_url() if self.model.parent_field else "/"

    def act(self, form: Any) -> str:
        type(self).action(form.instance, by=self.user, at=self.now)
        messages.success(self.request, f"{sentence_start(self.model.noun())} recorded: {form.instance}.")
        return self.request.path if "another" in self.request.POST else form.instance.get_absolute_url()

    def sent_before(self, form: Any, earlier: Act) -> HttpResponse:
        """The same again is not recorded twice; something else typed into an old page is not lost."""
        recorded = self.model.history.filter(act=earlier).first()
        if recorded is None or not _typed_over(recorded.instance, self):
            return super().sent_before(form, earlier)
        return self.send_anew(f"{recorded.instance} was recorded from this page already.")


class RecordPage(FormPage):
    """A page about one stored record."""

    model: type[Record] | None = None

    def find(self) -> None:
        assert self.model is not None
        self.record = self.find_one(self.model, self.kwargs.get("key"))
        self.address = self.record.get_absolute_url()  # before anything typed is put on the record

    def permitted_on(self) -> Record | None:
        return self.record

    def back_url(self) -> str:
        return self.address

    def context(self) -> dict[str, Any]:
        return {"record": self.record, "parent": self.record.parent if self.record.parent_field else None}


class RecordChange(RecordPage):
    """Change a record. A second user is shown what changed meanwhile and keeps their typing."""

    form_class: ClassVar[type[RecordForm]]
    action: ClassVar[Callable[..., Any]] = staticmethod(actions.change)

    def find(self) -> None:
        self.model = self.form_class._meta.model
        # Before the record is read: what somebody saves between the two is noticed, not overwritten.
        self.version = version_of(self.model(pk=self.kwargs["key"]))
        super().find()

    def allow(self) -> None:
        super().allow()
        refuse_if_retired(self.record)

    def form(self, data: Any = None, **options: Any) -> Any:
        # A copy, so that what is typed, right or wrong, stays off the page's own record.
        return self.form_class(
            data, instance=copy(self.record), user=self.user, version=self.version, **options
        )

    def heading(self) -> str:
        return f"Change {self.record.noun()}"

    def act(self, form: Any) -> str:
        if not form.changes_the_record():
            messages.info(self.request, "There was nothing to change: it says so already.")
            return self.back_url()
        type(self).action(
            form.instance,
            by=self.user,
            at=self.now,
            version=form.cleaned_data["version"],
            why=form.cleaned_data["why"],
        )
        messages.success(self.request, f"{sentence_start(self.record.noun())} changed: {form.instance}.")
        return form.instance.get_absolute_url()

    def sent_before(self, form: Any, earlier: Act) -> HttpResponse:
        """The same again is not saved twice; something else typed into an old page is not lost."""
        saved = self.record.history.filter(act=earlier).first()
        if saved is None or not _typed_over(saved.instance, self):
            return super().sent_before(form, earlier)
        done = f"This page had been saved already, on {moment(earlier.at)}."
        return self.send_anew(done, version=saved.history_id)

    def changed_meanwhile(self, form: Any) -> HttpResponse:
        """The stored record as it is now, with this user's own changes typed in over it."""
        version = form.cleaned_data["version"]
        opened = self.record.history.filter(history_id=version).first()
        self.version = version_of(self.record)
        get_object_or_404(type(self.record).objects.visible_to(self.user).values("pk"), pk=self.record.pk)
        self.record.refresh_from_db()
        mine = _typed_over(opened.instance, self) if opened else form.record_fields()
        if not set(mine).intersection(_typed_over(self.record, self)):
            messages.info(self.request, "There was nothing to change: it says so already.")
            return redirect(self.back_url())
        again = self.form(initial={name: form.cleaned_data[name] for name in [*mine, "why"]})
        return self.page(again, 409, stale=changes_since(self.record, version, seen_by=self.user))


class RecordRetire(RecordPage):
    """Take a record out of use, saying why. Nothing is hard-deleted."""

    template_name = "layouts/retire.html"
    form_class = RetireForm
    action: ClassVar[Callable[..., Any]] = staticmethod(actions.retire)
    submit = "Retire"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "restores": False}

    def heading(self) -> str:
        return f"Retire {self.record.noun()}"

    def act(self, form: Any) -> str:
        type(self).action(self.record, by=self.user, at=self.now, why=form.cleaned_data["why"])
        messages.success(self.request, f"{sentence_start(self.record.noun())} retired: {self.record}.")
        return self.record.get_absolute_url()


class RecordRestore(RecordPage):
    """Bring a retired record back."""

    template_name = "layouts/retire.html"
    form_class = RestoreForm
    submit = "Restore"

    def context(self) -> dict[str, Any]:
        return {**super().context(), "restores": True}

    def heading(self) -> str:
        return f"Restore {self.record.noun()}"

    def act(self, form: Any) -> str:
        actions.restore(self.record, by=self.user, at=self.now, why=form.cleaned_data["why"])
        messages.success(self.request, f"{sentence_start(self.record.noun())} restored: {self.record}.")
        return self.record.get_absolute_url()


def _typed_over(record: Record, page: RecordAdd | RecordChange) -> list[str]:
    """The fields in which the page was sent with something else than the record holds."""
    return page.form_class(page.request.POST, instance=copy(record), user=page.user).typed_fields()


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
