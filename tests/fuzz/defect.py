"""What a harness raises when it has found something; everything else it lets pass was promised."""


class Defect(AssertionError):  # noqa: N818 - a harness finds defects; that it is an error goes without saying
    """The code broke a promise, and which one."""


def hold(promise: object, what: str) -> None:
    """Find a defect unless the promise holds."""
    if not promise:
        raise Defect(what)


def told(error: BaseException) -> str:
    """Return what a log shows of an error: its text, and those of what it came from."""
    from_what = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{error}\n{told(from_what)}" if from_what else str(error)
