"""FileReport: a victim's report comes in, is linked to what is known, and stands against what it names."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from eidgate.app.acting import institution_of
from eidgate.app.names import new_id
from eidgate.app.permission import require
from eidgate.app.report_answer import ReportAnswer, answer_version
from eidgate.app.report_links import check_links
from eidgate.app.service import Service
from eidgate.core.desk.canonical import keeper_institution
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.report import Report, ReportChannel, ReportName, Scheme, TransferRef
from eidgate.core.desk.report_duties import answer_by
from eidgate.core.desk.report_steps import check_indicators
from eidgate.core.errors import FieldViolation, InvalidCommandError, NotPermittedError
from eidgate.core.relying_party import RelyingParty, Right, Role
from eidgate.core.terms import DecisionName, Instant, Vnd
from eidgate.ports import RequestClaim

LEEWAY: Final = timedelta(minutes=5)
"""How far a caller's clock may be ahead of ours; what is later has not happened yet."""

_HOTLINES: Final = frozenset({ReportChannel.HOTLINE_MESSAGE, ReportChannel.HOTLINE_CALL})
_KEPT: Final = frozenset({IdentifierKind.ACCOUNT, IdentifierKind.WALLET, IdentifierKind.CARD})
"""Victims by these are known to who keeps them, who can act for them at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """Files a report."""

    caller: RelyingParty
    request: RequestClaim
    channel: ReportChannel
    scheme: Scheme
    victim: Identifier | None = None
    indicators: tuple[Identifier, ...]
    amount: Vnd = Vnd(0)
    happened_at: Instant
    decisions: tuple[DecisionName, ...] = ()
    transfers: tuple[TransferRef, ...] = ()
    statement: str = ""
    police_reference: str = ""


def file_report(command: FileReport, service: Service) -> ReportAnswer:
    """File the report; a retry is answered as the first time.

    Raises:
        NotPermittedError: the caller's role may not file reports, or not on this channel.
        InvalidCommandError: it names what it may not, or lies in the future.
        RequestIdReusedError: the request id stands for other bytes.
    """
    require(command.caller, Right.REPORT)
    earlier = service.reports.earlier(command.request)
    if earlier is None:
        now = service.clock.now()
        _check(command, service, now)
        earlier = service.reports.file(command.request, _report(command, service, now))
        service.observer.report_filed(earlier.channel.value, earlier.scheme.value)
    return answer_version(earlier, service)


def _check(command: FileReport, service: Service, now: Instant) -> None:
    if command.channel in _HOTLINES and command.caller.role is not Role.HOTLINE:
        raise NotPermittedError("only a hotline files what came to the hotline")
    if command.happened_at > now + LEEWAY:
        raise InvalidCommandError(
            FieldViolation(field="incident_time", description="is in the future", rule="time.future")
        )
    check_indicators(command.indicators, command.victim)
    check_links(command.caller, command.decisions, command.transfers, service)


def _report(command: FileReport, service: Service, now: Instant) -> Report:
    caller = command.caller
    filer = institution_of(caller)
    return Report(
        name=ReportName(f"reports/{new_id(now, service.randomness)}"),
        channel=command.channel,
        scheme=command.scheme,
        filer=filer,
        filed_by=caller.relying_party_id,
        handler=_handler(command.victim) or filer,
        victim=command.victim,
        indicators=tuple(dict.fromkeys(command.indicators)),
        amount=command.amount,
        happened_at=command.happened_at,
        decisions=tuple(dict.fromkeys(command.decisions)),
        transfers=tuple(dict.fromkeys(command.transfers)),
        statement=command.statement,
        police_reference=command.police_reference,
        police_at=now if command.police_reference else None,
        answer_by=answer_by(now, service.working_days),
        filed_at=now,
        updated_at=now,
        actor=caller.actor,
    )


def _handler(victim: Identifier | None) -> str:
    return keeper_institution(victim) if victim is not None and victim.kind in _KEPT else ""
