"""Killing, starving and ending a serving process under load: answers stay, nothing is accepted twice.

The calls are the SDK's own, over mTLS; the server is `eidgate serve` with two workers on one SQLite file.
"""

import os
import random
import resource
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from builders.desk import OTP, Desk, because, judged, outcome
from builders.load import Load, Paid, check_ledger, in_parallel
from builders.running import Running, prepared, reserved_port, running
from builders.supervised import eventually
from eidgate.client import CallRefusedError, RetryPolicy
from eidgate.core.regulation.terms import Form
from eidgate.core.shape import replace
from eidgate.v1 import decision_pb2
from eidgate.v1 import verification_service_pb2 as pb

KILLS = 4
"""Per life of a supervisor: it waits twice as long before each restart of a worker that did not last."""


def database(server: Running) -> Path:
    return server.installation.folder / "eidgate.db"


def kill_workers(server: Running, chance: random.Random) -> None:
    """Kill one worker after another, at any moment, while the other one serves or starts."""
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.2, 0.5))
        eventually(lambda: bool(server.workers()))
        os.kill(chance.choice(server.workers()), signal.SIGKILL)


def kill_all(server: Running) -> None:
    """Kill the whole tree at once, as a power cut would."""
    workers = server.workers()
    for pid in (server.process.pid, *server.nursery(), *workers):
        os.kill(pid, signal.SIGKILL)
    server.process.wait()
    for pid in workers:
        eventually(lambda gone=pid: not Path(f"/proc/{gone}/cmdline").exists())  # type: ignore[misc]  # bound here
    assert server.process.stdout is not None
    server.process.stdout.close()


@pytest.mark.slow
def test_sigkill_at_any_moment_loses_no_answer_and_accepts_nothing_twice(tmp_path: Path) -> None:
    with reserved_port() as port:
        server = prepared(tmp_path, address=f"127.0.0.1:{port}")
        play_with_kills(server, tmp_path)


def play_with_kills(server: Running, tmp_path: Path) -> None:
    chance = random.Random(2026)
    server.environment = {"TMPDIR": str(tmp_path)}
    server.start()
    try:
        load = Load(server=server, desks=[server.desk() for _ in range(3)])
        with load:
            for _ in range(2):
                kill_workers(server, chance)
                kill_all(server)
                server.start()
            time.sleep(0.5)
        check_answers(server, load)
    finally:
        server.close()
    records = check_ledger(database(server))
    assert {one.response.decision.name for one in load.answered} <= {record.name for record in records}


def check_answers(server: Running, load: Load) -> None:
    """Ask again: each answer the same, each assertion used up, each day total what was allowed."""
    answered = load.answered
    assert len(answered) > 100
    assert {outcome(one.response.decision) for one in answered} >= {"ALLOW", "DENY"}

    def same_again(paid: Paid) -> None:
        again = client.verify_transaction(paid.request)
        assert again.replayed
        assert again.response.SerializeToString() == paid.response.SerializeToString()

    def used_up(paid: Paid) -> None:
        asked = pb.VerifyTransactionRequest()
        asked.CopyFrom(paid.request)
        asked.request_id = asked.request_id[:-12] + os.urandom(6).hex()
        denied = client.verify_transaction(asked).response.decision
        assert (outcome(denied), "JTI_REPLAYED" in because(denied)) == ("DENY", True)

    client = server.client()
    in_parallel(same_again, answered)
    shown = {one.request.assertion.jwt: one for one in answered if one.request.HasField("assertion")}
    in_parallel(used_up, shown.values())
    allowed = Counter[str]()
    for one in answered:
        if one.allowed:
            transaction = one.request.transaction
            allowed[transaction.payer.number] += transaction.amount.units
    for desk in load.desks:  # asked anew: their own connections may still pause after the last refusal
        assert replace(desk, client=client).day_total() == allowed[desk.customer.account.number]


@pytest.mark.slow
def test_sigterm_under_load_fails_no_call_that_was_accepted(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        load = Load(server=server, desks=[server.desk() for _ in range(3)], persistent=False)
        with load:
            time.sleep(1)
            assert not load.refused
            assert server.end() == 0
    assert len(load.answered) > 50
    recorded = {record.request_id for record in check_ledger(database(server))}
    assert {one.request.request_id for one in load.answered} <= recorded
    assert not {one.request_id for one in load.refused} & recorded, "decided, but the caller was refused"


def limit_files(server: Running, most: int) -> None:
    """Let the workers' files grow no further: writes fail as on a full disk; 0 fails every write."""
    for pid in server.workers():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def ask(desk: Desk, request: pb.VerifyTransactionRequest) -> decision_pb2.Decision | CallRefusedError:
    try:
        return desk.ask(request).response.decision
    except CallRefusedError as error:
        return error


@pytest.mark.slow
@pytest.mark.parametrize("room", [12_000, None], ids=["a full disk", "a disk that takes no write"])
def test_a_store_that_cannot_be_written_refuses_and_loses_nothing(tmp_path: Path, room: int | None) -> None:
    with running(tmp_path) as server:
        desk = server.desk()
        desk.client = server.client(retry=RetryPolicy(attempts=1))
        before = [desk.pay(1_000, forms=(*OTP, Form.FACE_MATCH)) for _ in range(120)]  # no run of payments
        wal = Path(f"{database(server)}-wal").stat().st_size
        limit_files(server, 0 if room is None else wal + room)

        made, refused = [], list[pb.VerifyTransactionRequest]()
        while len(refused) < 3:
            request = desk.request(1_000, assertion=desk.sign(1_000))
            answered = ask(desk, request)
            if isinstance(answered, CallRefusedError):
                assert (answered.code.name, answered.reason) == ("UNAVAILABLE", "STORE_UNAVAILABLE")
                assert answered.retry_after is not None
                refused.append(request)
            else:
                made.append(answered)
        for one in (*before[:3], *made):  # reading goes on
            assert desk.client.get_decision(pb.GetDecisionRequest(name=one.name)).decision == one
        assert len(server.workers()) == 2

        limit_files(server, resource.RLIM_INFINITY)
        for request in refused:
            again = desk.ask(request)
            assert (judged(again.response.decision), again.replayed) == (("ALLOW", "B"), False)
        assert desk.day_total() == 1_000 * (len(before) + len(made) + len(refused))
        assert server.metrics()["eidgate_worker_restarts_total"] == 0
    records = {record.name for record in check_ledger(database(server))}
    assert {one.name for one in (*before, *made)} <= records
    assert len(records) == len(before) + len(made) + len(refused)
