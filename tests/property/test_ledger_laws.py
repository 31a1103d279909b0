"""The ledger's laws: a small model agrees in sequence, and no interleaving breaks what it promises.

Each example works in accounts, keys and requests of its own, so that one store serves all of them.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.law_examples import law_examples
from builders.ledger import BANK, earlier, name_of, once, report, request, unit
from eidgate.adapters.storage.open import Store
from eidgate.core.errors import EidgateError, IllegalStateError, NotFoundError
from eidgate.ports import Entry, LedgerFacts, Recorded, Unit, Weighed

pytest_plugins = ("builders.store_fixtures",)

_examples = count()

relaxed = settings(
    max_examples=law_examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

few = st.integers(0, 2)
decisions = st.tuples(st.just("decide"), few, st.integers(1, 9), few, few)
reports = st.tuples(st.just("report"), few, st.sampled_from(["completed", "cancelled", "reversed"]))


@dataclass
class Model:
    """What a ledger is, without storage: a list and two sets."""

    made: dict[str, tuple[str, int]] = field(default_factory=dict)
    records: dict[str, bytes] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    reported: dict[str, list[str]] = field(default_factory=dict)

    def counts(self, scope: str) -> list[int]:
        return [
            amount
            for name, (where, amount) in self.made.items()
            if where == scope and amount and "cancelled" not in self.reported.get(name, [])
        ]

    def may_report(self, name: str, kind: str) -> bool:
        excluded = {
            "completed": {"cancelled"},
            "cancelled": {"completed", "reversed"},
            "reversed": {"cancelled"},
        }
        return not excluded[kind] & set(self.reported.get(name, []))


def spending(request_id: str, scope: str, amount: int, key: str) -> Unit:
    """Allow when the key is unused and the day's total stays below 20; record all that was seen."""

    def weigh(facts: LedgerFacts) -> Weighed:
        before = [int(each.amount) for each in facts.earlier]
        allowed = not facts.assertion_used and sum(before) + amount <= 20
        record = {
            "name": request_id,
            "scope": scope,
            "key": key,
            "before": before,
            "used": facts.assertion_used,
            "amount": amount if allowed else 0,
        }
        return Weighed(
            name=name_of(request_id),
            record=json.dumps(record).encode(),
            outcome="ALLOW" if allowed else "DENY",
            entry=Entry(earlier=earlier(amount)) if allowed else None,
        )

    return unit(request_id, scope=scope, assertion=once(key), weigh=weigh)


@given(steps=st.lists(st.one_of(decisions, reports), max_size=25))
@relaxed
def test_a_ledger_does_what_a_list_and_a_set_would(store: Store, steps: list[Any]) -> None:
    model, here = Model(), f"model-{next(_examples)}"
    for n, step in enumerate(steps):
        if step[0] == "decide":
            _, scope, amount, key, again = step
            _decide_both(store, model, f"{here}-r{n - again}", (f"{here}-s{scope}", amount, f"{here}-k{key}"))
        else:
            _report_both(store, model, f"{here}-r{n - 1 - step[1]}", step[2], f"{here}-c{n}")
    assert {name: store.ledger.find(BANK, name_of(name)) for name in model.records} == model.records


def _decide_both(store: Store, model: Model, name: str, wish: tuple[str, int, str]) -> None:
    scope, _, key = wish
    answer = store.ledger.decide(spending(name, *wish))
    if name in model.records:
        assert answer == Recorded(record=model.records[name], replayed=True)
        return
    saw = json.loads(answer.record)
    assert (saw["before"], saw["used"]) == (model.counts(scope), key in model.used)
    model.records[name] = answer.record
    model.used.add(key)
    model.made[name] = (scope, saw["amount"])


def _report_both(store: Store, model: Model, name: str, kind: str, request_id: str) -> None:
    try:
        store.ledger.report(request(request_id), report(name, kind))
    except NotFoundError:
        assert name not in model.records
    except IllegalStateError:
        assert not model.may_report(name, kind)
    else:
        assert model.may_report(name, kind)
        model.reported.setdefault(name, []).append(kind)


threads = st.lists(
    st.lists(st.tuples(few, st.integers(1, 9), few, st.integers(0, 9)), max_size=8), max_size=4
)


@pytest.fixture
def stores(opened: Callable[[], Store]) -> list[Store]:
    """Two stores on the same tables, as two processes would have."""
    return [opened(), opened()]


@given(plan=threads)
@relaxed
def test_no_interleaving_hides_a_transaction_or_accepts_a_key_twice(
    stores: list[Store], plan: list[list[tuple[int, int, int, int]]]
) -> None:
    here = f"race-{next(_examples)}"
    barrier, answers = Barrier(max(1, len(plan))), []

    def go(i: int, steps: list[tuple[int, int, int, int]]) -> None:
        barrier.wait()
        units = [
            spending(f"{here}-r{name}", f"{here}-s{scope}", amount, f"{here}-k{key}")
            for scope, amount, key, name in steps
        ]
        answers.extend(stores[i % 2].ledger.decide_all(units))

    _run([Thread(target=go, args=(i, steps)) for i, steps in enumerate(plan)])
    assert len(answers) == sum(map(len, plan))
    _check_laws(stores[0], here, answers)


def _run(running: list[Thread]) -> None:
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()


def _check_laws(store: Store, here: str, answers: list[Recorded | EidgateError]) -> None:
    records = [answer.record for answer in answers if isinstance(answer, Recorded)]
    assert len(records) == len(answers)
    stored = [each.record for each in store.ledger.page(BANK, after=0, limit=100_000)]
    told = [json.loads(record) for record in stored if json.loads(record)["name"].startswith(f"{here}-")]
    assert set(records) <= set(stored)
    assert len({json.loads(record)["name"] for record in records}) == len(set(records))
    sums: dict[str, list[int]] = defaultdict(list)
    for each in told:
        assert each["before"] == sums[each["scope"]]
        sums[each["scope"]] += [each["amount"]] if each["amount"] else []
        assert sum(sums[each["scope"]]) <= 20
    accepted = Counter(each["key"] for each in told if not each["used"])
    assert accepted == Counter({each["key"] for each in told})
