"""Reports between protobuf and core."""

from collections.abc import Iterable
from typing import TypeVar

from eidgate.app.file_report import FileReport
from eidgate.app.report_answer import ReportAnswer
from eidgate.core.desk.hotline import HotlineMessage, HotlineSyntaxError, parse_message
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.report import Scheme, TransferRef
from eidgate.core.desk.report_duties import TEXTS, DutyClock
from eidgate.core.desk.report_steps import ReportChange
from eidgate.core.desk.report_texts import next_steps
from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import DecisionName, Instant, Vnd
from eidgate.ports import RequestClaim
from eidgate.rpc.wire import words
from eidgate.rpc.wire.identifiers import identifier, identifier_message, listable
from eidgate.rpc.wire.scalars import instant, localized, money, name, timestamp, vnd
from eidgate.v1 import identifier_pb2, trace_pb2
from eidgate.v1 import report_pb2 as pb

Request = TypeVar("Request", pb.FileReportRequest, pb.UpdateReportRequest)


def report_wanted(message: pb.FileReportRequest, caller: RelyingParty, claim: RequestClaim) -> FileReport:
    """Read what is reported; a hotline's text message says the scheme and the number itself.

    Raises:
        InvalidCommandError: a field is not acceptable, or the message says nothing.
    """
    told = _message(message)
    named = _indicators(message)
    return FileReport(
        caller=caller,
        request=claim,
        channel=words.REPORT_CHANNEL.from_wire(message.channel),
        scheme=told.scheme if told else _scheme(message),
        victim=identifier(message.victim, "victim") if message.HasField("victim") else None,
        indicators=(told.number, *named) if told else named,
        amount=vnd(message.amount) if message.HasField("amount") else Vnd(0),
        happened_at=instant(message.incident_time, "incident_time"),
        decisions=_decisions(message),
        transfers=_transfers(message),
        statement=name(message.statement or (told.content if told else "")),
        police_reference=message.police_reference,
    )


def change_wanted(message: pb.UpdateReportRequest) -> ReportChange:
    """Read what is changed.

    Raises:
        InvalidCommandError: an indicator is nothing of its kind.
    """
    return ReportChange(
        state=words.REPORT_STATE.from_wire(message.state) if message.state else None,
        police_reference=message.police_reference,
        recovered=vnd(message.recovered) if message.HasField("recovered") else None,
        answered=message.answered,
        indicators=_indicators(message),
        decisions=_decisions(message),
        transfers=_transfers(message),
        note=message.note,
    )


def report_message(answer: ReportAnswer) -> pb.Report:
    """Write a report as it stands."""
    report = answer.report
    return pb.Report(
        name=report.name,
        channel=words.REPORT_CHANNEL.to_wire(report.channel),
        scheme=words.REPORT_SCHEME.to_wire(report.scheme),
        state=words.REPORT_STATE.to_wire(report.state),
        filer=report.filer,
        handler=report.handler,
        victim=identifier_message(report.victim) if report.victim else None,
        indicators=_identifier_messages(report.indicators),
        amount=money(report.amount),
        incident_time=timestamp(report.happened_at),
        decisions=report.decisions,
        transfers=[
            trace_pb2.TransferStart(institution=one.institution, transfer_id=one.transfer_id)
            for one in report.transfers
        ],
        statement=report.statement,
        duplicate_of=report.duplicate_of,
        police_reference=report.police_reference,
        recovered=money(report.recovered),
        file_time=timestamp(report.filed_at),
        expire_time=timestamp(report.until),
        update_time=timestamp(report.updated_at),
        note=report.note,
        duties=[_duty(clock, answer.at) for clock in answer.clocks],
        next_steps=[localized(text) for text in next_steps(report)],
        etag=report.etag,
    )


def _message(message: pb.FileReportRequest) -> HotlineMessage | None:
    if not message.hotline_message:
        return None
    if message.scheme:
        raise _wrong("scheme", "is said by the message itself")
    try:
        return parse_message(message.hotline_message)
    except HotlineSyntaxError as error:
        raise _wrong("hotline_message", f"{error.answer.vi} / {error.answer.en}") from None


def _scheme(message: pb.FileReportRequest) -> Scheme:
    if not message.scheme:
        raise _wrong("scheme", "say what is reported")
    return words.REPORT_SCHEME.from_wire(message.scheme)


def _indicators(message: Request) -> tuple[Identifier, ...]:
    return tuple(listable(one, f"indicators[{index}]") for index, one in enumerate(message.indicators))


def _decisions(message: Request) -> tuple[DecisionName, ...]:
    return tuple(DecisionName(one) for one in message.decisions)


def _transfers(message: Request) -> tuple[TransferRef, ...]:
    return tuple(
        TransferRef(institution=one.institution, transfer_id=one.transfer_id) for one in message.transfers
    )


def _identifier_messages(found: Iterable[Identifier]) -> list[identifier_pb2.Identifier]:
    return [identifier_message(one) for one in found]


def _duty(clock: DutyClock, at: Instant) -> pb.DutyClock:
    return pb.DutyClock(
        duty=words.REPORT_DUTY.to_wire(clock.duty),
        institutions=clock.institutions,
        due_time=timestamp(clock.due_at),
        done_time=None if clock.done_at is None else timestamp(clock.done_at),
        missed=clock.missed(at),
        text=localized(TEXTS[clock.duty]),
    )


def _wrong(field: str, description: str) -> InvalidCommandError:
    return InvalidCommandError(FieldViolation(field=field, description=description, rule="report.said"))
