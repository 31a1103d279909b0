"""Who acts at the desk: a hotline, three institutions, an operator, two officers of the police."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from google.protobuf.duration_pb2 import Duration
from google.type.money_pb2 import Money

from eidgate.adapters.randomness import SystemRandomness
from eidgate.cli.demo.stage import Stage
from eidgate.client import Client, CursorFile
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instrument, InstrumentKind
from eidgate.rpc.wire.requests import instrument_message
from eidgate.rpc.wire.scalars import timestamp
from eidgate.simulator.world import BANK, OTHER_BANK, POLICE, WALLET, officer
from eidgate.v1 import (
    alert_service_pb2,
    hold_pb2,
    identifier_pb2,
    report_pb2,
    statistics_pb2,
    trace_pb2,
    watchlist_service_pb2,
)

MILLION: Final = 1_000_000
NUMBER: Final = "+84900000156"
"""The caller's; made up, like everybody here."""

AN, BINH = officer(POLICE, "an"), officer(POLICE, "binh")

_ACCOUNT: Final = identifier_pb2.IDENTIFIER_KIND_ACCOUNT
_PHONE: Final = identifier_pb2.IDENTIFIER_KIND_PHONE


class DeskCast:
    """Plays every part of the desk's story, each with a certificate of their own."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        world, self._since = stage.world, stage.clock.now() - timedelta(minutes=20)
        self._run = SystemRandomness().bytes(4).hex()  # references are unique at their institution
        self.victim = world.account(401, bank=BANK)
        mule, innocent = (world.customer(number, bank=OTHER_BANK) for number in (402, 405))
        self.mule, self.innocent = mule.account, innocent.account
        self.names = {one.account: one.citizen.full_name for one in (mule, innocent)}
        self.second = world.account(403, bank=BANK)
        self.third = world.account(404, bank=OTHER_BANK)
        purse = world.account(406, bank=WALLET)
        self.purse = Instrument(
            kind=InstrumentKind.WALLET, institution=purse.institution, number=purse.number
        )

    def by(self, party: RelyingParty) -> Client:
        """Return the client of a relying party or an officer."""
        return self._stage.client(party)

    def settle(self) -> None:
        """Let the victim's 50 million pass on, and each institution record its part."""
        hops = (
            (BANK, self.victim, self.mule, 50),
            (OTHER_BANK, self.mule, self.second, 45),
            (BANK, self.second, self.third, 42),
            (OTHER_BANK, self.third, self.purse, 40),
        )
        for number, (party, source, target, millions) in enumerate(hops, start=1):
            transfer = trace_pb2.SettledTransfer(
                transfer_id=self._reference(number),
                source=instrument_message(source),
                target=instrument_message(target),
                amount=_vnd(millions * MILLION),
                settle_time=timestamp(self._since + timedelta(minutes=number)),
            )
            self.by(party).record_transfers(trace_pb2.RecordTransfersRequest(transfers=[transfer]))

    def call(self, hotline: RelyingParty) -> report_pb2.FileReportResponse:
        """Let the victim call the hotline."""
        request = report_pb2.FileReportRequest(
            channel=report_pb2.REPORT_CHANNEL_HOTLINE_CALL,
            scheme=report_pb2.REPORT_SCHEME_FRAUD,
            victim=_account(self.victim),
            indicators=[_account(self.mule), identifier_pb2.Identifier(kind=_PHONE, value=NUMBER)],
            amount=_vnd(50 * MILLION),
            incident_time=timestamp(self._since),
            transfers=[trace_pb2.TransferStart(institution=BANK.institution, transfer_id=self._reference(1))],
            statement="They said that they were the police and that my account was not safe.",
        )
        return self.by(hotline).file_report(request).response

    def trace(self, report: str) -> trace_pb2.Trace:
        """Let the police follow the money of a report."""
        request = trace_pb2.TraceFundsRequest(report=report, window=Duration(seconds=86_400))
        return self.by(AN).trace_funds(request).response.trace

    def place(self, trace: trace_pb2.Trace) -> list[hold_pb2.AccountHold]:
        """Let the police order what the trace proposes."""
        return [self._place(trace.name, one) for one in trace.accounts if one.proposed_hold]

    def confirm(self, hold: hold_pb2.AccountHold) -> hold_pb2.AccountHold:
        """Let the account's own institution say that it froze it all."""
        keeper = next(one for one in (BANK, OTHER_BANK, WALLET) if one.institution == hold.keeper)
        request = hold_pb2.ConfirmHoldRequest(name=hold.name, etag=hold.etag, frozen=hold.amount)
        return self.by(keeper).confirm_hold(request).response.hold

    def blacklist(self, instrument: Instrument | None) -> str:
        """Let the victim's bank report an account, or the caller's number, and the police confirm it."""
        what = _account(instrument) if instrument else identifier_pb2.Identifier(kind=_PHONE, value=NUMBER)
        word = watchlist_service_pb2.ReportIdentifierRequest(identifier=what, code=3, evidence="case 1")
        entry = self.by(BANK).report_identifier(word).response.entry
        change = watchlist_service_pb2.UpdateEntryRequest(name=entry.name, etag=entry.etag, confirm=True)
        return self.by(AN).update_entry(change).response.entry.name

    def appeal(self, entry: str) -> watchlist_service_pb2.Entry:
        """Let the account's bank appeal, and another officer grant it."""
        filing = watchlist_service_pb2.FileAppealRequest(
            name=entry, ground="the digits were mistyped; the account is a shop's"
        )
        appeal = self.by(OTHER_BANK).file_appeal(filing).response.appeal
        read = self.by(BINH).get_entry(watchlist_service_pb2.GetEntryRequest(name=entry)).entry
        granting = watchlist_service_pb2.ResolveAppealRequest(
            name=appeal.name,
            etag=read.etag,
            state=watchlist_service_pb2.APPEAL_STATE_GRANTED,
            note="mistyped",
        )
        return self.by(BINH).resolve_appeal(granting).response.entry

    def listings(self, party: RelyingParty, instrument: Instrument) -> int:
        """Return how many listings a relying party finds of an account."""
        request = watchlist_service_pb2.CheckIdentifiersRequest(identifiers=[_account(instrument)])
        return len(self.by(party).check_identifiers(request).checks[0].listings)

    def alerts(self, party: RelyingParty, about: Iterable[str]) -> list[alert_service_pb2.Alert]:
        """Return what a receiver who reads for the first time finds about some resources."""
        name = f"{self._run}-{SystemRandomness().bytes(4).hex()}.cursor"
        place = CursorFile(self._stage.installation.folder / name)
        wanted = set(about)
        return [one for one in self.by(party).read_alerts(place) if one.about in wanted]

    def figures(self) -> statistics_pb2.StatisticsRow:
        """Let the police count the last day."""
        now = self._stage.clock.now()
        request = statistics_pb2.GetStatisticsRequest(
            start_time=timestamp(now - timedelta(days=1)), end_time=timestamp(now + timedelta(minutes=1))
        )
        return self.by(AN).get_statistics(request).total

    def _place(self, basis: str, one: trace_pb2.TracedAccount) -> hold_pb2.AccountHold:
        request = hold_pb2.PlaceHoldRequest(
            account=one.instrument,
            amount=_vnd(one.proposed_hold),
            ceiling=_vnd(one.proposed_hold),
            basis=basis,
            ground=hold_pb2.HOLD_GROUND_AUTHORITY_ORDER,
            order_number="12/QĐ-CA",
            reason="money of a reported fraud arrived here",
        )
        return self.by(AN).place_hold(request).response.hold

    def _reference(self, number: int) -> str:
        return f"FT-{self._run}-{number}"


def _account(instrument: Instrument) -> identifier_pb2.Identifier:
    value = f"{instrument.institution}:{instrument.number}"
    return identifier_pb2.Identifier(kind=_ACCOUNT, value=value)


def _vnd(amount: int) -> Money:
    return Money(currency_code="VND", units=amount)


def flow(trace: trace_pb2.Trace) -> dict[str, Any]:
    """Return what a line tells of a trace: how far it went, over whom, and what it proposes to hold."""
    proposed = [one for one in trace.accounts if one.proposed_hold]
    return {
        "hops": max(one.hop for one in trace.accounts),
        "institutions": len({one.institution for one in trace.accounts}),
        "holds": len(proposed),
        "amount": sum(one.proposed_hold for one in proposed),
    }
