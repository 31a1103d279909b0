"""The examples of RFC 7520 §3-4, RFC 7797 and RFC 8037 App. A.4 against steps 0-5, each file of them."""

import json
from typing import Any, Final

import pytest

from builders.assertion import AT, EXPECTED, rejected, trust_from
from builders.shared_data import shared_json, shared_path
from eidgate.core.assertion.algorithms import ALGORITHMS
from eidgate.core.assertion.keys import UnfitKeyError, pin
from eidgate.core.assertion.verdict import Rejected
from eidgate.core.assertion.verify import SignatureVerified, VectorVerdict, verify_vector
from eidgate.core.reasons import Reason
from eidgate.core.terms import Masked
from eidgate.simulator.signing import signing_key

_PRIVATE = {"d", "p", "q", "dp", "dq", "qi"}


def judge(example: dict[str, Any], compact: str) -> VectorVerdict:
    keys = example["input"]["key"]
    first = keys[0] if isinstance(keys, list) else keys
    key = {name: value for name, value in first.items() if name not in _PRIVATE}
    if key["kty"] == "oct":
        key = signing_key("ES256", "in the place of a secret").public_jwk()
    trust = trust_from(
        {"issuer": "rfc", "profile": "signature", "jwks": {"keys": [key]}, "algorithms": list(ALGORITHMS)}
    )
    return verify_vector(Masked(compact), trust=trust, expected=EXPECTED, at=AT)


VERIFIED: Final = ("jws_4_1.rsa_v15_signature.json", "curve25519_jws.json")

NOT_OFFERED: Final = {
    "jws_4_2.rsa-pss_signature.json": "PS384",
    "jws_4_3.ecdsa_signature.json": "ES512",
    "jws_4_4.hmac-sha2_integrity_protection.json": "HS256",
}

NO_COMPACT_JWS: Final = {
    "curve25519_ecdh-es.json": "an encrypted message, of five segments",
    "jws_4_5.signature_with_detached_content.json": "its payload is sent aside; before that counts, HS256",
    "jws_4_6.protecting_specific_header_fields.json": "JSON serialisation alone",
    "jws_4_7.protecting_content_only.json": "JSON serialisation alone",
    "jws_4_8.multiple_signatures.json": "JSON serialisation alone",
    "rfc7797_4.2.hmac-sha2_b64_false.json": "JSON serialisation alone",
    "rfc7797_hmac-sha2_b64_false.json": "b64 is false: its payload is not base64url",
}
"""Each with why step 1 refuses it, or step 2 where the compact form can be read."""

READABLE: Final = frozenset({"jws_4_5.signature_with_detached_content.json"})
"""An empty payload is base64url as well."""

KEYS: Final = {
    "jwk_3_1.ec_public_key.json": "fit no algorithm",  # P-521
    "jwk_3_2.ec_private_key.json": "private or symmetric",
    "jwk_3_3.rsa_public_key.json": "",
    "jwk_3_4.rsa_private_key.json": "private or symmetric",
    "jwk_3_5.symmetric_key_mac_computation.json": "private or symmetric",
    "jwk_3_6.symmetric_key_encryption.json": "private or symmetric",
}
"""Each with why it is not pinned."""


def test_no_example_is_left_out() -> None:
    present = {path.name for path in shared_path("jose/rfc7520").glob("*.json")}

    assert present == {*VERIFIED, *NOT_OFFERED, *NO_COMPACT_JWS, *KEYS}


@pytest.mark.parametrize("file", VERIFIED)
def test_an_example_of_an_algorithm_on_offer_verifies(file: str) -> None:
    example = shared_json(f"jose/rfc7520/{file}")

    assert isinstance(judge(example, example["output"]["compact"]), SignatureVerified)


@pytest.mark.parametrize("file", NOT_OFFERED)
def test_an_example_of_another_algorithm_is_refused_for_it(file: str) -> None:
    example = shared_json(f"jose/rfc7520/{file}")

    verdict = judge(example, example["output"]["compact"])

    assert isinstance(verdict, Rejected)
    assert verdict.reason is Reason.ALG_NOT_ALLOWED


@pytest.mark.parametrize("file", NO_COMPACT_JWS)
def test_what_is_no_compact_jws_is_malformed_or_refused_for_its_header(file: str) -> None:
    example = shared_json(f"jose/rfc7520/{file}")
    output = example["output"]
    texts = [output["compact"]] if "compact" in output else []
    texts += [json.dumps(output[form]) for form in ("json", "json_flat") if form in output]

    for text in texts:
        is_read = file in READABLE and text == output.get("compact")
        refused = (Reason.ALG_NOT_ALLOWED, 2) if is_read else (Reason.ASSERTION_MALFORMED, 1)
        assert rejected(judge(example, text)) == refused
    assert texts


@pytest.mark.parametrize("file", KEYS)
def test_a_key_of_the_examples_is_pinned_or_refused(file: str) -> None:
    jwk, why = shared_json(f"jose/rfc7520/{file}"), KEYS[file]
    if not why:
        assert pin(jwk).algorithms == {"RS256", "PS256"}
        return
    with pytest.raises(UnfitKeyError, match=why):
        pin(jwk)
