"""A victim's report lives: the hotline files it, banks trace, hold and confirm, and the figures agree."""

from datetime import UTC, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.timestamp_pb2 import Timestamp

from builders.desk import because, new_id
from builders.holding_desk import vnd, waiting
from builders.holds import KEEPER
from builders.running import Running
from builders.transfers import instrument
from eidgate.client import CallRefusedError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instrument
from eidgate.rpc.wire.requests import instrument_message
from eidgate.rpc.wire.scalars import timestamp
from eidgate.simulator.world import BANK, HOTLINE, OPERATOR, OTHER_BANK, POLICE, SHOP, WALLET
from eidgate.v1 import alert_service_pb2 as alerts
from eidgate.v1 import hold_pb2 as holds
from eidgate.v1 import identifier_pb2 as identifiers
from eidgate.v1 import report_pb2 as pb
from eidgate.v1 import statistics_pb2 as statistics
from eidgate.v1 import trace_pb2 as traces

pytest_plugins = ("builders.store_fixtures",)

_runs = count(1)
_KIND = {"account": identifiers.IDENTIFIER_KIND_ACCOUNT, "wallet": identifiers.IDENTIFIER_KIND_WALLET}


def named(one: Instrument) -> identifiers.Identifier:
    return identifiers.Identifier(kind=_KIND[one.kind], value=f"{one.institution}:{one.number}")


def number(value: str) -> identifiers.Identifier:
    return identifiers.Identifier(kind=identifiers.IDENTIFIER_KIND_PHONE, value=value)


class Case:
    """A victim at bank one, a mule at bank two, and two places where the money went; all of them new."""

    def __init__(self, server: Running) -> None:
        self.server, self.at = server, server.clock.now() - timedelta(minutes=20)
        first = 6_000 * next(_runs)
        self.victim, self.mule = instrument(first), instrument(first + 1)
        self.second, self.purse = instrument(first + 3), instrument(first + 5)
        self.fraud = self.paid(f"FT-{first}", self.victim, self.mule, 50, 1)

    def minute(self, minutes: float) -> Timestamp:
        return timestamp(self.at + timedelta(minutes=minutes))

    def paid(
        self, reference: str, source: Instrument, target: Instrument, millions: int, minutes: float
    ) -> traces.SettledTransfer:
        return traces.SettledTransfer(
            transfer_id=reference,
            source=instrument_message(source),
            target=instrument_message(target),
            amount=vnd(millions * 1_000_000),
            settle_time=self.minute(minutes),
        )

    def happens(self) -> None:
        reference = self.fraud.transfer_id
        record = (
            (BANK, self.fraud),
            (OTHER_BANK, self.paid(f"{reference}-a", self.mule, self.second, 30, 3)),
            (OTHER_BANK, self.paid(f"{reference}-b", self.mule, self.purse, 20, 4)),
        )
        for caller, transfer in record:
            request = traces.RecordTransfersRequest(request_id=new_id(), transfers=[transfer])
            self.server.client(caller).record_transfers(request)

    def filing(self, **changes: Any) -> pb.FileReportRequest:
        told: dict[str, Any] = {
            "request_id": new_id(),
            "channel": pb.REPORT_CHANNEL_HOTLINE_CALL,
            "scheme": pb.REPORT_SCHEME_FRAUD,
            "victim": named(self.victim),
            "indicators": [named(self.mule), number("0900 000 001")],
            "amount": vnd(50_000_000),
            "incident_time": self.minute(1),
            "transfers": [
                traces.TransferStart(institution=BANK.institution, transfer_id=self.fraud.transfer_id)
            ],
            "statement": "they said that they were the police",
        }
        return pb.FileReportRequest(**told | changes)

    def file(self, caller: RelyingParty = HOTLINE, **changes: Any) -> pb.FileReportResponse:
        return self.server.client(caller).file_report(self.filing(**changes)).response

    def figures(self, caller: RelyingParty = POLICE) -> statistics.GetStatisticsResponse:
        now = self.server.clock.now()
        request = statistics.GetStatisticsRequest(
            start_time=timestamp(now - timedelta(days=1)), end_time=timestamp(now + timedelta(days=1))
        )
        return self.server.client(caller).get_statistics(request)


