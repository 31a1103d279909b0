"""Callers that never give up: threads that pay through the SDK and ask again, by request id, until told."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Self

from builders.desk import Desk
from builders.running import Running
from builders.stores import rows
from eidgate.adapters.storage.open import Store, open_store
from eidgate.client import CallRefusedError, Client, RetryPolicy
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.record import DecisionRecord, read_record
from eidgate.core.terms import local_day
from eidgate.simulator.world import BANK
from eidgate.v1 import decision_pb2
from eidgate.v1 import verification_service_pb2 as pb

PASSING = {"UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED", "CANCELLED"}
"""What a caller may meet while a server dies: no decision is known, asking again is safe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """One answered call."""

    request: pb.VerifyTransactionRequest
    response: pb.VerifyTransactionResponse

    @property
    def allowed(self) -> bool:
        return self.response.decision.outcome == decision_pb2.OUTCOME_ALLOW


@dataclass(kw_only=True)
class Load:
    """Threads that pay for a few customers; each assertion is shown twice, under two request ids."""

    server: Running
    desks: list[Desk]
    threads: int = 6
    persistent: bool = True
    answered: list[Paid] = field(default_factory=list)
    refused: list[pb.VerifyTransactionRequest] = field(default_factory=list)
    strange: list[BaseException] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._stop, self._lock = Event(), Lock()
        self._running = [Thread(target=self._run, args=(n,)) for n in range(self.threads)]

    def __enter__(self) -> Self:
        for thread in self._running:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Let every call under way be answered."""
        self._stop.set()
        for thread in self._running:
            thread.join()
        assert not self.strange, self.strange

    def _run(self, number: int) -> None:
        chance = random.Random(number)
        retry = RetryPolicy() if self.persistent else RetryPolicy(attempts=1)
        client = self.server.client(retry=retry)
        try:
            while not self._stop.is_set():
                self._pay(client, chance)
        except BaseException as fault:  # noqa: BLE001 (told to the test by its main thread)
            self.strange.append(fault)

    def _pay(self, client: Client, chance: random.Random) -> None:
        desk, amount = chance.choice(self.desks), chance.randrange(1_000, 9_000)
        assertion = self._sign(desk, amount) if chance.random() < 0.3 else ""
        for _ in range(2 if assertion else 1):
            self._ask(client, desk.request(amount, assertion=assertion))

    def _sign(self, desk: Desk, amount: int) -> str:
        try:
            return desk.sign(amount)
        except CallRefusedError as error:
            self._check_passing(error)
            return ""

    def _ask(self, client: Client, request: pb.VerifyTransactionRequest) -> None:
        while True:
            try:
                response = client.verify_transaction(request).response
            except CallRefusedError as error:
                self._check_passing(error)
                if not self.persistent:
                    self.refused.append(request)
                    self._stop.wait(0.02)
                    return
                continue
            with self._lock:
                self.answered.append(Paid(request=request, response=response))
            return

    def _check_passing(self, error: CallRefusedError) -> None:
        if error.code.name not in PASSING:
            raise error


def in_parallel(act: Callable[[Paid], None], calls: Iterable[Paid], *, threads: int = 4) -> None:
    """Do something for each answered call, by several threads; raise the first failure."""
    left, failures = iter(list(calls)), list[BaseException]()
    lock = Lock()

    def work() -> None:
        while not failures:
            with lock:
                one = next(left, None)
            if one is None:
                return
            try:
                act(one)
            except BaseException as fault:  # noqa: BLE001 (raised below)
                failures.append(fault)

    running = [Thread(target=work) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    if failures:
        raise failures[0]


def records_of(store: Store) -> list[DecisionRecord]:
    """Every record of the bank's in the order in which they became durable; each must read whole."""
    found = store.ledger.page(BANK.relying_party_id, after=0, limit=1_000_000)
    return [read_record(one.record) for one in found]


def check_ledger(path: Path) -> list[DecisionRecord]:
    """Assert that nothing is half-written and no decision saw less than was allowed before it."""
    store = open_store(f"sqlite:///{path}")
    try:
        records = records_of(store)
        entries = dict(rows(store, "SELECT decision, amount FROM entry"))
    finally:
        store.close()
    moved = [one for one in records if one.facts.transaction]
    allowed = [one for one in moved if one.decision.outcome is Outcome.ALLOW]
    assert entries == {one.name: one.facts.transaction.amount for one in allowed if one.facts.transaction}
    _check_totals(moved)
    accepted = [one.facts.assertion.assertion_id for one in allowed if one.facts.assertion.verified]
    assert len(accepted) == len(set(accepted)), "an assertion was accepted twice"
    return records


def _check_totals(records: list[DecisionRecord]) -> None:
    totals: dict[str, int] = defaultdict(int)
    for record in records:
        transaction = record.facts.transaction
        assert transaction is not None
        day = f"{transaction.payer.key} {local_day(record.facts.at)}"
        assert sum(one.amount for one in record.facts.earlier) == totals[day]
        if record.decision.outcome is Outcome.ALLOW:
            totals[day] += transaction.amount
