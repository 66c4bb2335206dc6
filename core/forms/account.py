"""Signing in and choosing a password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from core.forms.action import ActionForm
from core.models import User
from core.passwords import HINT
from core.throttle import count_wrong_try, must_have_tries_left


class SignInForm(forms.Form):
    username = forms.EmailField(
        label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="Password", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data)
        self.request = request
        self.user: Any = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("username") and cleaned.get("password"):
            must_have_tries_left(self.request, cleaned["username"], at=timezone.now())
            self.user = authenticate(self.request, username=cleaned["username"], password=cleaned["password"])
            if self.user is None:
                count_wrong_try(self.request, cleaned["username"])
                raise ValidationError(
                    "The e-mail address and the password do not match. Check both and try again."
                )
        return cleaned


class PasswordForm(ActionForm):
    password = forms.CharField(
        label="New password",
        strip=False,
        help_text=HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="New password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data)
        self.user = user

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "The two passwords are not the same.")
        return cleaned


class PasswordChangeForm(PasswordForm):
    """Asks for the present password first: an open session alone does not say who sits there."""

    present = forms.CharField(
        label="Present password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["present", "password", "again"]

    def __init__(self, data: Any = None, *, user: User, request: HttpRequest) -> None:
        super().__init__(data, user=user)
        self.request = request

    def clean_present(self) -> str:
        """Through the throttle of signing in, so that it cannot be guessed at here."""
        present = self.cleaned_data["present"]
        must_have_tries_left(self.request, self.user.email, at=timezone.now())
        if authenticate(self.request, username=self.user.email, password=present) is None:
            count_wrong_try(self.request, self.user.email)
            raise ValidationError("This is not your present password.")
        return present