@pytest.fixture
def case(on_each_store: Running) -> Case:
    made = Case(on_each_store)
    made.happens()
    return made


def refused(error: pytest.ExceptionInfo[CallRefusedError]) -> tuple[str, str]:
    return error.value.code.name, error.value.reason


def of(found: list[alerts.Alert], name: str) -> list[tuple[int, int]]:
    return [(one.kind, one.action) for one in found if one.about == name]


def test_from_the_call_to_the_figures(case: Case, tmp_path: Path) -> None:
    server, before = case.server, case.figures()
    filed = case.file()
    report = filed.report
    assert (report.filer, report.handler, report.state) == ("hotline", "999901", pb.REPORT_STATE_FILED)
    assert report.indicators[1].value == "+84900000001"
    assert filed.reply.vi
    assert report.next_steps[0].en.startswith("Call the number on the back of your card")
    assert [one.duty for one in report.duties] == [1, 2, 3, 4, 5]
    told = (alerts.ALERT_KIND_REPORT_FILED, alerts.ALERT_ACTION_REVIEW)
    for receiver in (BANK, KEEPER, OPERATOR):
        assert of(waiting(server, receiver, tmp_path), report.name) == [told]

    bank = server.client(BANK)
    seen = bank.get_report(pb.GetReportRequest(name=report.name)).report
    updating = pb.UpdateReportRequest(name=seen.name, etag=seen.etag, note="the victim was called")
    assert bank.update_report(updating).response.report.state == pb.REPORT_STATE_IN_PROGRESS

    request = traces.TraceFundsRequest(request_id=new_id(), report=report.name)
    trace = server.client(POLICE).trace_funds(request).response.trace
    proposed = {one.label: one.proposed_hold for one in trace.accounts if one.proposed_hold}
    assert proposed == {case.second.key: 30_000_000, case.purse.key: 20_000_000}

    for account in (case.second, case.purse):
        amount = proposed[account.key]
        placing = holds.PlaceHoldRequest(
            account=instrument_message(account),
            amount=vnd(amount),
            ceiling=vnd(amount),
            basis=trace.name,
            ground=holds.HOLD_GROUND_AUTHORITY_ORDER,
            order_number="12/QĐ-CA",
            reason="money of a reported fraud arrived here",
        )
        placed = server.client(POLICE).place_hold(placing).response.hold
        keeper = WALLET if account is case.purse else BANK
        confirming = holds.ConfirmHoldRequest(name=placed.name, etag=placed.etag, frozen=vnd(amount - 1))
        confirmed = server.client(keeper).confirm_hold(confirming).response.hold
        assert confirmed.state == holds.HOLD_STATE_CONFIRMED

    held = bank.get_report(pb.GetReportRequest(name=report.name)).report
    clock = next(one for one in held.duties if one.duty == pb.REPORT_DUTY_HOLD)
    assert clock.HasField("done_time")
    assert not clock.missed
    closing = pb.UpdateReportRequest(
        name=held.name, etag=held.etag, state=pb.REPORT_STATE_RESOLVED, recovered=vnd(49_000_000)
    )
    assert bank.update_report(closing).response.report.recovered.units == 49_000_000
    assert (alerts.ALERT_KIND_REPORT_CLOSED, alerts.ALERT_ACTION_NOTE) in of(
        waiting(server, KEEPER, tmp_path), report.name
    )
    _check_figures(before, case.figures(), held)


