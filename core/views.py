"""The pages every record has: add, change, retire, restore; signing in; the error pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views import View

from core import actions
from core.forms.records import RecordForm
from core.forms.retire import RestoreForm, RetireForm
from core.history import AlreadySubmitted, StaleEdit, submission
from core.middleware import take_kept_post
from core.models import Record
from core.permissions import Anyone, Permission, may
from core.rules import RulesBroken
from core.timeline import changes_since


class Page(View):
    """Find, allow, then answer. The clock is read here, once, and passed on as `now` and `today`."""

    permission: ClassVar[Permission | Anyone | None] = None
    template_name: ClassVar[str] = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()
        self.today = timezone.localdate(self.now)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.find()
        self.allow()
        return super().dispatch(request, *args, **kwargs)

    def find(self) -> None:
        """Fetch what the address names, through `visible_to`; what the user may not see is not found."""

    def permitted_on(self) -> Record | None:
        """The record at whose bodies the user needs the role; None for any body."""
        return None

    def allow(self) -> None:
        if isinstance(self.permission, Permission):
            decision = may(self.request.user, self.permission, self.permitted_on())
            if not decision:
                raise PermissionDenied(decision.reason)

    def find_one(self, model: type[Record], key: Any, *related: str) -> Any:
        """The record of that address with its related ones, if the user may see it."""
        seen = model.objects.visible_to(self.request.user).select_related(*related)
        return get_object_or_404(seen, **{model.url_key: key})

    def render(self, status: int = 200, **context: Any) -> TemplateResponse:
        return TemplateResponse(self.request, self.template_name, context, status=status)


class FormPage(Page):
    """A form and the one action it calls."""

    template_name = "layouts/form.html"
    form_class: ClassVar[Any] = None
    submit: ClassVar[str] = "Save"

    def form(self, data: Any = None, **options: Any) -> Any:
        return self.form_class(data, **options)

    def heading(self) -> str:
        raise NotImplementedError

    def back_url(self) -> str:
        """Where Cancel goes, and a form that had been sent already."""
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        return {}

    def act(self, form: Any) -> str:
        """Call the action; return the address to go to next."""
        raise NotImplementedError

    def page(self, form: Any, status: int = 200, **extra: Any) -> TemplateResponse:
        return self.render(
            status,
            form=form,
            heading=self.heading(),
            submit=self.submit,
            cancel_url=self.back_url(),
            **self.context(),
            **extra,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kept = take_kept_post(request)
        if kept is not None:
            messages.info(request, "You had been signed out. What you typed is below: check it and save again.")
        return self.page(self.form(kept))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, 422)
        try:
            with submission(form.cleaned_data.get("submission")):
                return redirect(self.act(form))
        except RulesBroken as refusal:
            form.add_broken_rules(refusal)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except IntegrityError:
            form.add_error(None, "Somebody saved the same thing at the same moment. Check the page and try again.")
        except AlreadySubmitted as earlier:
            moment = timezone.localtime(earlier.act.at).strftime("%H:%M on %-d %B %Y")
            messages.info(request, f"This form had already been sent, at {moment}. It was saved once.")
            return redirect(self.back_url())
        return self.page(form, 422)


class ListPage(Page):
    """A list that filters in the URL and paginates."""

    permission: ClassVar[Permission | Anyone | None] = Permission.SEE
    filter_class: ClassVar[Any] = None
    per_page = 25

    def results(self) -> Any:
        """All the user may see here, before the filter."""
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = self.filter_class(request.GET or None, queryset=self.results())
        page = Paginator(chosen.qs, self.per_page).get_page(request.GET.get("page"))
        return self.render(results=page, filter_form=chosen.form, **self.context())


class RecordAdd(FormPage):
    """Add a record beneath its parent, or a new one that has none."""

    form_class: type[RecordForm]
    action: ClassVar[Callable[..., Any]] = staticmethod(actions.record)
    parent: Record | None = None

    @property
    def model(self) -> type[Record]:
        return self.form_class._meta.model

    def find(self) -> None:
        if self.model.parent_field:
            self.parent = self.find_one(self.model.parent_model(), self.kwargs["parent"])

    def permitted_on(self) -> Record | None:
        return self.parent

    def allow(self) -> None:
        super().allow()
        if self.parent is not None and self.parent.is_retired:
            raise PermissionDenied(f"This {self.parent.noun()} was retired. Restore it before you add to it.")

    def form(self, data: Any = None, **options: Any) -> Any:
        new = self.model(**({self.model.parent_field: self.parent} if self.parent else {}))
        return self.form_class(data, instance=new, user=self.request.user, **options)

    def heading(self) -> str:
        return f"Add {_a(self.model.noun())}"

    def context(self) -> dict[str, Any]:
        return {"parent": self.parent}

    def back_url(self) -> str:
        return self.model(**{self.model.parent_field: self.parent}).get_absolute_url() if self.parent else "/"

    def act(self, form: Any) -> str:
        type(self).action(form.instance, by=self.request.user, at=self.now)
        messages.success(self.request, f"{self.model.noun().capitalize()} recorded: {form.instance}.")
        return form.instance.get_absolute_url()


class RecordPage(FormPage):
    """A page about one stored record."""

    model: type[Record] | None = None

    def find(self) -> None:
        assert self.model is not None
        self.record = self.find_one(self.model, self.kwargs.get("key"))

    def permitted_on(self) -> Record | None:
        return self.record

    def back_url(self) -> str:
        return self.record.get_absolute_url()

    def context(self) -> dict[str, Any]:
        return {"record": self.record, "parent": self.record.parent if self.record.parent_field else None}


class RecordChange(RecordPage):
    """Change a record. A second user is shown what changed meanwhile and keeps their typing."""

    form_class: type[RecordForm]
    action: ClassVar[Callable[..., Any]] = staticmethod(actions.change)

    def find(self) -> None:
        self.model = self.form_class._meta.model
        super().find()

    def allow(self) -> None:
        super().allow()
        if self.record.is_retired:
            raise PermissionDenied(f"This {self.record.noun()} was retired. Restore it before you change it.")

    def form(self, data: Any = None, **options: Any) -> Any:
        return self.form_class(data, instance=self.record, user=self.request.user, **options)

    def heading(self) -> str:
        return f"Change {self.record.noun()}"

    def act(self, form: Any) -> str:
        if not form.has_changed():
            messages.info(self.request, "Nothing was changed.")
            return self.back_url()
        type(self).action(
            form.instance,
            by=self.request.user,
            at=self.now,
            version=form.cleaned_data["version"],
            why=form.cleaned_data.get("why", ""),
        )
        messages.success(self.request, f"{self.record.noun().capitalize()} changed: {form.instance}.")
        return form.instance.get_absolute_url()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except StaleEdit:
            return self._shown_again()

    def _shown_again(self) -> HttpResponse:
        """The stored record as it is now, with this user's own changes typed in over it."""
        typed = self.form(self.request.POST)
        typed.is_valid()
        version = typed.cleaned_data["version"]
        opened = self.record.history.filter(history_id=version).first()
        mine = typed.changed_against(opened.instance) if opened else {}
        self.find()
        again = self.form(initial=mine)
        return self.page(again, 409, stale=changes_since(self.record, version))


class RecordRetire(RecordPage):
    """Take a record out of use, saying why. Nothing is hard-deleted."""

    template_name = "layouts/retire.html"
    form_class = RetireForm
    submit = "Retire"

    def heading(self) -> str:
        return f"Retire {self.record.noun()}"

    def act(self, form: Any) -> str:
        actions.retire(self.record, by=self.request.user, at=self.now, why=form.cleaned_data["why"])
        messages.success(self.request, f"{self.record.noun().capitalize()} retired: {self.record}.")
        return self.record.get_absolute_url()


class RecordRestore(RecordPage):
    """Bring a retired record back."""

    form_class = RestoreForm
    submit = "Restore"

    def heading(self) -> str:
        return f"Restore {self.record.noun()}"

    def act(self, form: Any) -> str:
        actions.restore(self.record, by=self.request.user, at=self.now, why=form.cleaned_data["why"])
        messages.success(self.request, f"{self.record.noun().capitalize()} restored: {self.record}.")
        return self.record.get_absolute_url()


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
