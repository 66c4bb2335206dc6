"""What the history says of money that was taken out."""

import pytest

from budgets.actions import save_contributions
from core import actions
from core.models import Act
from core.money import gbp
from core.permissions import Role
from core.timeline import FieldChange, timeline
from tests.budgets.factories import ContributionFactory
from tests.factories import NOW, person, recorder

pytestmark = pytest.mark.django_db


def of_the_last_act(amount):
    auditor = person(Role.AUDITOR, amount.line.fund.agreement.kept_by)
    [entry] = timeline(Act.objects.filter(pk=amount.history.latest("history_id").act_id), seen_by=auditor)
    [change] = entry.changes
    return change


def test_the_history_says_what_a_cleared_amount_was():
    had = ContributionFactory(amount=gbp("54000"))
    save_contributions(
        fund=had.line.fund, cells={(had.line.pk, had.year): None}, by=recorder(), at=NOW, why="Moved"
    )

    change = of_the_last_act(had)
    assert change.in_short == "amount £54,000.00 cleared"
    assert FieldChange("Amount", "£54,000.00", "") in change.fields
    assert FieldChange("Reason for retiring", "", "Moved") in change.fields


def test_a_restored_amount_is_shown_as_what_it_is_again():
    amount = ContributionFactory(amount=gbp("54000"))
    actions.retire(amount, by=recorder(), at=NOW, why="By mistake")
    actions.restore(amount, by=recorder(), at=NOW, why="It was right")

    change = of_the_last_act(amount)
    assert FieldChange("Amount", "", "£54,000.00") in change.fields
    assert FieldChange("Reason for retiring", "By mistake", "") in change.fields
