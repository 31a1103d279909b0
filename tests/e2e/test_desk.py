"""Holds and alerts over real mutual TLS: the story that a fraud desk, a bank and the police live through."""

import os
import signal
from datetime import timedelta
from pathlib import Path

import grpc
import pytest

from builders.desk import new_id
from builders.holding_desk import asking, follower, place, release, timestamp, vnd, waiting
from builders.holds import AN, BINH, KEEPER, POLICE_AN, POLICE_BINH
from builders.running import Running
from builders.supervised import eventually
from builders.tainted import tainted
from eidgate.client import CallRefusedError, CursorFile, check_hold_receipt, read_receipt_keys
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instrument
from eidgate.simulator.world import BANK, HOTLINE, OPERATOR, OTHER_BANK, POLICE, SHOP, WALLET
from eidgate.v1 import alert_service_pb2 as alerts
from eidgate.v1 import hold_pb2 as pb
from eidgate.v1 import identifier_pb2 as identifiers
from eidgate.v1 import report_pb2 as reports

pytest_plugins = ("builders.store_fixtures",)

MULES = iter(range(500, 600))


def mule(server: Running) -> Instrument:
    """An account at the other bank, with traced money in it, that no test held before."""
    [account] = tainted(server, server.world.account(next(MULES), bank=OTHER_BANK))
    return account


def refused(error: pytest.ExceptionInfo[CallRefusedError]) -> tuple[str, str]:
    return error.value.code.name, error.value.reason


def of(found: list[alerts.Alert], hold: pb.AccountHold) -> list[alerts.Alert]:
    return [one for one in found if one.about == hold.name]


def kinds(found: list[alerts.Alert], hold: pb.AccountHold) -> list[str]:
    return [alerts.AlertKind.Name(one.kind).removeprefix("ALERT_KIND_") for one in of(found, hold)]


def test_a_hold_is_placed_confirmed_and_released_by_two(on_each_store: Running, tmp_path: Path) -> None:
    server, account = on_each_store, mule(on_each_store)
    placed = place(server.client(AN), account)
    assert (placed.state, placed.requester, placed.keeper) == (pb.HOLD_STATE_PLACED, "999901", "999902")
    assert placed.notice.vi
    assert placed.notice.en

    [asked] = of(waiting(server, KEEPER, tmp_path), placed)
    assert (asked.action, asked.amount.units) == (alerts.ALERT_ACTION_FREEZE, 3_000_000)
    confirming = pb.ConfirmHoldRequest(name=placed.name, etag=placed.etag, frozen=vnd(2_500_000))
    confirmed = server.client(KEEPER).confirm_hold(confirming).response.hold
    assert (confirmed.state, confirmed.frozen.units) == (pb.HOLD_STATE_CONFIRMED, 2_500_000)

    once = release(server.client(AN), confirmed)
    assert (once.state, once.release_requests) == (pb.HOLD_STATE_CONFIRMED, 1)
    done = release(server.client(BINH), once)
    assert (done.state, done.release_requests) == (pb.HOLD_STATE_RELEASED, 2)
    assert kinds(waiting(server, BANK, tmp_path), placed) == [
        "HOLD_PLACED",
        "HOLD_CONFIRMED",
        "HOLD_RELEASED",
    ]


def test_the_police_order_extend_and_release(server: Running, tmp_path: Path) -> None:
    order = {"ground": pb.HOLD_GROUND_AUTHORITY_ORDER, "order_number": "12/QĐ-CA"}
    placed = place(server.client(POLICE_AN), mule(server), **order)
    later = timestamp(server.clock.now() + timedelta(days=30))
    extending = pb.ExtendHoldRequest(
        name=placed.name, etag=placed.etag, expire_time=later, order_number="13/QĐ-CA"
    )
    extended = server.client(POLICE_BINH).extend_hold(extending).response.hold
    assert (extended.expire_time, extended.order_number, extended.ordered_by) == (
        later,
        "13/QĐ-CA",
        "police",
    )
    with pytest.raises(CallRefusedError) as error:
        release(server.client(KEEPER), extended)
    assert refused(error) == ("PERMISSION_DENIED", "NOT_PERMITTED")
    done = release(server.client(POLICE_BINH), release(server.client(POLICE_AN), extended))
    assert done.state == pb.HOLD_STATE_RELEASED
    assert kinds(waiting(server, KEEPER, tmp_path), placed)[-1] == "HOLD_RELEASED"


