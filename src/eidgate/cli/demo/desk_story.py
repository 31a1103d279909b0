"""The desk's story: a victim calls, the money is traced and held, an innocent account is cleared."""

from time import perf_counter
from typing import Final

from eidgate.cli.demo.cast import Cast, Payment
from eidgate.cli.demo.desk_cast import MILLION, DeskCast, flow
from eidgate.cli.demo.stage import Stage
from eidgate.cli.demo.table import Line, Narration
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Form
from eidgate.core.terms import Instrument
from eidgate.simulator.world import BANK, HOTLINE, OPERATOR, OTHER_BANK, SHOP, WALLET
from eidgate.v1 import alert_service_pb2 as alerts
from eidgate.v1 import hold_pb2 as holds
from eidgate.v1 import report_pb2 as reports
from eidgate.v1 import watchlist_service_pb2 as watchlist

SMALL: Final = 2_000_000
OTP: Final = (Form.SMS_OTP,)
_NEXT: Final = 410  # who would have been the next victim: nobody in the other stories


def tell_desk(stage: Stage, narration: Narration) -> None:
    """Tell the story; every line says what is expected of it."""
    teller = _Teller(Cast(stage, customer=_NEXT), DeskCast(stage), narration)
    before = teller.desk.figures()
    report = _call(teller)
    _follow(teller, report)
    _block(teller, report)
    _clear(teller)
    _count(teller, before.cases, before.frozen_amount)


class _Teller:
    """Plays acts and tells how they went."""

    def __init__(self, cast: Cast, desk: DeskCast, narration: Narration) -> None:
        self.cast, self.desk, self.narration = cast, desk, narration

    def line(self, act: str, outcome: str, because: str = "", *, expected: bool) -> None:
        """Tell a line."""
        self.narration.line(Line(act=act, outcome=outcome, because=because, expected=expected))

    def pay(self, act: str, payee: Instrument, outcome: str, reason: str = "") -> bool:
        """Let the customer pay an account, and tell it; whether they were warned."""
        name = self.desk.names[payee]
        paid = self.cast.pay(Payment(amount=SMALL, forms=OTP, payee=payee, payee_name=name))
        expected = paid.outcome == outcome and (not reason or reason in paid.because)
        self.line(act, paid.outcome, paid.because, expected=expected)
        return bool(paid.decision.payer_warning.vi)


def _call(teller: _Teller) -> reports.Report:
    teller.narration.chapter("A victim calls the hotline")
    desk = teller.desk
    desk.settle()
    filed = desk.call(HOTLINE)
    state = reports.ReportState.Name(filed.report.state).removeprefix("REPORT_STATE_")
    first = filed.report.next_steps[0].en.split(" and ")[0]
    expected = filed.report.handler == BANK.institution and len(filed.report.duties) > 1
    teller.line("50,000,000 are gone; the hotline files a report", state, f"{first}.", expected=expected)
    told = desk.alerts(BANK, [filed.report.name])
    teller.line("the victim's bank hears of it", _kind(told), expected=_kind(told) == "REPORT_FILED")
    return filed.report


def _follow(teller: _Teller, report: reports.Report) -> None:
    teller.narration.chapter("The money is traced, held and frozen")
    desk = teller.desk
    began = perf_counter()
    trace = desk.trace(report.name)
    took = (perf_counter() - began) * 1_000
    found = flow(trace)
    told = f"{found['hops']} hops, {found['institutions']} institutions, {took:.0f} ms"
    wanted = {"hops": 3, "institutions": 3, "holds": 4, "amount": 50 * MILLION}
    teller.line("the report is traced over two banks and a wallet", "TRACED", told, expected=found == wanted)
    placed = desk.place(trace)
    amounts = ", ".join(f"{one.amount.units:,}" for one in placed)
    whole = sum(one.amount.units for one in placed) == 50 * MILLION
    teller.line("the police order what the trace proposes", "PLACED", amounts, expected=whole)
    frozen = [desk.confirm(hold) for hold in placed]
    confirmed = all(one.state == holds.HOLD_STATE_CONFIRMED for one in frozen)
    teller.line("the banks and the wallet confirm what they froze", "FROZEN", expected=confirmed)


def _block(teller: _Teller, report: reports.Report) -> None:
    teller.narration.chapter("The next victim is stopped, and the number blocked")
    desk = teller.desk
    teller.cast.bind()
    desk.blacklist(desk.mule)
    act = "the next transfer to the mule"
    warned = teller.pay(act, desk.mule, "DENY", Reason.PAYEE_LISTED_BLOCK)
    teller.line("its payer is warned", "WARNED" if warned else "SILENCE", expected=warned)
    entry = desk.blacklist(None)
    told = desk.alerts(OPERATOR, [report.name, entry])
    listed = [one for one in told if one.kind == alerts.ALERT_KIND_LISTED]
    expected = bool(listed) and listed[-1].action == alerts.ALERT_ACTION_RESTRICT
    because = listed[-1].warning.en.split(".")[0] if listed else ""
    teller.line("the operator gets the number", _kind(listed), because, expected=expected)


def _clear(teller: _Teller) -> None:
    teller.narration.chapter("An innocent account is cleared")
    desk = teller.desk
    entry = desk.blacklist(desk.innocent)
    teller.pay("a shop's account, listed by mistake", desk.innocent, "DENY", Reason.PAYEE_LISTED_BLOCK)
    cleared = desk.appeal(entry)
    expected = cleared.state == watchlist.ENTRY_STATE_CLEARED
    teller.line("its bank appeals, another officer grants it", "CLEARED", expected=expected)
    left = sum(desk.listings(party, desk.innocent) for party in (BANK, OTHER_BANK, WALLET, SHOP))
    teller.line("everybody finds it unlisted", f"{left} LEFT", expected=left == 0)
    told = [one for one in desk.alerts(OTHER_BANK, [entry]) if one.kind == alerts.ALERT_KIND_CLEARED]
    teller.line("and its bank is told to let go", _kind(told), expected=_kind(told) == "CLEARED")
    teller.pay("the same transfer again", desk.innocent, "ALLOW")


def _count(teller: _Teller, cases: int, frozen: int) -> None:
    teller.narration.chapter("What the ministry may publish")
    row = teller.desk.figures()
    wait = row.time_to_hold_median.ToTimedelta()
    because = (
        f"{row.frozen_amount:,} frozen, first hold after {wait.total_seconds():.1f} s,"
        f" {row.stopped_payments} payments stopped"
    )
    expected = row.cases == cases + 1 and row.frozen_amount == frozen + 50 * MILLION
    teller.line("the day's figures", f"{row.cases} CASES", because, expected=expected)


def _kind(told: list[alerts.Alert]) -> str:
    return alerts.AlertKind.Name(told[-1].kind).removeprefix("ALERT_KIND_") if told else "NOTHING"
