from governance.rules import agreements, boards, report_findings, reports  # noqa: F401
