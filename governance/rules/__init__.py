from governance.rules import boards, reports  # noqa: F401
