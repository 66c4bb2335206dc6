from governance.rules import agreements, boards, report_checks, reports  # noqa: F401
