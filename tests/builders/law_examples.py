"""How many examples laws are given: 40 or a number of their own, ten times as many in `make test-long`."""

from typing import Final

from hypothesis import settings

SHORT: Final = "short"
LONG: Final = "long"  # the profile that `make test-long` asks for
EXAMPLES: Final = 40  # of a law that names no number: the whole of `make test` takes minutes
TIMES: Final = 10  # as many in the long profile


def register_profiles() -> None:
    """Make the profiles known and use the short one; a busy machine is no defect, so none has a deadline."""
    settings.register_profile(SHORT, deadline=None, max_examples=EXAMPLES)
    settings.register_profile(LONG, deadline=None, max_examples=EXAMPLES * TIMES)
    settings.load_profile(SHORT)


def is_long() -> bool:
    """Whether the long profile is in force; settled before a test module is imported."""
    return settings.get_current_profile_name() == LONG


def law_examples(short: int) -> int:
    """Return the number of examples for a law that needs another one than 40 in the short profile."""
    return short * TIMES if is_long() else short
