"""A fraud desk over the wire: what banks, the police and an alert reader ask of a running server."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp
from google.type.money_pb2 import Money

from builders.desk import new_id
from builders.running import Running
from builders.tainted import trace_to
from eidgate.client import Client, CursorFile
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instrument
from eidgate.rpc.wire.requests import instrument_message
from eidgate.simulator.world import BANK
from eidgate.v1 import alert_service_pb2 as alerts
from eidgate.v1 import hold_pb2 as pb


def vnd(amount: int) -> Money:
    return Money(currency_code="VND", units=amount)


def timestamp(at: datetime) -> Timestamp:
    made = Timestamp()
    made.FromDatetime(at)
    return made


def asking(account: Instrument, **changes: Any) -> pb.PlaceHoldRequest:
    """Ask for a hold of 3 million, of the 4 in a tainted account."""
    told: dict[str, Any] = {
        "request_id": new_id(),
        "account": instrument_message(account),
        "amount": vnd(3_000_000),
        "ceiling": vnd(4_000_000),
        "basis": trace_to(account),
        "ground": pb.HOLD_GROUND_AGREEMENT,
        "reason": "the victim's money arrived here",
    }
    return pb.PlaceHoldRequest(**told | changes)


def place(client: Client, account: Instrument, **changes: Any) -> pb.AccountHold:
    return client.place_hold(asking(account, **changes)).response.hold


def release(client: Client, hold: pb.AccountHold) -> pb.AccountHold:
    request = pb.ReleaseHoldRequest(name=hold.name, etag=hold.etag, note="the owner is innocent")
    return client.release_hold(request).response.hold


def waiting(server: Running, caller: RelyingParty, folder: Path) -> list[alerts.Alert]:
    """What waits for a receiver that reads for the first time."""
    place_ = CursorFile(folder / f"{caller.actor.replace('/', '.')}-{new_id()}")
    return list(server.client(caller).read_alerts(place_))


@contextmanager
def follower(server: Running, cursor: Path, *, caller: RelyingParty = BANK) -> Iterator[list[str]]:
    """Follow alerts on a thread; the names as they came, repetitions and all."""
    names: list[str] = []
    client = server.client(caller)

    def follow() -> None:
        names.extend(alert.name for alert in client.follow_alerts(CursorFile(cursor)))

    thread = Thread(target=follow, daemon=True)
    thread.start()
    yield names
    client.close()
    thread.join()
