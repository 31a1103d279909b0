"""RFC 9901's and SD-JWT VC's examples, and presentations of the reference library, against 5, 7 and 8."""

import json
from collections.abc import Mapping
from typing import Any, Final

import pytest

from builders.assertion import AT, rejected, trust_from
from builders.shared_data import shared_json
from eidgate.core.assertion.claims import SignedClaims
from eidgate.core.assertion.disclosures import disclose
from eidgate.core.assertion.expected import Expected, Unchecked
from eidgate.core.assertion.jws import parse_claims
from eidgate.core.assertion.sd_jwt import parse
from eidgate.core.assertion.verdict import Rejected
from eidgate.core.assertion.verify import SignatureVerified, verify_vector
from eidgate.core.reasons import Reason
from eidgate.core.terms import Masked, RelyingPartyId

RFC: Final = "sdjwt/rfc9901_examples.json"
REFERENCE: Final = "sdjwt/sd_jwt_python_testcases.json"

REFUSED: Final = {
    "header_mod": "header kid is not a string",  # it is 42; RFC 7515 §4.1.4 wants a string, as a JWK's is
}
"""Valid cases that we refuse on purpose, as malformed, and for what."""


def verdict_on(compact: str, issuer_key: Mapping[str, Any]) -> object:
    trust = trust_from(
        {
            "issuer": "examples",
            "profile": "signature",
            "formats": ["sd-jwt"],
            "jwks": {"keys": [issuer_key]},
            "algorithms": ["ES256"],
        }
    )
    expected = Expected(
        relying_party=RelyingPartyId("offline"), audience=Unchecked.UNCHECKED, nonce=Unchecked.UNCHECKED
    )
    return verify_vector(Masked(compact), trust=trust, expected=expected, at=AT)


def claims_of(compact: str) -> Mapping[str, object]:
    found = parse(compact)
    return disclose(SignedClaims(values=parse_claims(found.payload)), found.disclosures).values


def bound_by(compact: str) -> Mapping[str, object] | None:
    """Return the claims of the KB-JWT, if there is one."""
    found = parse(compact).key_binding
    return None if found is None else parse_claims(found.payload)


def without_kid(jwk: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in jwk.items() if name != "kid"}


def test_examples_of_the_standards() -> None:
    data = shared_json(RFC)
    judged = 0
    for case in data["cases"]:
        key = without_kid(data["keys"]["issuer_jwk_public"])
        named = key | ({"kid": case["header"]["kid"]} if "kid" in case["header"] else {})
        assert isinstance(verdict_on(case["token"], named), SignatureVerified), case["id"]
        assert claims_of(case["token"]) == case["expected_processed_payload"], case["id"]
        assert len(parse(case["token"]).disclosures) == case["disclosures"], case["id"]
        assert bound_by(case["token"]) == case.get("kb_payload"), case["id"]
        judged += 1
    assert (judged, sum("kb_payload" in case for case in data["cases"])) == (6, 1)


def test_presentations_of_the_reference_library() -> None:
    data = shared_json(REFERENCE)
    judged = 0
    for case in data["cases"]:
        verdict = verdict_on(case["presentation"], without_kid(data["issuer_jwk"]))
        judged += 1
        if case["name"] in REFUSED:
            assert isinstance(verdict, Rejected), case["name"]
            assert (verdict.reason, verdict.detail) == (Reason.ASSERTION_MALFORMED, REFUSED[case["name"]])
            continue
        assert (bound_by(case["presentation"]) is not None) == case["has_kb"], case["name"]
        assert isinstance(verdict, SignatureVerified), (case["name"], verdict)
        assert claims_of(case["presentation"]) == case["expected_processed_payload"], case["name"]
    assert judged == 15


def test_issuances_of_the_reference_library_disclose_everything() -> None:
    data = shared_json(REFERENCE)
    for case in data["cases"]:
        if case["name"] not in REFUSED:
            found = parse(case["issuance"])
            assert len(found.disclosures) == case["issuance"].count("~") - 1, case["name"]
            assert '"_sd"' not in json.dumps(claims_of(case["issuance"])), case["name"]


@pytest.mark.parametrize("drop", [0, 1, -1])
def test_a_bound_presentation_loses_nothing_unnoticed(drop: int) -> None:
    """Whoever withholds one more disclosure than the holder did, or none of a KB-JWT's own, is found out."""
    data = shared_json(REFERENCE)
    bound = next(case for case in data["cases"] if case["name"] == "key_binding")
    issued, *disclosures, key_binding = bound["presentation"].split("~")
    del disclosures[drop]

    forged = "~".join([issued, *disclosures, key_binding])

    assert rejected(verdict_on(forged, without_kid(data["issuer_jwk"]))) == (Reason.KB_INVALID, 8)
