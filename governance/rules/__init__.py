from governance.rules import advice, agreements, boards, forums, report_checks, reports  # noqa: F401
