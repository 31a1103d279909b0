"""Policies are kept as they were proposed, and every act once, on every engine."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from hashlib import sha256

import pytest

from builders.ledger import NOON
from eidgate.adapters.storage.open import Store
from eidgate.core.errors import (
    AlreadyExistsError,
    ConflictError,
    IllegalStateError,
    NotFoundError,
    NotPermittedError,
    RequestIdReusedError,
    UnavailableError,
)
from eidgate.core.risk.lifecycle import (
    PolicyAct,
    PolicyEvent,
    PolicyState,
    PolicyVersion,
    activate,
    approve,
    in_force,
    roll_back,
)
from eidgate.core.shape import replace
from eidgate.core.terms import Instant, PolicyName, RelyingPartyId, RequestId
from eidgate.ports import PolicyDocument, RequestClaim

pytest_plugins = ("builders.store_fixtures",)

AN, BINH = "risk-team/an", "risk-team/binh"
LATER = NOON + timedelta(hours=1)


def request(number: str, *, digest: bytes = b"d" * 32) -> RequestClaim:
    return RequestClaim(
        relying_party=RelyingPartyId("risk-team"),
        method="Act",
        request_id=RequestId(number),
        digest=digest,
    )


def document(text: str = "one") -> PolicyDocument:
    raw = text.encode()
    return PolicyDocument(digest=sha256(raw).hexdigest(), document=raw, worlds=b"worlds: []")


def version(name: str = "policies/p1", text: str = "one", **differs: object) -> PolicyVersion:
    proposed = PolicyEvent(act=PolicyAct.PROPOSE, actor=AN, at=NOON, effective_at=NOON, note="why")
    made = PolicyVersion(
        name=PolicyName(name),
        line="vn-bank",
        version=f"version-{text}",
        digest=document(text).digest,
        approvals_needed=1,
        events=(proposed,),
    )
    return replace(made, **differs)  # type: ignore[arg-type]  # a test names fields freely


def propose(store: Store, text: str = "one", name: str = "policies/p1") -> PolicyVersion:
    return store.policies.propose(request(f"propose-{name}"), version(name, text), document(text))


def approved(store: Store, text: str = "one", name: str = "policies/p1") -> PolicyVersion:
    propose(store, text, name)
    step = partial(approve, actor=BINH, at=NOON, etag="v1", note="read")
    return store.policies.act(request(f"approve-{name}"), PolicyName(name), step)


def activated(
    store: Store, text: str = "one", name: str = "policies/p1", *, at: Instant | None = None
) -> PolicyVersion:
    approved(store, text, name)
    step = partial(activate, actor=BINH, at=NOON, etag="v2", effective_at=at)
    return store.policies.act(request(f"activate-{name}"), PolicyName(name), step)


def test_a_proposal_is_kept_byte_for_byte_with_who_made_it(opened: Callable[[], Store]) -> None:
    propose(opened())
    other = opened()
    assert other.policies.get(PolicyName("policies/p1")) == version()
    assert other.policies.document(version().digest) == document()
    assert other.policies.page(line="vn-bank", after=0, limit=9) == [(1, version())]
    assert other.policies.page(line="vn-shop", after=0, limit=9) == []


def test_a_retried_proposal_is_answered_as_the_first_time(store: Store) -> None:
    propose(store)
    step = partial(approve, actor=BINH, at=NOON, etag="v1", note="read")
    store.policies.act(request("r2"), PolicyName("policies/p1"), step)
    assert propose(store) == version()


def test_a_request_id_stands_for_one_request(store: Store) -> None:
    propose(store)
    with pytest.raises(RequestIdReusedError):
        store.policies.propose(
            request("propose-policies/p1", digest=b"e" * 32), version("policies/p2", "two"), document("two")
        )


def test_the_same_text_is_proposed_once(store: Store) -> None:
    propose(store)
    with pytest.raises(AlreadyExistsError):
        store.policies.propose(request("r2"), version("policies/p2"), document())


def test_a_version_never_gets_another_text(store: Store) -> None:
    propose(store)
    other = version("policies/p2", "two", version="version-one")
    with pytest.raises(AlreadyExistsError):
        store.policies.propose(request("r2"), other, document("two"))


def test_who_approved_is_recorded_and_a_retry_changes_nothing(store: Store) -> None:
    first = approved(store)
    step = partial(approve, actor=BINH, at=LATER, etag="v1", note="again")
    again = store.policies.act(request("approve-policies/p1"), PolicyName("policies/p1"), step)
    assert again == first
    assert first.state is PolicyState.APPROVED
    assert first.approvers == (BINH,)


@pytest.mark.parametrize(
    ("actor", "etag", "refusal"), [(AN, "v1", NotPermittedError), (BINH, "v2", ConflictError)]
)
def test_a_refused_step_changes_nothing(
    store: Store, actor: str, etag: str, refusal: type[Exception]
) -> None:
    propose(store)
    with pytest.raises(refusal):
        store.policies.act(
            request("r2"),
            PolicyName("policies/p1"),
            partial(approve, actor=actor, at=NOON, etag=etag, note="read"),
        )
    assert store.policies.get(PolicyName("policies/p1")) == version()


def test_nothing_is_done_to_a_policy_that_is_not_there(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.policies.act(
            request("r1"), PolicyName("policies/p9"), partial(approve, actor=AN, at=NOON, etag="", note="")
        )


def test_every_worker_sees_what_is_activated_and_what_was_struck(opened: Callable[[], Store]) -> None:
    one, other = opened(), opened()
    activated(one)
    activated(one, "two", "policies/p2", at=LATER)
    seen = other.policies.activations()
    assert [(each.name, each.effective_at) for each in seen] == [
        ("policies/p1", NOON),
        ("policies/p2", LATER),
    ]
    now, later = in_force(seen, "vn-bank", NOON), in_force(seen, "vn-bank", LATER)
    assert (now and now.name, later and later.name) == ("policies/p1", "policies/p2")
    step = partial(roll_back, actor=AN, at=NOON, etag="v3", note="too many holds")
    one.policies.act(request("back"), PolicyName("policies/p2"), step)
    assert [each.name for each in other.policies.activations()] == ["policies/p1"]


def test_what_was_rolled_back_is_over(store: Store) -> None:
    activated(store)
    back = partial(roll_back, actor=AN, at=NOON, etag="", note="no")
    store.policies.act(request("back"), PolicyName("policies/p1"), back)
    again = partial(activate, actor=AN, at=NOON, etag="", effective_at=None)
    with pytest.raises(IllegalStateError):
        store.policies.act(request("again"), PolicyName("policies/p1"), again)


def test_a_configured_text_is_kept_once(opened: Callable[[], Store]) -> None:
    for store in (opened(), opened()):
        store.policies.keep(document())
        assert store.policies.document(document().digest) == document()
    assert opened().policies.document("00") is None


@pytest.mark.parametrize("statement", ["UPDATE policy_event SET actor = 'x'", "DELETE FROM policy_text"])
def test_no_row_is_ever_changed(store: Store, statement: str) -> None:
    propose(store)
    with pytest.raises(UnavailableError):
        store.access.change(lambda session: session.write(statement))
    assert store.policies.get(PolicyName("policies/p1")) == version()
