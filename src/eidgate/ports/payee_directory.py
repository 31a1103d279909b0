"""To whom an account is registered: asked of the bank that keeps it."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Protocol, TypeAlias

from eidgate.core.binding.registration import Registration
from eidgate.core.terms import Instrument

Answers: TypeAlias = Callable[[], list[Registration]]
"""Waits for what was asked, and returns the answers in the order of the questions."""


class PayeeDirectory(Protocol):
    """The name enquiries of all banks."""

    def begin(self, payees: Sequence[Instrument], *, within: timedelta) -> Answers:
        """Ask about several accounts at once, and return at once what waits for the answers.

        Neither ever raises, and the waiting is over when `within`, counted from this call, is over: what is
        not known by then is a registration that says why. An answer may be one of before, as old as its
        `as_of` says. With `within` of zero or less only memory is asked. Names are kept in memory alone.
        """
        ...
