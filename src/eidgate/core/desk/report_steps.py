"""The step of a report: what was found out or done, as a pure function from one version to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.report import MOST_NAMED, Report, ReportState, TransferRef
from eidgate.core.errors import ConflictError, FieldViolation, IllegalStateError, InvalidCommandError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import DecisionName, Instant, Vnd

T = TypeVar("T")

_ORDER: Final = tuple(ReportState)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChange:
    """What is changed; None and empty leave what there is, sequences are added."""

    state: ReportState | None = None
    police_reference: str = ""
    recovered: Vnd | None = None
    answered: bool = False
    indicators: tuple[Identifier, ...] = ()
    decisions: tuple[DecisionName, ...] = ()
    transfers: tuple[TransferRef, ...] = ()
    note: str = ""


def change_report(
    report: Report, change: ReportChange, by: RelyingParty, *, etag: str, at: Instant
) -> Report:
    """Return the next version. Whoever changes a report has looked at it.

    Raises:
        ConflictError: another version is the newest.
        IllegalStateError: the report is closed, or would go back.
        InvalidCommandError: more came back than was lost, too much is named, or the police's reference is
            missing.
    """
    if etag != report.etag:
        raise ConflictError(f"the report is at {report.etag}, not {etag}")
    state = _next_state(report, change.state)
    reference = change.police_reference or report.police_reference
    if state is ReportState.WITH_POLICE and not reference:
        raise _wrong("police_reference", "is needed for what the police have")
    recovered = report.recovered if change.recovered is None else change.recovered
    if recovered > report.amount:
        raise _wrong("recovered", "must not be above what was lost")
    indicators = _added(report.indicators, change.indicators, "indicators")
    check_indicators(indicators, report.victim)
    return replace(
        report,
        state=state,
        police_reference=reference,
        recovered=recovered,
        indicators=indicators,
        decisions=_added(report.decisions, change.decisions, "decisions"),
        transfers=_added(report.transfers, change.transfers, "transfers"),
        reviewed_at=report.reviewed_at or at,
        answered_at=report.answered_at or (at if change.answered else None),
        police_at=report.police_at or (at if reference else None),
        closed_at=None if state.open else at,
        updated_at=at,
        actor=by.actor,
        note=change.note,
        version=report.version + 1,
    )


def check_indicators(indicators: Sequence[Identifier], victim: Identifier | None) -> None:
    """Refuse what cannot be held against anybody.

    A report says what was used, not who did it: nobody lists a person alone.

    Raises:
        InvalidCommandError: there is none, one is a person, or it is the victim.
    """
    if not indicators:
        raise _wrong("indicators", "name what was used: a number, an account, a site")
    if any(one.kind is IdentifierKind.PERSON for one in indicators):
        raise _wrong("indicators", "a report names what was used, never a person")
    if victim in indicators:
        raise _wrong("indicators", "must not be the victim's own")


def _next_state(report: Report, wanted: ReportState | None) -> ReportState:
    if not report.state.open:
        raise IllegalStateError("the report is closed")
    if wanted is None:
        return ReportState.IN_PROGRESS if report.state is ReportState.FILED else report.state
    if _ORDER.index(wanted) < _ORDER.index(report.state) or wanted is ReportState.FILED:
        raise IllegalStateError(f"the report is {report.state} already")
    return wanted


def _added(present: tuple[T, ...], further: tuple[T, ...], field: str) -> tuple[T, ...]:
    together = tuple(dict.fromkeys((*present, *further)))
    if len(together) > MOST_NAMED:
        raise _wrong(field, f"at most {MOST_NAMED} in one report")
    return together


def _wrong(field: str, description: str) -> InvalidCommandError:
    return InvalidCommandError(FieldViolation(field=field, description=description))
