"""A hold ends on time even when no server runs at that moment; what follows from it is made up for."""

from datetime import timedelta
from pathlib import Path

import pytest

from builders.holding_desk import place, timestamp, waiting
from builders.holds import AN, KEEPER
from builders.running import Running, running
from builders.stores import fresh_schema
from builders.supervised import eventually
from builders.tainted import tainted
from eidgate.adapters.storage.open import open_store
from eidgate.client import check_hold_receipt, read_receipt_keys
from eidgate.core.desk.hold import HoldName
from eidgate.simulator.world import OTHER_BANK
from eidgate.v1 import alert_service_pb2 as alerts
from eidgate.v1 import hold_pb2 as pb

pytest_plugins = ("builders.store_fixtures",)


def read(server: Running, name: str) -> pb.GetHoldResponse:
    return server.client(KEEPER).get_hold(pb.GetHoldRequest(name=name))


def live_through(server: Running, folder: Path) -> str:
    [account] = tainted(server, server.world.account(700, bank=OTHER_BANK))
    ends = server.clock.now() + timedelta(seconds=3)
    placed = place(server.client(AN), account, expire_time=timestamp(ends))
    assert read(server, placed.name).hold.state == pb.HOLD_STATE_PLACED
    server.end()
    eventually(lambda: server.clock.now() >= ends)
    server.start()

    # from the first call on it holds nothing, whether or not that is written down already
    assert read(server, placed.name).hold.state == pb.HOLD_STATE_EXPIRED
    active = server.client(KEEPER).list_holds(pb.ListHoldsRequest(active_only=True))
    assert placed.name not in [one.name for one in active.holds]

    # then the end is written down, with a receipt of its own and an alert to both sides
    eventually(lambda: read(server, placed.name).hold.etag == "v2")
    ended = read(server, placed.name)
    keys = read_receipt_keys(server.installation.receipt_keys)
    assert check_hold_receipt(ended.hold, ended.receipt, keys)
    for caller in (KEEPER, AN):
        told = [alert.kind for alert in waiting(server, caller, folder) if alert.about == placed.name]
        assert told == [alerts.ALERT_KIND_HOLD_PLACED, alerts.ALERT_KIND_HOLD_EXPIRED]
    return placed.name


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_hold_ends_while_the_server_is_down(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if engine == "sqlite":
        with running(tmp_path) as server:
            name = live_through(server, tmp_path)
        store = open_store(f"sqlite:///{tmp_path}/eidgate.db")
        held = store.holds.get(HoldName(name))
        store.close()
        assert held is not None
        assert (held.version, held.actor) == (2, "")
        return
    with (
        fresh_schema(request.getfixturevalue("postgres_url")) as url,
        running(tmp_path, store=url) as server,
    ):
        live_through(server, tmp_path)
