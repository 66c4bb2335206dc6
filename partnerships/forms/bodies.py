"""Forms of bodies, and the filter of the register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import OuterRef, Q, StringAgg, Subquery, Value

from core.folding import find_words
from core.forms.alike import AskingForm
from core.forms.fields import CodeField
from core.forms.filters import DayFilter, ListFilter
from core.forms.records import RecordForm
from core.permissions import Permission
from partnerships.forms.kept import KeptForm
from partnerships.models import Body, BodyKind, OtherName


class _BodyForm(AskingForm):
    """A body goes by its other names too."""

    def names(self) -> Iterable[tuple[int, str]]:
        others = OtherName.objects.not_retired().filter(body__in=self.others().order_by())
        return [*super().names(), *others.order_by().values_list("body", "name")]


class BodyForm(_BodyForm, KeptForm):
    keeping = Permission.CHANGE_BODIES
    fieldsets = [
        ("The body", ["name", "kind", "area"]),
        ("When it existed", ["opened_on", "closed_on"]),
        ("Identifiers", ["ods_code", "gss_code"]),
    ]

    class Meta(KeptForm.Meta):
        model = Body
        fields = ["name", "kind", "area", "opened_on", "closed_on", "ods_code", "gss_code", "kept_by"]
        field_classes = {"ods_code": CodeField, "gss_code": CodeField}


class BodyOfSiteForm(_BodyForm):
    """A body that the operator records to let in its people: from then on they keep the record."""

    fieldsets = BodyForm.fieldsets

    class Meta(RecordForm.Meta):
        model = Body
        fields = [name for name in BodyForm.Meta.fields if name != "kept_by"]
        field_classes = BodyForm.Meta.field_classes


class OtherNameForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = OtherName
        fields = ["name", "kind", "from_on", "to_on"]


class BodyFilter(ListFilter):
    q = django_filters.CharFilter(label="Words in a name, or a code", method="with_words")
    kind = django_filters.ModelChoiceFilter(
        label="Kind", queryset=BodyKind.objects.not_retired(), empty_label="Any"
    )

    standing = django_filters.ChoiceFilter(
        label="Open or closed",
        choices=[("open", "Existed on the day"), ("closed", "Had closed by the day")],
        empty_label="Either",
        method="which_stood",
    )
    on = DayFilter(label="On the day", method="which_stood", help_text="Leave empty for today")

    class Meta:
        model = Body
        fields: list[str] = []

    def which_stood(self, bodies: Any, name: str, value: Any) -> Any:
        """By whether they existed on the day: asked of the choice, and of the day where it is given alone."""
        chosen = self.form.cleaned_data
        if name == "on" and chosen["standing"]:
            return bodies  # the choice looked at the day already
        day = chosen["on"] or self.request.user.today
        if (chosen["standing"] or "open") == "closed":
            return bodies.filter(closed_on__lt=day)
        opened = Q(opened_on=None) | Q(opened_on__lte=day)
        return bodies.filter(opened, Q(closed_on=None) | Q(closed_on__gte=day))

    def with_words(self, bodies: Any, name: str, value: str) -> Any:
        others = OtherName.objects.not_retired().filter(body=OuterRef("pk")).order_by().values("body")
        together = Subquery(others.values(names=StringAgg("name", Value(" "))))
        return find_words(bodies, value, "name", "area", "ods_code", "gss_code", together)
