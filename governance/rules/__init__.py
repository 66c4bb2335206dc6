from governance.rules import (  # noqa: F401
    advice,
    agreements,
    boards,
    decisions,
    forums,
    report_checks,
    reports,
)
