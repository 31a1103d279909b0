"""A process that decides without pause, to be killed: `python -m builders.hammer URL SEED`.

Each answered decision is printed as one line, `{name} {digest of the record}`, after `decide` returned.
Accounts and one-use keys are few, so that processes meet on them. `check` then says whether a store kept
every promise.
"""

import json
import os
import random
import sys
from collections import Counter, defaultdict
from datetime import timedelta
from hashlib import sha256
from threading import Thread
from typing import Any

from builders.ledger import BANK, NOON, earlier, name_of, once, unit
from builders.stores import rows
from eidgate.adapters.storage.open import Store, open_store
from eidgate.core.errors import UnavailableError
from eidgate.ports import Entry, LedgerFacts, StoredRecord, Unit, Weighed

THREADS = 6
SCOPES = 3
KEYS = 4_000


def random_unit(chance: random.Random, request_id: str) -> Unit:
    """A unit that allows what has an unused key, and whose record says all that it saw and did."""
    scope, key = f"scope-{chance.randrange(SCOPES)}", f"jti:{chance.randrange(KEYS)}"
    amount = chance.randrange(1, 1_000)

    def weigh(facts: LedgerFacts) -> Weighed:
        allowed = not facts.assertion_used
        record = {
            "name": name_of(request_id),
            "scope": scope,
            "key": key,
            "assertion_used": facts.assertion_used,
            "total": sum(each.amount for each in facts.earlier),
            "amount": amount if allowed else 0,
        }
        return Weighed(
            name=name_of(request_id),
            record=json.dumps(record).encode(),
            outcome="ALLOW" if allowed else "DENY",
            entry=Entry(earlier=earlier(amount), device=key) if allowed else None,
        )

    return unit(request_id, scope=scope, assertion=once(key, NOON + timedelta(days=1)), weigh=weigh)


def hammer(store: Store, seed: str) -> None:
    chance, n = random.Random(seed), 0
    while True:
        n += 1
        each = random_unit(chance, f"{seed}-{n}")
        try:
            record = store.ledger.decide(each).record
        except UnavailableError:
            continue
        line = f"{name_of(f'{seed}-{n}')} {sha256(record).hexdigest()}\n"
        os.write(1, line.encode())


def all_records(store: Store) -> list[bytes]:
    found: list[StoredRecord] = []
    while page := store.ledger.page(BANK, after=found[-1].cursor if found else 0, limit=1_000):
        found += page
    return [each.record for each in found]


def check(store: Store, answered: list[str]) -> int:
    """Assert that every answered decision is there, none is half, and no total or key was seen wrongly."""
    records = all_records(store)
    stored = [json.loads(record) for record in records]
    kept = {each["name"]: sha256(record).hexdigest() for each, record in zip(stored, records, strict=True)}
    assert len(kept) == len(records)
    for line in answered:
        name, digest = line.split()
        assert kept[name] == digest
    _check_whole(store, stored)
    _check_seen(stored)
    return len(records)


def _check_whole(store: Store, stored: list[dict[str, Any]]) -> None:
    entries = {
        name: (scope, amount)
        for name, scope, amount in rows(store, "SELECT decision, scope, amount FROM entry ORDER BY cursor")
    }
    assert entries == {each["name"]: (each["scope"], each["amount"]) for each in stored if each["amount"]}
    [(uses,)] = rows(store, "SELECT count(*) FROM one_use")
    assert uses == len({each["key"] for each in stored})


def _check_seen(stored: list[dict[str, Any]]) -> None:
    accepted = Counter(each["key"] for each in stored if not each["assertion_used"])
    assert set(accepted) == {each["key"] for each in stored}
    assert set(accepted.values()) <= {1}
    totals: dict[str, int] = defaultdict(int)
    for each in stored:
        assert each["total"] == totals[each["scope"]]
        totals[each["scope"]] += each["amount"]


def main(url: str, seed: str) -> None:
    store = open_store(url)
    threads = [Thread(target=hammer, args=(store, f"{seed}-{i}"), daemon=True) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
