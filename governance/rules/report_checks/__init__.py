"""What a careful officer checks before a report goes out: rules asked of each report. Each warns."""

# In the order in which an officer works:
# isort: off
from governance.rules.report_checks import wording
from governance.rules.report_checks import exempt
from governance.rules.report_checks import key
from governance.rules.report_checks import advice
from governance.rules.report_checks import considered
from governance.rules.report_checks import timing
from governance.rules.report_checks import limits
from governance.rules.report_checks import notices
from governance.rules.report_checks import figures
from governance.rules.report_checks import slips

# isort: on
from governance.rules.report_checks.asking import ReportRule, checks_of

__all__ = [
    "ReportRule",
    "advice",
    "checks_of",
    "considered",
    "exempt",
    "figures",
    "key",
    "limits",
    "notices",
    "slips",
    "timing",
    "wording",
]
