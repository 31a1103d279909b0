"""Laws of verification: it is total, and nothing put into a valid assertion verifies; see `test_mutation`."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders.assertion import AT, EXPECTED, request, trust_from, trust_in
from eidgate.core.assertion import base64url
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.strict_json import parse_object
from eidgate.core.assertion.verdict import Rejected, Verified
from eidgate.core.assertion.verify import verify, verify_vector
from eidgate.core.terms import Masked
from eidgate.simulator.citizen import AN
from eidgate.simulator.identity_provider import IdentityProvider

IDP = IdentityProvider(1)
TRUST = trust_in(IDP)
VECTORS = trust_from(IDP.issuer_configuration() | {"profile": "signature", "typ": None})

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)
NAMES = st.sampled_from([*sorted(IDP.claims(AN, request())), "nbf", "x"])


def is_judged(assertion: str) -> None:
    for trust in (TRUST, VECTORS):
        assert isinstance(
            verify(Masked(assertion), trust=trust, expected=EXPECTED, at=AT), Verified | Rejected
        )
        verify_vector(Masked(assertion), trust=trust, expected=EXPECTED, at=AT)


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    is_judged(text)


@given(st.binary())
def test_any_bytes_are_judged(content: bytes) -> None:
    is_judged(content.decode("latin-1"))
    is_judged(content.decode("utf-8", "surrogateescape"))


@given(st.lists(st.binary(max_size=200), min_size=3, max_size=3))
def test_any_three_segments_are_judged(segments: list[bytes]) -> None:
    is_judged(".".join(base64url.encode(segment) for segment in segments))


@given(
    header=st.binary(max_size=60) | st.just(b'{"alg":"ES256","typ":"JWT"}'), payload=st.binary(max_size=200)
)
def test_any_signed_bytes_are_judged(header: bytes, payload: bytes) -> None:
    is_judged(IDP.key.compact(header, payload))


@given(header=st.dictionaries(st.sampled_from(["alg", "kid", "typ", "crit", "b64", "jwk", "x"]), JSON))
def test_any_header_is_judged(header: dict[str, object]) -> None:
    is_judged(IDP.key.compact(IDP.header() | header, IDP.claims(AN, request())))


@given(claims=st.dictionaries(NAMES, JSON))
def test_any_signed_claims_are_judged(claims: dict[str, object]) -> None:
    is_judged(IDP.key.compact(IDP.header(), IDP.claims(AN, request()) | claims))


@given(st.integers(-1_000_000_000, 1_000_000_000))
def test_an_assertion_is_accepted_only_within_its_life(microseconds: int) -> None:
    """From leeway before its issuance until the challenge that it answers expires."""
    offset = timedelta(microseconds=microseconds)

    verdict = verify(Masked(IDP.issue(AN, request())), trust=TRUST, expected=EXPECTED, at=AT + offset)

    assert isinstance(verdict, Verified) == (timedelta(seconds=-60) <= offset < timedelta(seconds=200))


@given(st.data())
def test_no_inserted_or_dropped_character_verifies(data: st.DataObject) -> None:
    assertion = IDP.issue(AN, request())
    position = data.draw(st.integers(0, len(assertion)))
    inserted = data.draw(st.characters())
    dropped = assertion[:position] + assertion[position + 1 :]

    for forged in (assertion[:position] + inserted + assertion[position:], dropped):
        if forged != assertion:
            verdict = verify(Masked(forged), trust=TRUST, expected=EXPECTED, at=AT)
            assert isinstance(verdict, Rejected)


@given(st.binary())
def test_base64url_has_one_spelling_for_each_content(content: bytes) -> None:
    assert base64url.decode(base64url.encode(content).encode()) == content


@given(st.binary(max_size=40))
def test_what_decodes_is_spelt_canonically(text: bytes) -> None:
    try:
        content = base64url.decode(text)
    except ValueError:
        return
    assert base64url.encode(content).encode() == text


@given(st.binary())
def test_strict_json_gives_an_object_or_refuses(content: bytes) -> None:
    try:
        parsed = parse_object(content)
    except (ValueError, RejectionError):
        return
    assert isinstance(parsed, dict)
