"""What mobile operators know: asking them about a number, all questions at the same time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from eidgate.core.observation import Reading
from eidgate.core.sim_question import SimQuestion
from eidgate.core.terms import Masked


@dataclass(frozen=True, slots=True, kw_only=True)
class SimQuery:
    """One question about one number.

    `phone` is the number in E.164. `window` is how far back an event matters: an operator that watches less
    far does not watch it. `since` is the day from which the number should have had the same subscriber.
    """

    phone: Masked
    question: SimQuestion
    window: timedelta
    since: date


class SimNetwork(Protocol):
    """The operators, whichever of them has a number now."""

    def ask(self, queries: Sequence[SimQuery], *, within: timedelta) -> list[Reading]:
        """Ask everything at once; return the readings in the order of the queries.

        It never raises and never waits longer than `within`: what is not known by then is a reading that says
        why. NOT_MONITORED: nobody knows whose number it is, or its operator does not watch this.
        NOT_PERMITTED: the operator, or what was agreed with it, forbids the question. UNAVAILABLE: no usable
        answer in time. STALE: an earlier answer that is too old to be the present. A reading that came from
        memory says by `as_of` how old it is. With `within` of zero or less only memory is asked.
        """
        ...


class PortedNumbers(Protocol):
    """Whose a number is: what the registry of ported numbers says, never what its prefix suggests alone."""

    def operator_of(self, phone: Masked) -> str | None:
        """Return the code of the operator that serves a number (E.164); None if the registry is silent."""
        ...
