from governance.findings import boards, reports  # noqa: F401
