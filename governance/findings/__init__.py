from governance.findings import boards  # noqa: F401
