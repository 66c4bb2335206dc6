from governance.rules import (  # noqa: F401
    advice,
    agreements,
    boards,
    decided,
    decisions,
    forums,
    layouts,
    report_checks,
    reports,
)
