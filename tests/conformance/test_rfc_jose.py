"""The compact examples of RFC 7520 §4 and RFC 8037 App. A.4 against steps 0-5."""

from typing import Any

import pytest

from builders.assertion import AT, EXPECTED, trust_from
from builders.shared_data import shared_json
from eidgate.core.assertion.algorithms import ALGORITHMS
from eidgate.core.assertion.verdict import Rejected
from eidgate.core.assertion.verify import SignatureVerified, VectorVerdict, verify_vector
from eidgate.core.reasons import Reason
from eidgate.core.terms import Masked
from eidgate.simulator.signing import signing_key

_PRIVATE = {"d", "p", "q", "dp", "dq", "qi"}


def judge(example: dict[str, Any], compact: str) -> VectorVerdict:
    key = {name: value for name, value in example["input"]["key"].items() if name not in _PRIVATE}
    if key["kty"] == "oct":
        key = signing_key("ES256", "in the place of a secret").public_jwk()
    trust = trust_from(
        {"issuer": "rfc", "profile": "signature", "jwks": {"keys": [key]}, "algorithms": list(ALGORITHMS)}
    )
    return verify_vector(Masked(compact), trust=trust, expected=EXPECTED, at=AT)


@pytest.mark.parametrize("file", ["jws_4_1.rsa_v15_signature.json", "curve25519_jws.json"])
def test_an_example_of_an_algorithm_on_offer_verifies(file: str) -> None:
    example = shared_json(f"jose/rfc7520/{file}")

    assert isinstance(judge(example, example["output"]["compact"]), SignatureVerified)


@pytest.mark.parametrize(
    "file",
    [
        "jws_4_2.rsa-pss_signature.json",  # PS384
        "jws_4_3.ecdsa_signature.json",  # ES512
        "jws_4_4.hmac-sha2_integrity_protection.json",  # HS256
    ],
)
def test_an_example_of_another_algorithm_is_refused_for_it(file: str) -> None:
    example = shared_json(f"jose/rfc7520/{file}")

    verdict = judge(example, example["output"]["compact"])

    assert isinstance(verdict, Rejected)
    assert verdict.reason is Reason.ALG_NOT_ALLOWED


def test_a_detached_payload_is_no_signature_over_nothing() -> None:
    example = shared_json("jose/rfc7520/jws_4_5.signature_with_detached_content.json")

    assert isinstance(judge(example, example["output"]["compact"]), Rejected)
