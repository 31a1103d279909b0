"""What can be wrong with a rule: when it is read, and when it runs."""


class RuleFault(ValueError):  # noqa: N818 (a fault of the text; it becomes a PolicyError where its place is known)
    """An expression that is not acceptable; `offset` counts characters from its start."""

    def __init__(self, offset: int, description: str) -> None:
        super().__init__(description)
        self.offset = offset
        self.description = description


class RuleError(Exception):
    """A rule that cannot answer on these facts; `why` is a code, and holds no value of theirs."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
