"""An action takes nothing that its model would not: what is wrong is said at its field, and leaves no act."""

import pytest

from core import actions
from core.models import Act, User
from core.rules import RulesBroken
from governance.actions.boards import record_terms_of_reference
from governance.models import TermOfReference
from partnerships.actions import record_agreement
from partnerships.models import Agreement, Flexibility, Party, Provision, Service
from tests.factories import (
    NOW,
    AgreementFactory,
    FlexibilityFactory,
    ProvisionKindFactory,
    ServiceFactory,
    recorder,
)
from tests.governance.factories import BoardFactory

pytestmark = pytest.mark.django_db


def refused(work, *args, **options):
    """At which field it is refused with which words."""
    recorder()
    acts = Act.objects.count()
    with pytest.raises(RulesBroken) as refusal:
        work(*args, **options, by=recorder(), at=NOW)
    assert Act.objects.count() == acts
    return {broken.field: str(broken) for broken in refusal.value.broken}


def test_a_new_record_is_cleaned():
    agreement, kind = AgreementFactory(), ProvisionKindFactory()
    assert refused(actions.record, Flexibility(agreement=agreement, kind="nonsense")) == {
        "kind": "Value 'nonsense' is not a valid choice."
    }
    assert refused(actions.record, Provision(agreement=agreement, kind=kind, text="")) == {
        "text": "This field cannot be blank."
    }
    new = Agreement(
        reference="not a reference!", title="T", legal_basis=agreement.legal_basis, kept_by=agreement.kept_by
    )
    assert set(refused(record_agreement, new)) == {"reference"}
    assert set(refused(actions.record, Party(agreement=agreement))) == {"body"}


def test_a_changed_record_is_cleaned_and_a_restored_one():
    flexibility = FlexibilityFactory()
    flexibility.kind = "nonsense"
    assert set(refused(actions.change, flexibility)) == {"kind"}
    service = ServiceFactory()
    actions.retire(service, by=recorder(), at=NOW, why="By mistake")
    ServiceFactory(agreement=service.agreement, name=service.name)
    assert refused(actions.restore, service) == {"name": "This service is recorded already."}


def test_a_constraint_is_told_at_its_field():
    agreement = ServiceFactory(name="Stairlifts").agreement
    told = refused(actions.record, Service(agreement=agreement, name="Stairlifts"))
    assert told == {"name": "This service is recorded already."}


def test_many_records_at_once_are_cleaned_each():
    board = BoardFactory()
    terms = [TermOfReference(number="1", heading="Aims", text="Some"), TermOfReference(number="2", text="")]
    assert set(refused(record_terms_of_reference, board, terms=terms)) == {"text"}
    assert not TermOfReference.objects.exists()


def test_a_person_is_cleaned():
    assert set(refused(actions.record_user, email="nobody", name="")) == {"email", "name"}
    assert set(refused(actions.record_user, email="RECORDER@example.org", name="Twice")) == {"email"}
    assert list(User.objects.values_list("email", flat=True)) == ["recorder@example.org"]
