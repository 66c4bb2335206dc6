from governance.rules import agreements, boards, forums, report_checks, reports  # noqa: F401
