"""The form of a role somebody holds."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms.action import ActionForm
from core.forms.choices import tell_apart
from core.forms.fields import ReasonField, ShortText
from core.forms.retire import RetireForm
from core.permissions import ROLES_AT_BODIES, Permission
from partnerships.models import Body
from partnerships.queries import own_bodies

AT_BODIES = [(role.value, role.label) for role in ROLES_AT_BODIES]


class PersonForm(ActionForm):
    """Says whom to let in."""

    email = forms.EmailField(label="E-mail address", max_length=254)
    name = ShortText(
        label="Name or post title", max_length=120, help_text="Used only if this e-mail address is new here"
    )


class RoleForm(ActionForm):
    """Gives somebody a role at one of the administrator's own bodies."""

    body = forms.ModelChoiceField(label="Body", queryset=Body.objects.none())
    role = forms.ChoiceField(label="Role", choices=AT_BODIES, widget=forms.RadioSelect)
    email = forms.EmailField(label="E-mail address", max_length=254)
    name = ShortText(
        label="Name or post title", max_length=120, help_text="Used only if this e-mail address is new here"
    )

    def __init__(self, data: Any = None, *, user: Any, **options: Any) -> None:
        super().__init__(data, **options)
        mine = own_bodies(user, Permission.MANAGE_PEOPLE)
        self.fields["body"] = forms.ModelChoiceField(label="Body", queryset=mine, initial=mine.first())
        tell_apart(self.fields["body"])


class RoleEndForm(RetireForm):
    why = ReasonField(
        label="Why are you ending it?", error_messages={"required": "Say why you are ending it"}
    )
