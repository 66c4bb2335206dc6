from governance.rules import boards  # noqa: F401
