"""What a host whose clock is behind, or a call that took long, could accept again is remembered."""

from datetime import timedelta
from pathlib import Path

import msgspec

from builders.ledger import NOON, facts_of, once, unit
from builders.service import SetClock
from builders.stores import write_migrated
from eidgate.adapters.storage.open import Store, open_store
from eidgate.bootstrap.forgetting import KEPT_LONGER, LONGEST_CALL, forgetting
from eidgate.config import ServerSection
from eidgate.core.assertion.trust import MAX_LEEWAY


def is_used(store: Store) -> bool:
    return facts_of(store, unit("again", assertion=once("jti:1"))).assertion_used


def test_a_claim_outlives_its_end_by_another_hosts_clock_and_the_longest_call(tmp_path: Path) -> None:
    store = open_store(write_migrated(tmp_path / "ledger.db"))
    store.ledger.decide(unit("first", assertion=once("jti:1", NOON)))

    clock = SetClock(NOON + MAX_LEEWAY + LONGEST_CALL)
    forgetting(store.ledger, clock).once()
    assert is_used(store)

    clock.at = NOON + KEPT_LONGER + timedelta(microseconds=1)
    forgetting(store.ledger, clock).once()
    assert not is_used(store)
    store.close()


def test_no_longer_call_can_be_configured() -> None:
    (field,) = (one for one in msgspec.structs.fields(ServerSection) if one.name == "deadline_seconds")
    (bounds,) = field.type.__metadata__

    assert bounds.le == LONGEST_CALL.total_seconds()
