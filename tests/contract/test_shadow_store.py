"""Shadows are found by their acts, and what they count adds up over workers, on every engine."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256

import pytest

from builders.ledger import NOON, request
from eidgate.adapters.storage.open import Store
from eidgate.core.errors import UnavailableError
from eidgate.core.risk.lifecycle import PolicyAct, PolicyEvent, PolicyVersion, activate, approve
from eidgate.core.risk.shadowing import end_shadow, share_of, start_shadow
from eidgate.core.risk.trial.tally import Cell, Part, Tally
from eidgate.core.risk.trial.truth import Truth
from eidgate.core.terms import PolicyName
from eidgate.ports import PolicyDocument

pytest_plugins = ("builders.store_fixtures",)

AN, BINH = "risk-team/an", "risk-team/binh"


def propose(store: Store, number: int) -> PolicyName:
    raw = f"document {number}".encode()
    document = PolicyDocument(digest=sha256(raw).hexdigest(), document=raw, worlds=b"worlds: []")
    event = PolicyEvent(act=PolicyAct.PROPOSE, actor=AN, at=NOON, effective_at=NOON, note="why")
    version = PolicyVersion(
        name=PolicyName(f"policies/p{number}"),
        line="vn-bank",
        version=f"own-{number}",
        digest=document.digest,
        approvals_needed=1,
        events=(event,),
    )
    return store.policies.propose(request(f"propose-{number}"), version, document).name


def start(store: Store, name: PolicyName, per_mille: int, turn: str = "1") -> PolicyVersion:
    step = partial(start_shadow, actor=AN, at=NOON, etag="", per_mille=per_mille, note="try it")
    return store.policies.act(request(f"start-{name}-{turn}"), name, step)


def tally(decisions: int, *, band: str = "0-5m", truth: Truth = Truth.UNKNOWN) -> Tally:
    made = Tally(tried=decisions, changed=1, undecided=2, missed=3)
    made.count(Cell(Part.BAND, band, "ALLOW", "HOLD", truth), decisions, 10 * decisions)
    made.count(Cell(Part.REASON, "PAYEE_NEW", "", "HOLD", truth), decisions, 10 * decisions)
    return made


def test_a_shadow_is_found_with_its_newest_share_until_it_ends(store: Store) -> None:
    name = propose(store, 1)
    assert list(store.shadows.shadows()) == []
    start(store, name, 100)
    made = start(store, name, 300, turn="2")
    assert share_of(made) == 300
    [shadow] = store.shadows.shadows()
    assert (shadow.name, shadow.line, shadow.version, shadow.per_mille) == (name, "vn-bank", "own-1", 300)
    step = partial(end_shadow, actor=BINH, at=NOON, etag="", note="seen enough")
    store.policies.act(request("end"), name, step)
    assert list(store.shadows.shadows()) == []
    start(store, name, 5, turn="3")
    assert [one.per_mille for one in store.shadows.shadows()] == [5]


def test_an_activation_ends_a_shadow(store: Store) -> None:
    name = propose(store, 1)
    start(store, name, 100)
    store.policies.act(request("approve"), name, partial(approve, actor=BINH, at=NOON, etag="", note="ok"))
    assert [one.name for one in store.shadows.shadows()] == [name]
    step = partial(activate, actor=BINH, at=NOON, etag="", effective_at=None)
    store.policies.act(request("activate"), name, step)
    assert list(store.shadows.shadows()) == []


def test_any_number_may_shadow_and_each_is_found_in_the_order_of_its_start(store: Store) -> None:
    names = [propose(store, number) for number in range(40)]
    for name in reversed(names):
        start(store, name, 100)
    assert [one.name for one in store.shadows.shadows()] == names[::-1]


def test_every_act_on_a_policy_is_seen_as_a_change(store: Store) -> None:
    seen = [store.shadows.changes()]
    name = propose(store, 1)
    seen.append(store.shadows.changes())
    start(store, name, 100)
    seen.append(store.shadows.changes())
    start(store, name, 100)  # the same request again is no act
    assert len(set(seen)) == 3
    assert store.shadows.changes() == seen[-1]


def test_what_workers_count_adds_up(opened: Callable[[], Store]) -> None:
    name, stores = PolicyName("policies/p1"), [opened(), opened()]
    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(lambda place: stores[place % 2].shadows.add({name: tally(3)}), range(8)))
    counted = stores[0].shadows.counted(name)
    assert (counted.tried, counted.changed, counted.undecided, counted.missed) == (24, 8, 16, 24)
    [(cell, found)] = counted.of(Part.BAND)
    assert (cell.recorded, cell.candidate, cell.truth) == ("ALLOW", "HOLD", Truth.UNKNOWN)
    assert (found.decisions, found.amount) == (24, 240)
    [(reason, _)] = counted.of(Part.REASON)
    assert (reason.what, reason.recorded) == ("PAYEE_NEW", "")


def test_each_version_has_its_own_counts_whatever_turned_out_true(store: Store) -> None:
    first, second = PolicyName("policies/p1"), PolicyName("policies/p2")
    both = tally(1, truth=Truth.FRAUD)
    both.add(tally(1, truth=Truth.COMPLETED))
    store.shadows.add({first: both, second: tally(5, band="none")})
    store.shadows.add({})
    assert store.shadows.counted(first).tried == 2
    [(cell, found)] = store.shadows.counted(first).of(Part.BAND)
    assert (cell.truth, found.decisions) == (Truth.UNKNOWN, 2)
    assert store.shadows.counted(second).tried == 5
    assert store.shadows.counted(PolicyName("policies/p3")) == Tally()


def test_a_closed_store_says_so(opened: Callable[[], Store]) -> None:
    store = opened()
    store.close()
    for act in (
        store.shadows.shadows,
        store.shadows.changes,
        lambda: store.shadows.add({PolicyName("policies/p1"): tally(1)}),
    ):
        with pytest.raises(UnavailableError):
            act()
