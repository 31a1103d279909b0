"""The life of a binding: confirmed once, revoked once, every version counted."""

from datetime import timedelta

import pytest

from builders.facts import AN, ISSUER, OURS, account
from builders.regulation import NOON
from eidgate.core.binding.lifecycle import Binding, BindingState, revoke
from eidgate.core.errors import ConflictError, IllegalStateError
from eidgate.core.terms import BindingName, CustomerKind, IssuerId, RelyingPartyId, SubjectId

LATER = NOON + timedelta(days=1)

BINDING = Binding(
    name=BindingName("bindings/1"),
    issuer=IssuerId(ISSUER),
    subject_id=SubjectId(AN),
    customer=CustomerKind.INDIVIDUAL,
    instrument=account(),
    attested_by=RelyingPartyId("bank-1"),
    institution=OURS,
    account_level=2,
    assertion_digest="ab" * 32,
    created_at=NOON,
    updated_at=NOON,
)


def test_a_new_binding_is_confirmed_and_may_be_relied_on() -> None:
    assert BINDING.active
    assert BINDING.etag == "v1"


def test_revoking_ends_it_and_counts_a_version() -> None:
    ended = revoke(BINDING, at=LATER, reason="the account was sold")
    assert ended.state is BindingState.REVOKED
    assert not ended.active
    assert ended.etag == "v2"
    assert ended.updated_at == LATER
    assert ended.reason == "the account was sold"


def test_revoking_leaves_what_it_was_and_the_older_version_alone() -> None:
    ended = revoke(BINDING, at=LATER, reason="")
    assert ended.created_at == NOON
    assert (ended.name, ended.subject_id, ended.instrument) == (
        BINDING.name,
        BINDING.subject_id,
        BINDING.instrument,
    )
    assert BINDING.active


def test_revokes_the_version_that_was_named() -> None:
    assert not revoke(BINDING, at=LATER, reason="", etag="v1").active


def test_refuses_to_revoke_another_version_than_was_named() -> None:
    with pytest.raises(ConflictError, match="at v1, not v2"):
        revoke(BINDING, at=LATER, reason="", etag="v2")


def test_refuses_to_revoke_twice() -> None:
    ended = revoke(BINDING, at=LATER, reason="")
    with pytest.raises(IllegalStateError, match="revoked already"):
        revoke(ended, at=LATER, reason="")


def test_a_stale_etag_is_told_before_the_state() -> None:
    ended = revoke(BINDING, at=LATER, reason="")
    with pytest.raises(ConflictError):
        revoke(ended, at=LATER, reason="", etag="v1")


def test_the_printed_form_hides_the_account_number() -> None:
    assert "0011" not in repr(BINDING)
