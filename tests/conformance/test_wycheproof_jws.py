"""C2SP Wycheproof against steps 0-5: whole JWS, and the bare primitives under them."""

from collections import Counter
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from operator import itemgetter
from typing import Any, Final

import pytest

from builders.assertion import AT, EXPECTED, trust_from
from builders.shared_data import shared_json
from eidgate.core.assertion import base64url
from eidgate.core.assertion.algorithms import ALGORITHMS
from eidgate.core.assertion.keys import UnfitKeyError, pin
from eidgate.core.assertion.verdict import Rejected
from eidgate.core.assertion.verify import SignatureVerified, verify_vector
from eidgate.core.reasons import Reason
from eidgate.core.terms import Masked
from eidgate.simulator.signing import signing_key

NOT_OFFERED: Final = {
    1: "HS256: whoever can verify an HMAC can also make it",
    **dict.fromkeys(range(264, 268), "RS384: not in the profile"),
    **dict.fromkeys(range(268, 272), "RS512: not in the profile"),
    346: "PS384, under a key whose own alg is PS256",
    347: "ES512, under a key whose own alg is ES521, which does not exist",
    348: "HS256, as 1",
    350: "PS384, as 346",
    351: "ES512, as 347",
    352: "HS256, as 1",
}
"""Valid cases that we refuse on purpose: tcId → why. Each must be refused for its algorithm alone."""


def judge(compact: str, public_key: Mapping[str, Any]) -> SignatureVerified | Rejected:
    trust = trust_from(
        {
            "issuer": "wycheproof",
            "profile": "signature",
            "jwks": {"keys": [public_key]},
            "algorithms": list(ALGORITHMS),
        }
    )
    verdict = verify_vector(Masked(compact), trust=trust, expected=EXPECTED, at=AT)
    assert isinstance(verdict, SignatureVerified | Rejected)
    return verdict


INVALID: Final = {
    Reason.SIGNATURE_INVALID: 221,
    Reason.ASSERTION_MALFORMED: 21,
    Reason.ALG_NOT_ALLOWED: 7,
    Reason.ASSERTION_MISSING: 3,
    Reason.ISSUER_KEY_UNKNOWN: 2,
    Reason.HEADER_NOT_ALLOWED: 1,
}
"""How many invalid cases are refused for what: all 213 with a changed padding reach their signature."""


def test_json_web_signatures() -> None:
    stranger = signing_key("ES256", "for groups with a secret only").public_jwk()
    judged, refused = 0, Counter[Reason]()
    for group in shared_json("jose/wycheproof/json_web_signature_test.part.json")["testGroups"]:
        for case in group["tests"]:
            verdict = judge(case["jws"], group.get("public") or stranger)
            judged += 1
            if case["tcId"] in NOT_OFFERED:
                assert isinstance(verdict, Rejected), case["tcId"]
                assert verdict.reason is Reason.ALG_NOT_ALLOWED, case["tcId"]
            else:
                assert isinstance(verdict, Rejected) == (case["result"] == "invalid"), (case["tcId"], verdict)
                refused.update([verdict.reason] if isinstance(verdict, Rejected) else [])
    assert judged == 279
    assert refused == INVALID


SMALL_EXPONENT: Final = {258, 259}
"""Valid RSA cases under keys with e = 3, which FIPS 186-5 §5.4 does not allow and we do not pin."""


def test_rsa_keys_with_a_small_exponent_are_refused_for_it() -> None:
    refused = set()
    for group in shared_json("jose/wycheproof/rsa_signature_2048_sha256_test.json")["testGroups"]:
        cases = {case["tcId"] for case in group["tests"]}
        if not SMALL_EXPONENT.isdisjoint(cases):
            refused |= cases
            with pytest.raises(UnfitKeyError, match="its exponent is not odd and 65537"):
                pin(group["keyJwk"])
    assert refused >= SMALL_EXPONENT


def ec_jwk(group: Mapping[str, Any]) -> dict[str, str]:
    """Some groups give the point only as hexadecimal coordinates."""
    x, y = (int(group["publicKey"][name], 16).to_bytes(32) for name in ("wx", "wy"))
    return {"kty": "EC", "crv": "P-256", "x": base64url.encode(x), "y": base64url.encode(y)}


def verifies(algorithm: str, jwk: Mapping[str, Any], case: Mapping[str, str]) -> bool:
    try:
        key = pin(jwk)
    except UnfitKeyError:
        return False
    signature, message = bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"])
    return ALGORITHMS[algorithm].verifies(signature, message, key.public_key)


def judged_alike(
    file: str, algorithm: str, jwk_of: Callable[[Any], Any], refused: AbstractSet[int] = frozenset()
) -> int:
    """Compare every case with its result; the refused ones are valid for others and not for us."""
    judged = 0
    for group in shared_json(f"jose/wycheproof/{file}")["testGroups"]:
        for case in group["tests"]:
            wanted = case["result"] == "valid" and case["tcId"] not in refused
            assert verifies(algorithm, jwk_of(group), case) == wanted, (case["tcId"], case["comment"])
            judged += 1
    return judged


def test_ecdsa_p256() -> None:
    assert judged_alike("ecdsa_secp256r1_sha256_p1363_test.json", "ES256", ec_jwk) == 262


def test_ed25519() -> None:
    assert judged_alike("ed25519_test.json", "EdDSA", itemgetter("publicKeyJwk")) == 151


def test_rsa_pkcs1_2048() -> None:
    file = "rsa_signature_2048_sha256_test.json"

    assert judged_alike(file, "RS256", itemgetter("keyJwk"), SMALL_EXPONENT) == 259
