"""The decision: what deciding returns, flat and serialisable like its facts."""

from functools import lru_cache
from typing import Final, TypeAlias

from msgspec import Struct

from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Form, TransactionClass
from eidgate.core.risk.outcome import Finding, Outcome
from eidgate.core.terms import Instant, Vnd

Revisions: TypeAlias = tuple[tuple[str, int], ...]
"""Signals with their revisions, in the order of the names."""

Consulted: TypeAlias = tuple[tuple[SignalState, str], ...]
"""States with the signals that are in them, as names separated by spaces, all in alphabetical order: every
record holds them, and a list of signals with their states would be as long as the rest of it."""

FIRST_REVISION: Final = 1
"""What a signal begins with."""


class Regulated(Struct, frozen=True, kw_only=True):
    """What the regulation demanded and what was shown; `group` is empty where no money moves."""

    version: str
    rule: str
    group: str
    transaction_class: str
    t: Vnd
    tksth: Vnd
    sufficient: tuple[tuple[Form, ...], ...]
    usable: tuple[Form, ...]
    missing: tuple[Form, ...]
    confirmed_as: TransactionClass | None


class StepUp(Struct, frozen=True, kw_only=True):
    """What more proof would let the transaction go on."""

    authentication_level: int
    transaction_binding: TransactionBinding
    forms: tuple[tuple[Form, ...], ...]
    maximum_age_seconds: int


class Hold(Struct, frozen=True, kw_only=True):
    """How much waits, until when and on what ground."""

    amount: Vnd
    expires_at: Instant
    ground: str


class SignalReading(Struct, frozen=True, kw_only=True):
    """One signal that was consulted."""

    name: str
    state: SignalState


class Decision(Struct, frozen=True, kw_only=True):
    """What the relying party should do, and why.

    `findings` stand worst first, then by code and signal. `score` is 0-100. `payer_warning` names the reason
    whose warning text the payer should read. `revisions` are those of the signals (`signals.revisions`) that
    are not the first: most are, and every record is kept for years. `unsaid` are the policy's rows that
    this decision rests on and the document does not hold (`upgrade.py`), as dotted paths.
    """

    outcome: Outcome
    findings: tuple[Finding, ...]
    score: int
    consulted: Consulted
    regulated: Regulated | None
    step_up: StepUp | None
    hold: Hold | None
    payer_warning: Reason | None
    policy_version: str
    policy_digest: str
    decided_at: Instant
    expires_at: Instant
    revisions: Revisions = ()
    unsaid: tuple[str, ...] = ()

    @property
    def signals(self) -> tuple[SignalReading, ...]:
        """The signals that were consulted, by name."""
        return readings(self.consulted)

    @property
    def gaps(self) -> tuple[str, ...]:
        """The signals that could not be consulted."""
        return _gaps(self.consulted)

    @property
    def contributions(self) -> tuple[int, ...]:
        """The part of the score that each finding has, in their order; they add up to exactly the score.

        The worst findings take their points first, so that a full score is theirs.
        """
        left, parts = self.score, []
        for finding in self.findings:
            part = min(left, finding.points)
            parts.append(part)
            left -= part
        return tuple(parts)

    def revision_of(self, signal: str) -> int:
        """Return the revision of a signal that was consulted; 0 for one that was not."""
        if all(reading.name != signal for reading in self.signals):
            return 0
        return dict(self.revisions).get(signal, FIRST_REVISION)


@lru_cache(maxsize=256)  # the same few combinations come all day
def readings(consulted: Consulted) -> tuple[SignalReading, ...]:
    """Return each signal with its state, by name."""
    found = (SignalReading(name=name, state=state) for state, names in consulted for name in names.split())
    return tuple(sorted(found, key=lambda one: one.name))


@lru_cache(maxsize=256)  # as above
def _gaps(consulted: Consulted) -> tuple[str, ...]:
    return tuple(reading.name for reading in readings(consulted) if reading.state.is_gap)