def _check_figures(
    before: statistics.GetStatisticsResponse, after: statistics.GetStatisticsResponse, held: pb.Report
) -> None:
    assert after.complete
    moved = {
        column: getattr(after.total, column) - getattr(before.total, column)
        for column in ("cases", "reported_amount", "recovered_amount", "holds", "frozen_amount", "cases_held")
    }
    assert moved == {
        "cases": 1,
        "reported_amount": 50_000_000,
        "recovered_amount": 49_000_000,
        "holds": 2,
        "frozen_amount": 49_999_998,
        "cases_held": 1,
    }
    first_hold = next(one.done_time for one in held.duties if one.duty == pb.REPORT_DUTY_HOLD)
    waited = first_hold.ToDatetime(UTC) - held.file_time.ToDatetime(UTC)
    assert after.total.time_to_hold_median.ToTimedelta() == waited


def test_a_text_message_to_the_hotline_is_a_report(case: Case) -> None:
    message = {
        "channel": pb.REPORT_CHANNEL_HOTLINE_MESSAGE,
        "scheme": pb.REPORT_SCHEME_UNSPECIFIED,
        "indicators": [],
        "victim": number("0911111111"),
        "amount": None,
        "transfers": [],
        "statement": "",
    }
    report = case.file(hotline_message="LD (0900000002) (gia danh cong an)", **message).report
    assert (report.scheme, report.indicators[0].value) == (pb.REPORT_SCHEME_SCAM_CALL, "+84900000002")
    assert report.statement == "gia danh cong an"
    with pytest.raises(CallRefusedError) as error:
        case.file(hotline_message="lua dao 0900000002", **message)
    assert refused(error) == ("INVALID_ARGUMENT", "REQUEST_INVALID")
    [violation] = error.value.violations
    assert violation.field == "hotline_message"
    assert "Tin nhắn phải bắt đầu" in violation.description
    assert "Begin with S" in violation.description


def test_the_same_matter_from_two_sides_counts_once(case: Case) -> None:
    first = case.file().report
    before = case.figures().total.cases
    again = case.file(BANK, channel=pb.REPORT_CHANNEL_FRAUD_DESK, incident_time=case.minute(9))
    assert again.report.duplicate_of == first.name
    assert "reported before" in again.reply.en
    assert case.figures().total.cases == before
    mine = case.server.client(BANK).list_reports(pb.ListReportsRequest(indicator=named(case.mule)))
    assert [one.name for one in mine.reports] == [first.name, again.report.name]


def test_a_retry_of_the_same_bytes_files_nothing_twice(case: Case) -> None:
    request = case.filing()
    client = case.server.client(HOTLINE)
    first, again = (client.file_report(request).response.report.name for _ in range(2))
    assert first == again
    request.amount.units += 1
    with pytest.raises(CallRefusedError) as error:
        client.file_report(request)
    assert refused(error) == ("ALREADY_EXISTS", "REQUEST_ID_REUSED")


def test_whom_it_does_not_concern_learns_nothing(case: Case) -> None:
    report = case.file().report
    told = set()
    for caller in (OTHER_BANK, WALLET, SHOP):
        for name in (report.name, "reports/x0a1"):
            with pytest.raises(CallRefusedError) as error:
                case.server.client(caller).get_report(pb.GetReportRequest(name=name))
            told.add((*refused(error), error.value.message))
    assert len(told) == 1


def test_the_next_payment_to_a_reported_account_is_looked_at(case: Case) -> None:
    desk = case.server.desk()
    payee = case.mule
    assert "PAYEE_REPORTED" not in because(desk.pay(transaction=desk.transaction(payee=payee)))
    case.file()
    assert "PAYEE_REPORTED" in because(desk.pay(transaction=desk.transaction(payee=payee)))


def test_an_outsider_sees_its_own_figures_of_a_day_only(case: Case) -> None:
    case.file()
    found = case.figures(WALLET)
    assert not found.complete
    assert not found.total.HasField("cases")
    assert {one.institution for one in found.institutions} <= {WALLET.institution}
