"""Banks record from several processes while a trace begins and goes on: nothing that moved is missed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from builders.chase import Chase
from builders.ledger import request
from builders.service import NOON, scene_in
from builders.stores import rows
from builders.transfers import account, moved, random_transfers, settled
from eidgate.adapters.storage.open import Store
from eidgate.app.follow_traces import follow_traces
from eidgate.app.service import Service
from eidgate.app.trace_funds import FromTransfer, trace_funds
from eidgate.core.desk.trace.transfers import Transfer, in_order
from eidgate.core.desk.trace.walk import trace
from eidgate.core.shape import replace
from eidgate.core.terms import RelyingPartyId
from eidgate.simulator.world import POLICE

pytest_plugins = ("builders.store_fixtures",)

ENOUGH = timedelta(minutes=1)
BANK = RelyingPartyId("bank-one")


def record(store: Store, name: str, transfers: list[Transfer]) -> None:
    for number in range(0, len(transfers), 7):
        some = settled(*transfers[number : number + 7])
        store.transfers.record(request(f"{name}-{number}"), some, recorded_by=BANK)


def go_on(service: Service) -> None:
    while follow_traces(service, until=service.clock.now() + ENOUGH, limit=9):
        pass


@pytest.mark.parametrize("drawn", range(3))
def test_a_trace_that_raced_with_recorders_ends_where_one_from_scratch_ends(
    opened: Callable[[], Store], tmp_path: Path, drawn: int
) -> None:
    random = Random(drawn)
    fraud = moved(1_000, account(0), account(1), 5_000, at=NOON)
    moves = [one._replace(at=one.at + 1) for one in random_transfers(random, 150)]
    random.shuffle(moves)
    stores = [opened(), opened()]
    stores[0].transfers.record(request("first"), settled(fraud), recorded_by=BANK)
    with scene_in(tmp_path) as scene, ThreadPoolExecutor(4) as pool:
        services = [replace(scene.service, transfers=one.transfers, traces=one.traces) for one in stores]
        recording = [pool.submit(record, one, f"r{half}", moves[half::2]) for half, one in enumerate(stores)]
        start = FromTransfer(institution="999901", transfer_id="FT-1000")
        wanted = Chase(scene).wanted(caller=POLICE, start=start)
        begun = trace_funds(wanted, services[0], remaining=ENOUGH).trace
        following = [pool.submit(go_on, one) for one in services]
        for task in (*recording, *following):
            task.result()
        go_on(services[1])
    ended = stores[0].traces.get(begun.name)
    assert ended is not None
    assert ended.found == trace(in_order([fraud, *moves]), begun.seeds, begun.bounds, begun.rule)
    assert stores[0].traces.due(limit=9) == []
    names = [name for (name,) in rows(stores[0], "SELECT name FROM alert")]
    assert len(names) == len(set(names))
