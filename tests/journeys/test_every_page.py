"""Every page that links lead to from home, with the five cases in it, looked at once on a telephone."""

import re
from collections import Counter
from functools import cache

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve
from django.utils import timezone

from core.models import User
from core.permissions import ROLES_AT_BODIES, Role
from partnerships.actions import give_role
from partnerships.models import Body

pytestmark = pytest.mark.sweep

EMAIL = "administrator@southwark.demo.invalid"
BODIES = ("London Borough of Southwark", "Kent County Council", "Leicester City Council")
LINK = re.compile(r'<a [^>]*href="(/[^"#?]*)')
ANOTHER_OF_A_KIND = re.compile(
    r"-(change|retire|restore)$"
)  # the form of "add", or the same for every record
A_FILE = re.compile(r"-(export|draft|download|word|feed|calendar)$")
OF_ONE_KIND = 8  # pages of one kind looked through for links: no two agreements hold the same things
NOT_LINKED = re.compile(
    r"-restore$"  # until something is retired
    r"|(agenda-item|attendance|interest-declared|action-of-a-meeting|version-of-terms)-(add|change|retire)$"
    r"|(part-of-a-quorum|turn-in-the-chair|duty-to-report)-(change|retire)$|governance:(meeting|attendance-record)$"
    r"|governance:version-of-terms$"  # nor of these
    r"|(meeting|member|other-name|call-in-rule)-(change|retire)$"  # the cases have none
    r"|(decision-of-a-partner|signature|further-agreement|report-(option|risk|comment))-(change|retire)$"
    r"|(request-for-advice|(layout-)?clearance)-(change|retire|give)$"  # nor of these
    r"|governance:notice(-(change|retire|history))?$|documents:(notice|meeting-(agenda|minutes))-download$"
    r"|issue-area-(change|retire)$|deliverable-"  # Harrow's alone has issue areas, and nothing to deliver
    r"|core:saved-view|core:calendar-(unfollow|feed)$"  # until one keeps a view, or makes an address
    r"|partnerships:(signed-copy|dissolution-consent)-"  # nobody signed, and no direction is recorded
    r"|partnerships:(notice-term|day-in-the-term|renewal-decision)-(change|retire)$"  # the cases have none
    r"|governance:report-front(-change|-retire)?$|documents:front-"  # nor a front for another meeting
    r"|documents:(agenda|minutes)-issue$|documents:board-paper-"  # nor a meeting with its papers
    r"|documents:meeting-(agenda|minutes)-download-word$"
    r"|governance:report-section-preview$"  # what the script beside a form asks for
    r"|(notice-setting|governance-arrangement|own-field|yearly-notice)-(change|retire)$|own-value-"
    r"|publishing:public-(notice|report)$"  # what is published of them is past, and nothing is issued yet
    r"|core:(sign-in|sign-out|password-choose)$|budgets:fund-start$"  # forms, and a link handed over
    r"|budgets:lost-agreements-see$"  # a form, once a figure that was agreed is changed
    r"|documents:(document-(download|word)|report-issue|report-decisions-(draft|issue))$"  # nothing is
    r"|governance:(decision|call-in-request|follow-up)"  # nothing is issued yet
    r"|core:session-end"  # until one is signed in twice
    r"|core:preview$|documents:report-exempt-draft(-word)?$"  # a button's, and where a part is exempt
    r"|partnerships:(invitation|left)|documents:left-download$"  # nobody is invited, and nobody left
    r"|partnerships:(consent|attention-answer)"  # none of the five has an NHS trust, and all are past
    r"|governance:layout-(part|section|row|implication)-"  # of a layout in which no report was begun
    r"|governance:report-layout-(preview|move|compare|version)$"  # likewise, and of one that is in use
    r"|governance:report-row-(change|retire)$"  # Southwark's form leaves no row to its reports
    r"|:change-of-|partnerships:variation(-(sign|change|retire))?$"  # the cases have no variation
    r"|documents:(variation-(file|word)|agreement-compare-(file|word))$"  # nor anything to compare
    r"|budgets:partner-group-member-change$"  # a member is taken out and another added
)


@cache
def pages():
    """The address of a page of every kind that links lead to, by its name."""
    client = Client()
    client.force_login(User.objects.get(email=EMAIL))
    found, looked_through, waiting = {}, Counter(), ["/"]
    for address in waiting:
        name = resolve(address).view_name
        found.setdefault(name, address)
        looked_through[name] += 1
        leaf = ANOTHER_OF_A_KIND.search(name) or A_FILE.search(name) or name.endswith("-add")
        if not leaf and looked_through[name] <= OF_ONE_KIND:
            links = dict.fromkeys(LINK.findall(client.get(address).text))
            waiting += [link for link in links if link not in waiting]
    return found


def names_of_all(patterns=None, namespace=""):
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}:{pattern.name}"
        else:
            yield from names_of_all(pattern.url_patterns, pattern.namespace)


@pytest.fixture
def found(cases):
    """The pages found by somebody who holds every role at three of the bodies, and operates the site."""
    user = User.objects.get(email=EMAIL)
    for body in Body.objects.filter(name__in=BODIES):
        for role in set(ROLES_AT_BODIES) - {Role(held.role) for held in user.roles_held.filter(body=body)}:
            give_role(body=body, email=EMAIL, name=user.name, role=role, by=user, at=timezone.now())
    give_role(body=None, email=EMAIL, name="", role=Role.OPERATOR, by=user, at=timezone.now())
    return pages()


def test_links_lead_to_every_page(found):
    assert [name for name in names_of_all() if name not in found and not NOT_LINKED.search(name)] == []


@pytest.mark.parametrize("forms", [False, True], ids=["pages", "forms"])
def test_every_page_passes_axe_and_is_in_reach_without_scrolling_sideways(person, found, forms):
    somebody = person(EMAIL, contrast=True, viewport={"width": 375, "height": 800})
    for name, address in found.items():
        if name.endswith("-add") == forms and not (ANOTHER_OF_A_KIND.search(name) or A_FILE.search(name)):
            somebody.goes_to(address)
            somebody.sees_the_page_fit()
            somebody.reaches_every_action()
