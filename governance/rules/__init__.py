from governance.rules import (  # noqa: F401
    advice,
    agreements,
    boards,
    decided,
    decisions,
    forums,
    report_checks,
    reports,
)
