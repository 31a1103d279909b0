"""Harnesses of the whole procedure: any text, sound claims changed and signed, sound text changed.

EdDSA signs deterministically, so the one text that may be accepted is the same in every process.
"""

import json
from collections.abc import Iterable
from typing import Any

from builders.assertion import AT, AUDIENCE, EXPECTED, NONCE, request, trust_from
from eidgate.core.assertion.transaction_data import hash_of
from eidgate.core.assertion.verdict import Rejected, Verdict, Verified
from eidgate.core.assertion.verify import verify, verify_vector
from eidgate.core.terms import IssuerId, Masked
from eidgate.simulator.citizen import AN
from eidgate.simulator.forgeries import FORGERIES, Scene
from eidgate.simulator.identity_provider import IdentityProvider
from fuzz.choices import Choices
from fuzz.defect import hold

IDP = IdentityProvider(1, algorithm="EdDSA")
BY_CURVE = IdentityProvider(2, issuer=IssuerId("https://es256.example"))
TRUST = trust_from(IDP.issuer_configuration(), BY_CURVE.issuer_configuration())
VECTORS = trust_from(IDP.issuer_configuration() | {"profile": "signature", "typ": None})
HEADER, CLAIMS = IDP.header(), IDP.claims(AN, request())
SOUND = IDP.key.compact(HEADER, CLAIMS)

HEADER_NAMES = ("alg", "kid", "typ", "crit", "b64", "jwk", "jku", "x5u", "x5c", "cty", "zip", "x")
CLAIM_NAMES = (*sorted(CLAIMS), "nbf", "status", "cnf", "_sd", "x")
LATEST, EARLIEST = AT.timestamp() + 60, AT.timestamp() - 60


def judged(text: str) -> Verdict:
    """Judge, and find a defect unless it is a verdict, twice the same."""
    verdict = verify(Masked(text), trust=TRUST, expected=EXPECTED, at=AT)
    hold(isinstance(verdict, Verified | Rejected), "no verdict")
    hold(verify(Masked(text), trust=TRUST, expected=EXPECTED, at=AT) == verdict, "two verdicts")
    return verdict


def assertion_one(content: bytes) -> None:
    """Any text: nothing is accepted but what was signed."""
    text = content.decode("utf-8", "surrogateescape")
    hold(isinstance(judged(text), Rejected) or text == SOUND, "accepted what nobody signed")
    verify_vector(Masked(text), trust=VECTORS, expected=EXPECTED, at=AT)


def assertion_seeds() -> Iterable[bytes]:
    yield SOUND.encode()
    scene = Scene(identity_provider=IDP, citizen=AN, request=request())
    for forgery in FORGERIES:
        yield forgery.forge(scene).encode()


def mutated_one(content: bytes) -> None:
    """The sound text with a few characters replaced, dropped, put in, repeated."""
    choices, text = Choices(content), SOUND
    for _ in range(1 + choices.number(4)):
        text = _edited(text, choices)
    hold(isinstance(judged(text), Rejected) or text == SOUND, "accepted a changed assertion")


def _edited(text: str, choices: Choices) -> str:
    place = choices.number(len(text) + 1)
    match choices.number(4):
        case 0:
            return text[:place] + chr(choices.number(256)) + text[place + 1 :]
        case 1:
            return text[:place] + choices.text() + text[place:]
        case 2:
            return text[:place] + text[place + choices.number(64) :]
        case _:
            return ".".join(choices.one_of(text.split(".")) for _ in range(3))


def mutated_seeds() -> Iterable[bytes]:
    for kind in range(4):
        for place in (0, 40, 300, len(SOUND) - 1):
            yield bytes((0,)) + place.to_bytes(2) + bytes((kind, 65, 66, 67, 68))


def signed_one(content: bytes) -> None:
    """Changed header and claims under a true signature: what is accepted satisfies every rule again."""
    choices = Choices(content)
    header = _changed(HEADER, HEADER_NAMES, choices)
    claims: Any = _changed(CLAIMS, CLAIM_NAMES, choices)
    raw = _spoilt(json.dumps(claims).encode(), choices)
    verdict = judged(IDP.key.compact(json.dumps(header).encode(), raw))
    if isinstance(verdict, Verified):
        _check_again(header, json.loads(raw), verdict)


def _changed(members: dict[str, Any], names: tuple[str, ...], choices: Choices) -> dict[str, Any]:
    changed = dict(members)
    for _ in range(choices.number(4)):
        name = choices.one_of(names)
        if choices.number(4) == 0:
            changed.pop(name, None)
        else:
            changed[name] = choices.value()
    return changed


def _spoilt(raw: bytes, choices: Choices) -> bytes:
    """Now and then, break the JSON itself."""
    if choices.number(4) < 3:
        return raw
    place = choices.number(len(raw) + 1)
    return raw[:place] + choices.bytes(choices.number(32)) + raw[place + choices.number(8) :]


def _check_again(header: dict[str, Any], claims: dict[str, Any], verdict: Verified) -> None:
    """The rules of steps 2, 6, 9 and 10 once more, written by another hand."""
    hold(header["alg"] == "EdDSA" and header["typ"] == "JWT", "header rules")
    hold(not {"crit", "b64", "jwk", "jku", "x5u"} & set(header), "a header that is not allowed")
    hold(claims["iss"] == IDP.issuer and claims["aud"] in (AUDIENCE, [AUDIENCE]), "issuer or audience")
    hold(all(type(claims[name]) is int for name in ("iat", "exp")), "a time that is no whole number")
    hold(claims["exp"] > EARLIEST and max(claims["iat"], claims.get("nbf", 0)) <= LATEST, "not its time")
    hold(0 < claims["exp"] - claims["iat"] <= 600, "its lifetime")
    hold(claims["nonce"] == NONCE, "another challenge")
    hashes = claims.get("transaction_data_hashes")
    hold(hashes in (None, [hash_of(text) for text in EXPECTED.transaction_data]), "another transaction")
    hold((verdict.subject_id, verdict.assertion_id) == (claims["sub"], claims["jti"]), "another subject")


def signed_seeds() -> Iterable[bytes]:
    yield b""
    for name in range(len(CLAIM_NAMES)):
        yield bytes((0, 1, name, 1, 2, name, 0))
    for name in range(len(HEADER_NAMES)):
        yield bytes((1, name, 1, 2, name, 0, 0))
