"""Each report, laid beside the paper it is made from: word for word, but for differences that are explained.

`originals` are the published papers as text, with [name], [number] and [e-mail address] where they give
those of a person. `differences.toml` lists, in their order, what the composed report says otherwise, and why.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from documents.blocks import Section
from documents.compositions import report_document
from documents.plain import as_text
from documents.queries.reports import cabinet_report_facts
from documents.trees import number_shown, walk
from governance.models import CabinetReport

pytestmark = pytest.mark.usefixtures("loaded")

HERE = Path(__file__).parent
PAPERS = {
    "southwark_2003": "SWK-ICES-2003-R1",
    "leicester_2005": "LEI-LD-2005-R1",
    "leicester_2000": "LEI-FW-2000-R1",
    "harrow_2005": "HAR-OA-2005-R1",
    "kent_2015": "KENT-ICES-2015-R1",
}
# A word, with what belongs to it: 2.1, 2003/04, £54,000, [name]. In what capitals it is set does not matter.
WORD = re.compile(r"\[[^\[\]\n]{1,15}\]|£?[^\W_]+(?:[.,/:]\d+)*%?")
EXPLAINED = tomllib.loads((HERE / "differences.toml").read_text(encoding="utf-8"))


def words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text.replace("’", "'"))]


def differences(original: str, ours: str) -> list[tuple[str, str]]:
    """What stands in the one and not in the other, in its order, as words."""
    theirs, composed = words(original), words(ours)
    found = SequenceMatcher(None, theirs, composed, autojunk=False).get_opcodes()
    return [(" ".join(theirs[a:b]), " ".join(composed[c:d])) for tag, a, b, c, d in found if tag != "equal"]


def composed(paper: str):
    report = CabinetReport.objects.get(reference=PAPERS[paper])
    return report_document(cabinet_report_facts(report, on=date(2026, 11, 2)))


def test_a_word_more_or_less_is_a_difference():
    assert differences("The pool, of £54,000.", "The POOL of £54,000") == []
    assert differences("A pool of £54,000", "A joint pool of £45,000") == [
        ("", "joint"),
        ("£54,000", "£45,000"),
    ]


@pytest.mark.parametrize("paper", PAPERS)
def test_each_report_says_what_its_original_says(paper):
    original = (HERE / "originals" / f"{paper}.txt").read_text(encoding="utf-8")
    explained = [(each["original"], each["ours"]) for each in EXPLAINED[paper]]
    assert differences(original, as_text(composed(paper))) == explained
    assert all(each["why"] for each in EXPLAINED[paper])


HEADINGS = {
    "southwark_2003": """
RECOMMENDATIONS
BACKGROUND INFORMATION
KEY ISSUES FOR CONSIDERATION
Resource Implications
Public & User Involvement
Staff Involvement
Equalities & Diversity Implications
Health inequalities implications
Policy implications
Effect of proposed changes on those affected
Consultation
SUPPLEMENTARY ADVICE FROM OTHER OFFICERS
Borough Solicitor & Secretary
Chief Finance Officer
BACKGROUND DOCUMENTS
APPENDIX 1: Audit Trail
CONSULTATION WITH OTHER OFFICERS / DIRECTORATES / EXECUTIVE MEMBER""",
    "leicester_2005": """
1. Purpose of Report
2. Lead Commissioning
3. Service Integration
4. Recommendations
5. Headline Financial and Lead implications
6. Background Papers – Local Government Act 1972
7. Consultations
8. Report Author:
DECISION STATUS
SUPPORTING INFORMATION
1. Report
2. Other implications
3. Report Author:
APPENDIX A: LEICESTER CITY COUNCIL: PROPOSED GOVERNANCE STRUCTURE FOR LEAD COMMISSIONING, \
LEARNING DISABILITIES
APPENDIX A: LEICESTER CITY LEARNING DISABILITIES COMMISSIONING BOARD: TERMS OF REFERENCE
Leicester City Commissioning Board (Learning Disability)""",
    "leicester_2000": """
1. PURPOSE OF REPORT
2. SUMMARY
3. ISSUES FOR CONSIDERATION
4. RECOMMENDATIONS
5. FINANCIAL AND LEGAL IMPLICATIONS
6. EQUAL OPPORTUNITIES IMPLICATIONS
7. SUSTAINABLE AND ENVIRONMENTAL IMPLICATIONS
8. REPORT AUTHOR/OFFICER TO CONTACT
THE HEALTH ACT 1999 AND THE NHS PLAN: PROPOSALS FOR THE INTEGRATION OF HEALTH AND \
SOCIAL CARE IN LEICESTERSHIRE'S HEALTH COMMUNITY""",
    "harrow_2005": """
Section 1: Summary
Decision Required
Reason for report
Benefits
Cost of Proposals
Risks
Implications if recommendations rejected
Section 2: Report
2.1 Brief History
2.1.1 Adult Community Care Services
2.1.2 Children’s Services
2.2 The Proposed Way Forward
2.2.1 Adult Community Care Services
2.2.2 Children's Services
2.3 Future Reporting
2.4 Options considered
2.5 Consultation
2.6 Financial Implications
2.7 Legal Implications
2.8 Equalities Impact
Section 3: Supporting Information/ Background Documents
Appendices
Contact Officers:
DRAFT STATEMENT OF SHARED VISION AND VALUES""",
    "kent_2015": """
Consultation process
Consultees
Other consultation planned or undertaken:
Decisions
Agenda items""",
}


@pytest.mark.parametrize("paper", PAPERS)
def test_each_report_has_the_headings_of_its_original_in_their_order_and_look(paper):
    shown = [
        f"{number_shown(each)} {each.title.upper() if each.capitals else each.title}".strip()
        for each in walk(composed(paper).content)
        if isinstance(each, Section) and each.title
    ]
    assert shown == HEADINGS[paper].strip().splitlines()
