"""Whatever is accepted here, PyJWT and joserfc accept as well: stricter than both, never laxer."""

import json
from collections import Counter
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.assertion import AT, EXPECTED, request, trust_in, verified
from builders.libraries import accepted_by_joserfc, accepted_by_pyjwt
from eidgate.core.assertion import base64url
from eidgate.core.assertion.algorithms import ALGORITHMS
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.assertion.verdict import Rejected, Verified
from eidgate.core.assertion.verify import verify
from eidgate.core.terms import Masked
from eidgate.simulator.citizen import AN
from eidgate.simulator.identity_provider import IdentityProvider

SECOND = int(AT.timestamp())
HEADER_VALUES = st.none() | st.text(max_size=5) | st.booleans() | st.lists(st.text(max_size=3), max_size=2)
HEADERS = st.dictionaries(
    st.sampled_from(["typ", "cty", "x", "zip", "x5t", "crit", "b64"]), HEADER_VALUES, max_size=2
)
NEAR = st.integers(SECOND - 700, SECOND + 700)
CLAIMS = st.fixed_dictionaries(
    {},
    optional={
        "iat": NEAR | st.floats(SECOND - 99, SECOND + 99),
        "exp": NEAR | NEAR.map(str),
        "nbf": NEAR,
        "aud": st.sampled_from(["https://bank-a.example", "x", ["https://bank-a.example"], [], None]),
        "sub": st.text(max_size=5),
        "jti": st.text(max_size=5) | st.integers(),
        "auth_time": NEAR,
        "x": st.text(max_size=5) | st.integers() | st.lists(st.none(), max_size=2),
    },
)
SEPARATORS = st.sampled_from([(",", ":"), (", ", ": "), (" ,\n", "\t:")])


@cache
def issuer(algorithm: str) -> tuple[IdentityProvider, TrustSnapshot, dict[str, Any]]:
    idp = IdentityProvider(1, algorithm=algorithm)
    return idp, trust_in(idp), idp.jwks()["keys"][0]


def accepted(text: str, algorithm: str) -> bool:
    """Judge, and hold the libraries to it when we accept."""
    _, trust, jwk = issuer(algorithm)
    verdict = verify(Masked(text), trust=trust, expected=EXPECTED, at=AT)
    if isinstance(verdict, Rejected):
        return False
    assert accepted_by_pyjwt(text, jwk)
    assert accepted_by_joserfc(text, jwk)
    return True


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_sound_assertion_is_accepted_by_all_three(algorithm: str) -> None:
    idp, _, _ = issuer(algorithm)

    assert accepted(idp.issue(AN, request()), algorithm)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(header=HEADERS, claims=CLAIMS, separators=SEPARATORS)
def test_what_is_accepted_of_any_signed_content_is_accepted_by_both_libraries(
    algorithm: str, header: dict[str, object], claims: dict[str, object], separators: tuple[str, str]
) -> None:
    idp, _, _ = issuer(algorithm)
    parts = (idp.header() | header, idp.claims(AN, request()) | claims)
    written = [json.dumps(part, separators=separators, ensure_ascii=False).encode() for part in parts]

    accepted(idp.key.compact(*written), algorithm)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
@given(data=st.data())
def test_what_is_accepted_of_any_changed_text_is_accepted_by_both_libraries(
    algorithm: str, data: st.DataObject
) -> None:
    """And nothing is, but the text itself."""
    idp, _, _ = issuer(algorithm)
    sound = idp.issue(AN, request())
    start = data.draw(st.integers(0, len(sound)))
    put = data.draw(st.text(alphabet=st.characters(max_codepoint=255), max_size=4))
    text = sound[:start] + put + sound[start + data.draw(st.integers(0, 4)) :]

    assert accepted(text, algorithm) == (text == sound)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_any_other_signature_of_the_right_length_is_refused_by_all_three(algorithm: str) -> None:
    """Zeros, ones, and the signature's own parts in another order."""
    idp, _, jwk = issuer(algorithm)
    signing_input, _, text = idp.issue(AN, request()).rpartition(".")
    signature = base64url.decode(text.encode())
    half = len(signature) // 2
    for other in (bytes(len(signature)), b"\xff" * len(signature), signature[half:] + signature[:half]):
        forged = f"{signing_input}.{base64url.encode(other)}"

        assert not accepted(forged, algorithm)
        assert not accepted_by_pyjwt(forged, jwk)
        assert not accepted_by_joserfc(forged, jwk)


def test_the_generated_content_is_accepted_often_enough_to_mean_something() -> None:
    """The law above would hold of a verifier that accepts nothing."""
    idp, trust, _ = issuer("EdDSA")
    found: Counter[type] = Counter()

    @settings(max_examples=200, database=None, derandomize=True)
    @given(header=HEADERS, claims=CLAIMS)
    def count(header: dict[str, object], claims: dict[str, object]) -> None:
        text = idp.key.compact(idp.header() | header, idp.claims(AN, request()) | claims)
        found[type(verify(Masked(text), trust=trust, expected=EXPECTED, at=AT))] += 1

    count()
    assert min(found[Verified], found[Rejected]) >= 10
    verified(verify(Masked(idp.issue(AN, request())), trust=trust, expected=EXPECTED, at=AT))
