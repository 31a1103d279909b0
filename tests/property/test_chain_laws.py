"""Laws of `x5c`: total over anything, and no changed byte of a chain is accepted as another's."""

from base64 import b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.assertion import AT, EXPECTED, rejected, request, trust_in
from builders.chain import anchors_of
from builders.law_examples import law_examples
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.verify import verify
from eidgate.core.terms import Masked
from eidgate.simulator.certified_provider import CertifiedIdentityProvider, x5c
from eidgate.simulator.citizen import AN

IDP = CertifiedIdentityProvider(at=AT)
ANCHORS, TRUST = anchors_of(IDP), trust_in(IDP)
DER = [each.der for each in IDP.leaf.chain]
SOUND = IDP.issue(AN, request())

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@given(json_values | st.lists(st.binary(max_size=300).map(lambda raw: b64encode(raw).decode()), max_size=5))
def test_anything_in_x5c_is_answered(value: object) -> None:
    try:
        ANCHORS.leaf_key(value, at=AT)
    except RejectionError:
        return
    raise AssertionError("accepted")


@settings(max_examples=law_examples(1_000))
@given(st.integers(0, len(DER) - 1), st.integers(0, 10_000), st.integers(1, 255))
def test_a_changed_byte_is_answered_and_never_accepted(which: int, position: int, change: int) -> None:
    spoilt = bytearray(DER[which])
    spoilt[position % len(spoilt)] ^= change
    chain = x5c(IDP.leaf.chain)
    chain[which] = b64encode(spoilt).decode()
    with pytest.raises(RejectionError):
        ANCHORS.leaf_key(chain, at=AT)


@settings(max_examples=law_examples(200))
@given(st.integers(0, len(SOUND) - 1), st.integers(0, 6))
def test_no_changed_bit_of_an_assertion_with_certificates_is_accepted(position: int, bit: int) -> None:
    changed = SOUND[:position] + chr(ord(SOUND[position]) ^ (1 << bit)) + SOUND[position + 1 :]

    rejected(verify(Masked(changed), trust=TRUST, expected=EXPECTED, at=AT))


@given(st.binary(max_size=3), st.integers(0, 3))
def test_what_is_remembered_changes_no_answer(appended: bytes, count: int) -> None:
    """A fresh memory and a used one judge alike."""
    chain = x5c(IDP.leaf.chain)[: count or None] + ([b64encode(appended).decode()] if appended else [])
    assert answer(chain, fresh=True) == answer(chain, fresh=False)


def answer(chain: list[str], *, fresh: bool) -> object:
    anchors = anchors_of(IDP) if fresh else ANCHORS
    try:
        return anchors.leaf_key(chain, at=AT)
    except RejectionError as rejection:
        return rejection.reason
