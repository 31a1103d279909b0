"""Standings: what every decision must know about an identifier at the moment it is made.

The shared list, holds and reports each project what matters for a decision into standings, in the same
durable unit in which they change. So one look-up tells a decision all of it, and whatever was committed
before the decision began is seen by it. A standing past `until` says nothing any more, removed or not.
"""

from dataclasses import dataclass

from eidgate.core.desk.identifier import Identifier
from eidgate.core.terms import Instant, Vnd
from eidgate.core.word import Word


class StandingKind(Word):
    """Whose projection it is."""

    LISTED = "listed"
    HELD = "held"
    REPORTED = "reported"
    SIM = "sim"
    """What a number's operator told of its devices; nothing against anybody (`core.risk.sim_standing`)."""
    NUMBER = "number"
    """Whose a number is by its binding; nothing against anybody either (`core.risk.number_standing`)."""


class Grade(Word):
    """How far a listing is to be trusted: reported → warn, suspected → high, confirmed → block."""

    WARN = "warn"
    HIGH = "high"
    BLOCK = "block"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One thing that stands against an identifier.

    `name` is the resource behind it (`entries/…`, `holds/…`, `reports/…`, `bindings/…`). `grade` and `code`
    (SIMO 1-8) are a listing's; `amount` is a hold's. `source` is the institution that it comes from, and
    `as_of` when it last said so; None where that is not what a decision is told. `holder` is a number's.
    """

    identifier: Identifier
    kind: StandingKind
    name: str
    since: Instant
    until: Instant
    source: str
    grade: Grade | None = None
    code: int = 0
    amount: Vnd = Vnd(0)
    as_of: Instant | None = None
    holder: str = ""

    def stands(self, at: Instant) -> bool:
        """Whether it says anything at this instant; `until` itself is too late.

        `since` is not asked: what is read was committed, and the clock of who put it may be ahead.
        """
        return at < self.until
