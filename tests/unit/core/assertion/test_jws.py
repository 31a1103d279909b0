from base64 import b64encode
from hashlib import sha256
from json import dumps

import pytest

from eidgate.core.assertion import base64url, jws
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.reasons import Reason


def header_of(parameters: dict[str, object]) -> jws.Header:
    return jws.parse(f"{base64url.encode(dumps(parameters).encode())}..").header


HEADER = base64url.encode(b'{"alg":"ES256","kid":"k"}')


def test_takes_a_jws_apart() -> None:
    found = jws.parse(f"{HEADER}.AAAA.BBBB")

    assert (found.header.algorithm, found.header.key_id) == ("ES256", "k")
    assert found.payload == bytes(3)
    assert found.signature == b"\x04\x10\x41"
    assert found.signing_input == f"{HEADER}.AAAA".encode()


def test_a_key_id_may_be_left_out_or_empty() -> None:
    assert header_of({"alg": "x", "kid": ""}).key_id is None
    assert header_of({"alg": "x"}).key_id is None


@pytest.mark.parametrize(
    "compact",
    [
        "",
        ".",
        "..",
        "...",
        f"{HEADER}..x.",
        "é..",
        "\ud800..",
        f"{HEADER}.é.",
        f'{{"payload":"{HEADER}"}}',
        "e30..A",
    ],
)
def test_what_is_no_compact_jws_is_malformed(compact: str) -> None:
    with pytest.raises(RejectionError) as caught:
        jws.parse(compact)
    assert caught.value.reason is Reason.ASSERTION_MALFORMED


@pytest.mark.parametrize("value", [False, True, None])
def test_b64_is_refused_whatever_it_says(value: object) -> None:
    with pytest.raises(RejectionError) as caught:
        jws.check_header(header_of({"alg": "ES256", "b64": value}))
    assert caught.value.reason is Reason.HEADER_NOT_ALLOWED


def test_parameters_that_choose_nothing_are_ignored() -> None:
    jws.check_header(
        header_of({"alg": "ES256", "kid": "k", "typ": "JWT", "cty": "x", "x5c": [], "x5t#S256": "x"})
    )


LEAF = b"a certificate"
THUMBPRINT = base64url.encode(sha256(LEAF).digest())
X5C = [b64encode(LEAF).decode(), "AA=="]


def test_a_thumbprint_is_that_of_the_leaf_beside_it() -> None:
    jws.check_header(header_of({"alg": "ES256", "x5c": X5C, "x5t#S256": THUMBPRINT}))
    for named, chain in ((THUMBPRINT, X5C[1:]), (f"{THUMBPRINT}=", X5C), ("", X5C)):
        with pytest.raises(RejectionError, match="another certificate") as caught:
            jws.check_header(header_of({"alg": "ES256", "x5c": chain, "x5t#S256": named}))
        assert caught.value.reason is Reason.HEADER_NOT_ALLOWED


@pytest.mark.parametrize("x5c", [None, [], [7], "AA==", ["A"], ["é"]])
def test_a_thumbprint_beside_no_certificate_is_not_looked_at(x5c: object) -> None:
    """Step 3 says what is wrong with the certificates, where they count."""
    jws.check_header(header_of({"alg": "ES256", "x5c": x5c, "x5t#S256": THUMBPRINT}))


@pytest.mark.parametrize("name", ["alg", "kid", "cty", "x5t", "x5t#S256"])
@pytest.mark.parametrize("value", [None, 7, ["x"], {}])
def test_a_registered_parameter_that_is_no_text_is_malformed(name: str, value: object) -> None:
    with pytest.raises(RejectionError, match=f"header {name} is not a string") as caught:
        header_of({"alg": "ES256", name: value})
    assert caught.value.reason is Reason.ASSERTION_MALFORMED


def test_the_type_is_compared_exactly() -> None:
    accepted = frozenset({"JWT", ""})

    jws.check_type(header_of({"typ": "JWT"}), accepted)
    jws.check_type(header_of({}), accepted)
    with pytest.raises(RejectionError):
        jws.check_type(header_of({"typ": "jwt"}), accepted)
    with pytest.raises(RejectionError):
        jws.check_type(header_of({}), frozenset({"JWT"}))
