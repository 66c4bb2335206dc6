"""Typed words that disagree with the record are told above the words as they will read."""

import pytest
from django.urls import reverse

from core import actions
from core.permissions import Role
from tests.documents.factories import full_agreement
from tests.factories import NOW, person, recorder

pytestmark = pytest.mark.django_db


def test_the_preview_says_it_above_the_words(client):
    agreement = full_agreement()
    user = person(Role.AUDITOR, agreement.kept_by)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("documents:agreement-preview", args=[agreement.reference])
    assert client.get(address).context_data["disagreements"] == ()
    provision = agreement.provisions.first()
    provision.text = "See Schedule 9."
    actions.change(provision, by=recorder(), at=NOW)
    page = client.get(address).text
    assert "“Risk share” refers to schedule 9, which this agreement does not have." in page
