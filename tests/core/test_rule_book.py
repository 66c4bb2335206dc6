"""The book of rules: listed, searched, printed, and shown with a refusal."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.permissions import Role
from core.rules import HOUSE, WarningRule, rule_of, whole_book
from tests.factories import AgreementFactory, BodyFactory, FlexibilityFactory, LegalBasisFactory, person

pytestmark = pytest.mark.django_db


def printed(command, *args):
    out = StringIO()
    try:
        call_command(command, *args, stdout=out)
    except SystemExit as end:
        return out.getvalue(), end.code
    return out.getvalue(), 0


def test_each_rule_has_one_code_a_message_a_source_and_what_it_applies_to():
    book = whole_book()
    codes = [rule.code for rule in book]
    assert len(set(codes)) == len(codes) > 150
    for rule in book:
        assert rule.message.endswith((".", "?")) and rule.source and rule.about, rule.code
    assert [rule.code for rule in book if isinstance(rule, WarningRule) and rule.source == HOUSE] == []


def test_the_page_lists_the_whole_book_and_finds_by_words_source_and_effect(client):
    client.force_login(person(Role.AUDITOR, BodyFactory()))
    address = reverse("core:rule-list")
    whole = client.get(address)
    assert [rule.code for rule in whole.context_data["rules"]] == [rule.code for rule in whole_book()]
    found = client.get(address, {"q": "reg 7(4) HOST each", "does": "warns"}).context_data["rules"]
    assert [rule.code for rule in found] == ["pool-host", "pool-manager"]
    assert "No rule has these words." in client.get(address, {"q": "zirconword"}).text
    assert client.get(address, {"does": "nonsense"}).context_data["rules"] == []


def test_the_command_prints_the_book():
    lines, _ = printed("rules")
    expected = "refuses host-is-a-party: The host must be one of the partners. (SI 2000/617 reg 7(4))"
    assert expected in lines.splitlines()
    rules, _ = printed("rules", "--format", "json")
    assert [rule["code"] for rule in json.loads(rules)] == [rule.code for rule in whole_book()]


def test_an_agreement_is_checked_a_line_a_rule():
    agreement = AgreementFactory(reference="SWK-1")
    lines, code = printed("check_agreement", "SWK-1", "--on", "2026-11-26", "--rule", "pool-host")
    assert (lines, code) == (
        "not-applicable pool-host Each pooled fund must name the partner that hosts it. "
        "It applies to agreements under SI 2000/617 that use a pooled fund.\n",
        0,
    )
    FlexibilityFactory(agreement=agreement, kind="pooled_fund")
    lines, code = printed("check_agreement", "SWK-1", "--rule", "pool-host")
    assert (lines, code) == (
        "fail pool-host Each pooled fund must name the partner that hosts it. The pooled fund has no host.\n",
        1,
    )
    answers, code = printed("check_agreement", "SWK-1", "--format", "json")
    by_code = {answer["code"]: answer["result"] for answer in json.loads(answers)}
    assert (by_code["one-council"], by_code["one-nhs-body"], code) == ("pass", "fail", 1)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["NO-SUCH"], "No agreement has the reference NO-SUCH."),
        (["SWK-1", "--on", "2003-02-30"], "2003-02-30 is no day"),
        (["SWK-1", "--on", "9999-01-01"], "it must be from 1 April 1974"),
        (["SWK-1", "--rule", "no-such"], "No rule that is asked of agreements has the code no-such."),
    ],
)
def test_what_cannot_be_checked_is_told(args, told):
    AgreementFactory(reference="SWK-1")
    with pytest.raises(CommandError, match=told):
        call_command("check_agreement", *args)


def test_a_refusal_shows_its_source_and_leads_to_the_rule(client):
    basis = LegalBasisFactory(name="Section 75", from_on=date(2007, 3, 1))
    agreement = AgreementFactory(reference="SWK-1", legal_basis=basis)
    client.force_login(person(Role.OFFICER, agreement.kept_by))
    address = reverse("partnerships:agreement-change", args=[agreement.pk])
    form = client.get(address).context_data["form"]
    data = {name: value for name, value in form.initial.items() if value not in (None, "")}
    data |= {name: form[name].value() for name in ("submission", "version")}
    refused = client.post(address, data | {"starts_on_0": "1", "starts_on_1": "4", "starts_on_2": "2003"})
    rule = rule_of("legal-basis-was-in-force")
    assert refused.status_code == 422
    link = f'href="{reverse("core:rule-list")}#{rule.code}">{rule.message}</a>'
    assert f"{link} Source: {rule.source}." in refused.text
