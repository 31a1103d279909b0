"""Recorded decisions for measuring: the worlds of the shipped policy's tests, decided and stored by turns.

Each has a day of earlier payments and a week of history, as a customer in the middle of a day has.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from eidgate.adapters.policies import load_policy, read_document
from eidgate.adapters.policy_worlds import parse_worlds
from eidgate.adapters.regulation_tables import load_regulation
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.many import insert
from eidgate.adapters.storage.open import open_store
from eidgate.adapters.storage.rows import to_micros
from eidgate.core.regulation.terms import Earlier, Group, TransactionClass
from eidgate.core.risk.decide import decide
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.history import Credits, Flow, History
from eidgate.core.risk.outcome_reports import OutcomeKind
from eidgate.core.risk.record import DecisionRecord
from eidgate.core.shape import replace
from eidgate.core.terms import DecisionName, Instant, RelyingPartyId, RequestId, Vnd
from eidgate.core.transparency.canonical import canonical

BANK = RelyingPartyId("bank-a")
TOGETHER = 500
EARLIER = 3
KINDS = (OutcomeKind.COMPLETED, OutcomeKind.FALSE_ALARM, OutcomeKind.FRAUD_CONFIRMED)


def record_payments(path: Path, count: int) -> None:
    """Make a store with so many decisions; a report on every other one."""
    store = open_store(f"sqlite:///{path}")
    try:
        rows = _rows(count)
        while some := list(islice(rows, TOGETHER)):
            store.access.change(partial(_add, rows=some))
    finally:
        store.close()


def _rows(count: int) -> Iterator[tuple[DecisionRecord, bytes]]:
    policy, regulation = load_policy("vn-bank"), load_regulation()
    worlds = [_lived_in(one.facts) for one in parse_worlds(*read_document("vn-bank.tests"))]
    judged = [(facts, decide(facts, policy=policy, regulation=regulation)) for facts in worlds]
    for number, (facts, decision) in enumerate(islice(cycle(judged), count)):
        record = DecisionRecord(
            name=DecisionName(f"decisions/x{number:026}"),
            relying_party=BANK,
            method="VerifyTransaction",
            request_id=RequestId(f"00000000-0000-4000-8000-{number:012}"),
            correlation_id=f"c-{number}",
            request_digest="0" * 64,
            trusted_at=facts.at,
            receipt_key="r1",
            facts=facts,
            decision=decision,
        )
        yield record, canonical(record)


def _lived_in(facts: Facts) -> Facts:
    if facts.transaction is None:
        return facts
    return replace(
        facts,
        earlier=facts.earlier or tuple(_earlier(facts.at, hours) for hours in range(1, EARLIER + 1)),
        history=facts.history or _history(facts.at),
    )


def _earlier(at: Instant, hours: int) -> Earlier:
    return Earlier(
        group=Group.OTHER_OR_ELSEWHERE,
        amount=Vnd(100_000 * hours),
        transaction_class=TransactionClass.B,
        confirmed_as=TransactionClass.B,
        at=at - timedelta(hours=hours / 10),
    )


def _history(at: Instant) -> History:
    return History(
        day=Flow(payments=3, amount=Vnd(600_000), others=2),
        week=Flow(payments=9, amount=Vnd(3_000_000), others=4),
        payee_since=at - timedelta(days=90),
        active_since=at - timedelta(days=400),
        hour_since=at - timedelta(days=300),
        largest=Vnd(90_000_000),
        payee_received=Credits(credits=4, amount=Vnd(2_000_000), payers=2),
    )


def _add(session: Session, *, rows: list[tuple[DecisionRecord, bytes]]) -> None:
    into = (
        "INSERT INTO decision"
        " (name, relying_party, method, request_id, request_key, digest, at, outcome, words, record)"
    )
    insert(session, into, [_decision(*one) for one in rows])
    reported = [record for record, _ in rows[::2]]
    into = (
        "INSERT INTO outcome_report"
        " (decision, kind, at, note, relying_party, method, request_id, request_key, digest)"
    )
    insert(session, into, [_report(record, place) for place, record in enumerate(reported)])


def _decision(record: DecisionRecord, raw: bytes) -> tuple[str | int | bytes, ...]:
    transaction, key = record.facts.transaction, record.request_id.encode()
    words = f'{{"kind":"{transaction.kind}"}}' if transaction else ""
    return (
        record.name,
        record.relying_party,
        record.method,
        record.request_id,
        key,
        key,
        to_micros(record.facts.at),
        record.decision.outcome.name,
        words,
        raw,
    )


def _report(record: DecisionRecord, place: int) -> tuple[str | int | bytes, ...]:
    key = record.request_id.encode()
    kind = KINDS[place % len(KINDS)]
    return (
        record.name,
        kind,
        to_micros(record.facts.at),
        "",
        BANK,
        "ReportOutcome",
        record.request_id,
        key,
        key,
    )
