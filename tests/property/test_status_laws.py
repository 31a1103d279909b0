"""Laws of status lists: what was packed is read back, nothing forged is believed, anything is answered."""

from hypothesis import given
from hypothesis import strategies as st

from builders.assertion import AT
from builders.status import judged, status_scene, trust_with
from eidgate.core.assertion.status_list import MAX_LIST_BYTES, StatusList, StatusListError, decode, inflate
from eidgate.core.assertion.status_list_token import read
from eidgate.core.assertion.verdict import Rejected, Verified
from eidgate.simulator.status_publisher import URI, compressed, header, packed

SCENE = status_scene(size=64)
TOKEN = SCENE.token
TRUST = trust_with(SCENE, TOKEN)
(SIGNER,) = TRUST.issuers.values()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@st.composite
def lists(draw: st.DrawFn) -> tuple[int, list[int]]:
    bits = draw(st.sampled_from([1, 2, 4, 8]))
    return bits, draw(st.lists(st.integers(0, 2**bits - 1), min_size=1, max_size=300))


@given(lists())
def test_what_was_packed_is_read_back(packing: tuple[int, list[int]]) -> None:
    bits, statuses = packing
    width, content = decode(bits, compressed(packed(statuses, bits)))
    found = StatusList(bits=width, statuses=content, issued_at=AT)

    assert [found.status(index) for index in range(len(statuses))] == statuses
    assert all(found.status(index) == 0 for index in range(len(statuses), found.size))
    assert found.status(found.size) is None


@given(st.integers(0, len(TOKEN) - 1), st.integers(0, 7))
def test_no_flipped_bit_of_a_token_is_believed(position: int, bit: int) -> None:
    changed = bytearray(TOKEN.encode())
    changed[position] ^= 1 << bit

    assert not is_read(changed.decode("latin-1"))


@given(st.integers(0, len(TOKEN)), st.text(max_size=3))
def test_no_cut_or_lengthened_token_is_believed(position: int, text: str) -> None:
    assert not is_read(TOKEN[:position] + text) or TOKEN[:position] + text == TOKEN
    assert not is_read(TOKEN[:position] + text + TOKEN[position:]) or not text


@given(st.text() | st.binary().map(lambda content: content.decode("latin-1")))
def test_any_text_is_answered(text: str) -> None:
    is_read(text)


@given(st.binary(max_size=200))
def test_any_signed_payload_is_answered(payload: bytes) -> None:
    is_read(SCENE.key.compact(header(SCENE.key), payload))


@given(JSON)
def test_any_signed_list_is_answered(members: object) -> None:
    is_read(SCENE.key.compact(header(SCENE.key), SCENE.claims | {"status_list": members}))


@given(st.binary(max_size=500))
def test_any_stream_is_answered_within_the_bound(stream: bytes) -> None:
    try:
        assert len(inflate(stream)) <= MAX_LIST_BYTES
    except StatusListError:
        return


@given(JSON)
def test_any_status_of_an_assertion_is_answered(status: object) -> None:
    claims = SCENE.identity_provider.claims(SCENE.citizen, SCENE.request) | {"status": status}
    assertion = SCENE.key.compact(SCENE.identity_provider.header(), claims)

    assert isinstance(judged(assertion, TRUST), Verified | Rejected)


def is_read(token: str) -> bool:
    try:
        read(token, uri=URI, signer=SIGNER, at=AT)
    except StatusListError:
        return False
    return True
