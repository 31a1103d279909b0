from threading import Thread

import psycopg

from builders.ledger import BANK, OTHER_BANK, name_of, request, unit
from builders.stores import fresh_schema
from eidgate.adapters.storage.open import open_store
from eidgate.adapters.storage.postgres_batch import lock_numbers
from eidgate.adapters.storage.rows import lock_key

pytest_plugins = ("builders.store_fixtures",)


def test_lock_numbers_are_in_one_order_whoever_asks_and_without_repetition() -> None:
    keys = [lock_key(str(i)) for i in range(50)]
    assert lock_numbers(keys + keys[::-1]) == lock_numbers(keys[::-1]) == sorted(lock_numbers(keys))
    assert all(-(2**63) <= number < 2**63 for number in lock_numbers(keys))
    assert len(lock_numbers(keys + keys)) == 50


def test_a_relying_partys_cursors_are_given_in_turn_and_hold_up_no_other_party(postgres_url: str) -> None:
    """Else a reader could be past a cursor whose record appears only later."""
    with fresh_schema(postgres_url) as url, psycopg.connect(url) as stranger:
        mine, others = open_store(url), open_store(url)
        [turn] = lock_numbers([lock_key(f"cursor:decision:{BANK}")])
        stranger.execute("SELECT pg_advisory_xact_lock(%s::bigint)", (turn,))
        waiting = Thread(target=mine.ledger.decide, args=(unit("r1", scope="a"),))
        waiting.start()
        queued = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        while waiting.is_alive() and stranger.execute(queued).fetchone() is None:
            pass
        others.ledger.decide(unit("r2", scope="b", claim=request("r2", relying_party=OTHER_BANK)))
        assert others.ledger.find(OTHER_BANK, name_of("r2")) is not None
        assert others.ledger.find(BANK, name_of("r1")) is None
        stranger.commit()
        waiting.join()
        assert others.ledger.find(BANK, name_of("r1")) is not None
        mine.close()
        others.close()