def test_every_version_has_a_receipt_that_holds_offline(server: Running) -> None:
    keys = read_receipt_keys(server.installation.receipt_keys)
    response = server.client(AN).place_hold(asking(mule(server))).response
    assert check_hold_receipt(response.hold, response.receipt, keys)
    read = server.client(KEEPER).get_hold(pb.GetHoldRequest(name=response.hold.name))
    assert read.receipt == response.receipt
    other = server.client(AN).place_hold(asking(mule(server))).response
    assert not check_hold_receipt(other.hold, response.receipt, keys)


def test_a_retry_of_the_same_bytes_places_nothing_twice(server: Running) -> None:
    request = asking(mule(server))
    first, again = (server.client(AN).place_hold(request).response for _ in range(2))
    assert first == again
    request.amount.units += 1
    with pytest.raises(CallRefusedError) as error:
        server.client(AN).place_hold(request)
    assert refused(error) == ("ALREADY_EXISTS", "REQUEST_ID_REUSED")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"amount": vnd(4_000_001)}, ("INVALID_ARGUMENT", "REQUEST_INVALID")),
        ({"ground": pb.HOLD_GROUND_OWNER_REQUEST}, ("PERMISSION_DENIED", "NOT_PERMITTED")),
        ({"ground": pb.HOLD_GROUND_AUTHORITY_ORDER, "order_number": "1"}, ("PERMISSION_DENIED",)),
        ({"order_number": "1"}, ("INVALID_ARGUMENT", "REQUEST_INVALID")),
        ({"basis": "decisions/x0a1"}, ("INVALID_ARGUMENT", "REQUEST_INVALID")),
    ],
)
def test_what_may_not_be_held_is_refused(
    server: Running, changes: dict[str, object], told: tuple[str, ...]
) -> None:
    with pytest.raises(CallRefusedError) as error:
        place(server.client(AN), mule(server), **changes)
    assert refused(error)[: len(told)] == told


@pytest.mark.parametrize("caller", [WALLET, OPERATOR, SHOP])
def test_whom_it_does_not_concern_learns_nothing(server: Running, caller: RelyingParty) -> None:
    placed = place(server.client(AN), mule(server))
    told = set()
    for name in (placed.name, "holds/x0a1"):
        with pytest.raises(CallRefusedError) as error:
            server.client(caller).get_hold(pb.GetHoldRequest(name=name))
        told.add((*refused(error), error.value.message))
    assert len(told) == 1


def test_an_old_version_cannot_be_changed(server: Running) -> None:
    placed = place(server.client(AN), mule(server))
    release(server.client(AN), placed)
    with pytest.raises(CallRefusedError) as error:
        release(server.client(BINH), placed)
    assert refused(error) == ("ABORTED", "ETAG_MISMATCH")


def test_pages_hold_what_concerns_the_caller(server: Running) -> None:
    account = mule(server)
    placed = [place(server.client(AN), account, amount=vnd(1)).name for _ in range(3)]
    asked = pb.ListHoldsRequest(account=asking(account).account, page_size=2)
    first = server.client(KEEPER).list_holds(asked)
    asked.page_token = first.next_page_token
    rest = server.client(KEEPER).list_holds(asked)
    assert [one.name for one in (*first.holds, *rest.holds)] == placed
    assert server.client(WALLET).list_holds(pb.ListHoldsRequest(account=asked.account)).holds == []


def test_a_follower_hears_of_what_happens_while_it_listens(server: Running, tmp_path: Path) -> None:
    with follower(server, tmp_path / "cursor", caller=OTHER_BANK) as names:
        placed = place(server.client(AN), mule(server))
        eventually(lambda: any(placed.name.removeprefix("holds/") in name for name in names))
    assert len(names) == len(set(names))


