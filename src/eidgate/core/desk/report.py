"""The report: what a victim says happened, what was used for it, and what has been done about it.

Each version is a record of its own. An open report of fraud or of a scam call stands against its indicators,
so that the next payment there is looked at; it is one party's word, so it warns and slows, and never blocks
(the policy's PAYEE_REPORTED). Reports of one matter are one case, counted and held against anybody once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final, NewType

from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.standing import Standing, StandingKind
from eidgate.core.shape import replace
from eidgate.core.terms import DecisionName, Instant, RelyingPartyId, Vnd

ReportName = NewType("ReportName", str)
"""Resource name of a report, `reports/{id}`."""

STANDS: Final = timedelta(days=90)
"""How long an open report stands: what nobody has brought to an end by then falls (India's 90 days for a lien
without an order, `domain.md` F7.1)."""

SAME_MATTER_WITHIN: Final = timedelta(hours=24)
"""Between what two callers remember of when it happened; longer apart the same sum may be a second fraud."""

MOST_NAMED: Final = 16
"""Indicators, decisions or transfers of one report; a victim of more has several reports to file."""


class ReportChannel(StrEnum):
    """How it came in."""

    HOTLINE_MESSAGE = "hotline_message"
    HOTLINE_CALL = "hotline_call"
    FRAUD_DESK = "fraud_desk"
    WEB_FORM = "web_form"


class Scheme(StrEnum):
    """What is reported; the first three are the hotline's S, V and LD (`domain.md` F6.1)."""

    SPAM_MESSAGE = "spam_message"
    SPAM_CALL = "spam_call"
    SCAM_CALL = "scam_call"
    FRAUD = "fraud"


class ReportState(StrEnum):
    """Where it stands; the first three are open. A step only ever goes on in this order."""

    FILED = "filed"
    IN_PROGRESS = "in_progress"
    WITH_POLICE = "with_police"
    RESOLVED = "resolved"
    UNFOUNDED = "unfounded"
    WITHDRAWN = "withdrawn"

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self in OPEN


OPEN: Final = frozenset({ReportState.FILED, ReportState.IN_PROGRESS, ReportState.WITH_POLICE})
_HELD_AGAINST: Final = frozenset({Scheme.SCAM_CALL, Scheme.FRAUD})
"""Spam is a nuisance: it says nothing about where a payer's money goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRef:
    """A settled transfer: its reference is unique at its source's institution."""

    institution: str
    transfer_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One version of a report.

    `filer` is the institution that filed it; `handler` sees to it: who keeps the victim's account, where that
    is known. `victim`, `indicators` and `statement` are personal data. `duplicate_of` is the first report of
    the same matter. `answer_by` is when the institutions concerned must have answered. `recovered` is what
    the victim got back. The instants say when a duty was done, None while it is not.
    """

    name: ReportName
    channel: ReportChannel
    scheme: Scheme
    filer: str
    filed_by: RelyingPartyId
    handler: str
    victim: Identifier | None = None
    indicators: tuple[Identifier, ...]
    amount: Vnd = Vnd(0)
    happened_at: Instant
    decisions: tuple[DecisionName, ...] = ()
    transfers: tuple[TransferRef, ...] = ()
    statement: str = ""
    duplicate_of: str = ""
    state: ReportState = ReportState.FILED
    police_reference: str = ""
    recovered: Vnd = Vnd(0)
    answer_by: Instant
    reviewed_at: Instant | None = None
    answered_at: Instant | None = None
    police_at: Instant | None = None
    closed_at: Instant | None = None
    filed_at: Instant
    updated_at: Instant
    actor: str
    note: str = ""
    version: int = 1

    @property
    def etag(self) -> str:
        """Names this version; a change made against another version is refused."""
        return f"v{self.version}"

    @property
    def case(self) -> ReportName:
        """The first report of this matter: this one unless it repeats another."""
        return ReportName(self.duplicate_of) if self.duplicate_of else self.name

    @property
    def until(self) -> Instant:
        """When it stands against nobody any more, closed or not."""
        return self.filed_at + STANDS

    def linked_to(self, case: ReportName) -> "Report":
        """Return this report as one more of a matter that was reported before."""
        return replace(self, duplicate_of=case)

    def concerns(self, institution: str) -> bool:
        """Whether an institution filed it or sees to it."""
        return bool(institution) and institution in (self.filer, self.handler)


def same_matter(one: Report, other: Report) -> bool:
    """Whether two reports are of one matter: the victim, the sum, an indicator, and the same 24 hours.

    A report that names no victim is a matter of its own: two strangers may have met the same number.
    """
    return (
        one.victim is not None
        and one.victim == other.victim
        and one.amount == other.amount
        and bool({*one.indicators} & {*other.indicators})
        and abs(one.happened_at - other.happened_at) <= SAME_MATTER_WITHIN
    )


def standings_of(report: Report) -> tuple[Standing, ...]:
    """Return what decisions must know of a report; reports of one case stand under one name."""
    if not report.state.open or report.scheme not in _HELD_AGAINST:
        return ()
    return tuple(
        Standing(
            identifier=indicator,
            kind=StandingKind.REPORTED,
            name=report.case,
            since=report.filed_at,
            until=report.until,
            source=report.filer,
        )
        for indicator in report.indicators
    )


def texts_of(report: Report) -> Iterator[str]:
    """Yield what its filer and whoever changed it wrote: how long a report is depends on these."""
    yield from (report.statement, report.note, report.police_reference)
    yield from (one.value for one in report.indicators)
    yield from (one.transfer_id for one in report.transfers)
    yield from report.decisions
    if report.victim is not None:
        yield report.victim.value
