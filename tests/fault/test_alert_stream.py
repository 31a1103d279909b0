"""Alerts through kills, restarts and slow readers: nothing lost, nothing reordered, nobody harmed by another.

Real servers of two workers each; readers are the SDK's own, with their places in files.
"""

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from threading import Thread

import grpc
import pytest

from builders.holding_desk import asking, follower, place, waiting
from builders.holds import AN
from builders.running import Running, prepared, reserved_port, running
from builders.served import channel
from builders.supervised import eventually
from builders.tainted import tainted
from eidgate.client import Client, CursorFile, RetryPolicy
from eidgate.simulator.world import BANK, OTHER_BANK
from eidgate.v1 import alert_service_pb2 as pb

pytest_plugins = ("builders.store_fixtures",)

HOLDS = 60
PATIENT = RetryPolicy(attempts=1_000)


def produce(client: Client, server: Running, told: list[str]) -> None:
    """Place holds one after another, asking again with the same bytes until each is answered."""
    accounts = tainted(server, *(server.world.account(1_000 + n, bank=OTHER_BANK) for n in range(HOLDS)))
    for account in accounts:
        request = asking(account)
        told.append(client.place_hold(request, deadline=timedelta(minutes=2)).response.hold.name)
        time.sleep(0.05)


def kill_one(server: Running, chance: random.Random) -> None:
    eventually(lambda: bool(server.workers()))
    os.kill(chance.choice(server.workers()), signal.SIGKILL)


def subject(alert: str) -> str:
    """The hold that an alert's name tells."""
    return f"holds/{alert.removeprefix('alerts/').rpartition('v')[0]}"


def in_order(names: list[str]) -> list[str]:
    """Without repetitions, in the order in which each came first."""
    return list(dict.fromkeys(names))


def gaps(names: list[str], order: list[str]) -> list[tuple[str, str]]:
    """Places at which a reader met neither the next alert nor an earlier one again."""
    place_of = {name: number for number, name in enumerate(order)}
    return [(one, other) for one, other in pairwise(names) if place_of[other] > place_of[one] + 1]


@pytest.mark.slow
def test_readers_lose_and_reorder_nothing_through_kills_and_restarts(store_url: str, tmp_path: Path) -> None:
    chance = random.Random(2026)
    with reserved_port() as port:
        server = prepared(tmp_path, store=store_url, address=f"127.0.0.1:{port}")
        server.start()
        told: list[str] = []
        with (
            follower(server, tmp_path / "keeper", caller=OTHER_BANK) as keeper,
            follower(server, tmp_path / "requester", caller=BANK) as requester,
        ):
            producer = Thread(
                target=produce, args=(server.client(AN, retry=PATIENT), server, told), daemon=True
            )
            producer.start()
            for _ in range(3):
                time.sleep(chance.uniform(0.3, 0.8))
                kill_one(server, chance)
            server.end()
            server.start()
            kill_one(server, chance)
            producer.join(120)
            eventually(lambda: len(set(keeper)) == len(set(requester)) == HOLDS)
        whole = [alert.name for alert in waiting(server, OTHER_BANK, tmp_path)]
        server.close()
    assert [subject(name) for name in whole] == told
    assert in_order(keeper) == whole
    assert gaps(keeper, whole) == []
    assert [subject(name) for name in in_order(requester)] == told


@contextmanager
def dead_reader(server: Running) -> Iterator[None]:
    """Open a stream and never take a message from it."""
    with channel(server.installation.certificates, server.port, caller=OTHER_BANK.relying_party_id) as opened:
        stream = opened.unary_stream("/eidgate.v1.AlertService/StreamAlerts")(
            pb.StreamAlertsRequest().SerializeToString()
        )
        yield
        stream.cancel()


@pytest.mark.slow
def test_slow_and_dead_readers_affect_nobody_else(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        accounts = tainted(server, *(server.world.account(2_000 + n, bank=OTHER_BANK) for n in range(30)))
        with dead_reader(server), dead_reader(server):
            with follower(server, tmp_path / "quick", caller=OTHER_BANK) as quick:
                slow = server.client(OTHER_BANK).follow_alerts(CursorFile(tmp_path / "slow"))
                placed = [place(server.client(AN), account).name for account in accounts]
                first = next(slow)
                eventually(lambda: len(quick) == len(accounts))
            assert server.desk().pay().name  # decisions go on all the while
            late = [first, *(next(slow) for _ in accounts[1:])]
        assert [subject(one.name) for one in late] == placed
        assert [subject(name) for name in quick] == placed
        slow.close()


@pytest.mark.slow
def test_a_reader_that_dies_midway_meets_its_last_alert_again_and_no_gap(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        accounts = tainted(server, *(server.world.account(3_000 + n, bank=OTHER_BANK) for n in range(3)))
        placed = [place(server.client(AN), account).name for account in accounts]
        place_ = CursorFile(tmp_path / "cursor")
        dying = server.client(OTHER_BANK).follow_alerts(place_)
        assert [subject(next(dying).name) for _ in range(2)] == placed[:2]
        dying.close()  # before it asked for the third: the second may not have been dealt with
        again = [subject(alert.name) for alert in server.client(OTHER_BANK).read_alerts(place_)]
        assert again == placed[1:]


def test_more_streams_than_one_receiver_may_have_are_refused_and_harm_no_other(tmp_path: Path) -> None:
    with running(tmp_path, workers=1) as server:
        made = server.installation.certificates
        with channel(made, server.port, caller=OTHER_BANK.relying_party_id) as opened:
            ask = opened.unary_stream(
                "/eidgate.v1.AlertService/StreamAlerts",
                response_deserializer=pb.StreamAlertsResponse.FromString,
            )
            empty = pb.StreamAlertsRequest().SerializeToString()
            held = [ask(empty) for _ in range(8)]
            assert all(next(stream).HasField("checkpoint") for stream in held)
            with pytest.raises(grpc.RpcError) as error:
                next(ask(empty))
            assert error.value.code() is grpc.StatusCode.RESOURCE_EXHAUSTED  # type: ignore[attr-defined]  # a call too
            assert waiting(server, BANK, tmp_path) == []
            for stream in held:
                stream.cancel()