def test_a_cursor_is_good_for_its_owner_only(server: Running, tmp_path: Path) -> None:
    cursor = tmp_path / "cursor"
    with follower(server, cursor, caller=OTHER_BANK):
        place(server.client(AN), mule(server))
        eventually(cursor.exists)
    with pytest.raises(CallRefusedError) as error:
        list(server.client(BANK).read_alerts(CursorFile(cursor)))
    assert refused(error) == ("INVALID_ARGUMENT", "REQUEST_INVALID")


def test_a_receiver_acknowledges_once_and_nobody_elses(server: Running, tmp_path: Path) -> None:
    placed = place(server.client(AN), mule(server))
    [alert] = of(waiting(server, OTHER_BANK, tmp_path), placed)
    request = alerts.AcknowledgeAlertRequest(
        request_id=new_id(),
        name=alert.name,
        response=alerts.ALERT_RESPONSE_DONE,
        act_time=timestamp(server.clock.now()),
    )
    first = server.client(OTHER_BANK).acknowledge_alert(request).response
    assert server.client(OTHER_BANK).acknowledge_alert(request).response == first
    for caller, code in ((OTHER_BANK, "ALREADY_EXISTS"), (WALLET, "NOT_FOUND"), (POLICE, "NOT_FOUND")):
        request.request_id = new_id()
        with pytest.raises(CallRefusedError) as error:
            server.client(caller).acknowledge_alert(request)
        assert error.value.code is grpc.StatusCode[code]


def test_operators_see_holds_and_alerts(server: Running, tmp_path: Path) -> None:
    place(server.client(AN), mule(server))
    waiting(server, OTHER_BANK, tmp_path)
    for worker in server.workers():
        os.kill(worker, signal.SIGKILL)  # the desk is looked at every 15 s, and by a new worker at once

    def shown(name: str) -> float:
        return sum(value for key, value in server.metrics().items() if key.startswith(name))

    eventually(lambda: shown('eidgate_holds_open{ground="agreement",state="placed"}') > 0)
    eventually(lambda: shown('eidgate_alert_lag_seconds_count{relying_party="bank-two"}') > 0)
    eventually(lambda: shown('eidgate_alerts_unacknowledged{relying_party="bank-two"}') > 0)


def test_a_report_of_others_is_a_basis_for_who_keeps_the_account_and_reads_as_none_to_others(
    server: Running,
) -> None:
    account = mule(server)
    named = identifiers.Identifier(
        kind=identifiers.IDENTIFIER_KIND_ACCOUNT, value=f"{account.institution}:{account.number}"
    )
    filing = reports.FileReportRequest(
        request_id=new_id(),
        channel=reports.REPORT_CHANNEL_HOTLINE_CALL,
        scheme=reports.REPORT_SCHEME_FRAUD,
        indicators=[named],
        amount=vnd(5_000_000),
        incident_time=timestamp(server.clock.now() - timedelta(hours=1)),
    )
    report = server.client(HOTLINE).file_report(filing).response.report.name
    told = set()
    for basis in (report, "reports/x0a1"):
        with pytest.raises(CallRefusedError) as error:
            place(server.client(AN), account, basis=basis)
        told.add((*refused(error), error.value.message, str(error.value.violations)))
    [(code, *_)] = told
    assert code == "INVALID_ARGUMENT"
    held = place(server.client(KEEPER), account, basis=report, amount=vnd(5_000_000), ceiling=vnd(5_000_000))
    assert held.basis == report
    with pytest.raises(CallRefusedError) as error:
        place(server.client(KEEPER), account, basis=report, amount=vnd(1), ceiling=vnd(5_000_000))
    assert refused(error)[0] == "FAILED_PRECONDITION"


def test_an_order_alone_holds_what_it_says(server: Running) -> None:
    order = {"ground": pb.HOLD_GROUND_AUTHORITY_ORDER, "order_number": "21/QĐ-CA", "basis": ""}
    placed = place(server.client(POLICE_AN), mule(server), **order)
    assert (placed.basis, placed.ceiling.units) == ("orders/21/QĐ-CA", 4_000_000)
    with pytest.raises(CallRefusedError) as error:
        place(server.client(AN), mule(server), basis="")
    assert refused(error) == ("INVALID_ARGUMENT", "REQUEST_INVALID")
