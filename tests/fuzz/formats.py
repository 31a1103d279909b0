"""Harnesses of the other formats: SD-JWT taken apart, presentations made at will, certificate chains."""

import json
from base64 import b64encode
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from builders.assertion import AT, AUDIENCE, EXPECTED, NONCE, request
from builders.chain import anchors_of
from builders.sd_jwt import credential_trust, wallet
from eidgate.core.assertion import sd_jwt
from eidgate.core.assertion.keys import PinnedKey, pin
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.verdict import HolderBinding, Rejected, Verified
from eidgate.core.assertion.verify import verify
from eidgate.core.terms import Masked
from eidgate.simulator.certified_provider import CertifiedIdentityProvider, x5c
from eidgate.simulator.citizen import AN
from eidgate.simulator.credentials import CredentialIssuer
from eidgate.simulator.disclosures import digest, raw
from eidgate.simulator.identity_provider import IdentityProvider, Levels
from eidgate.simulator.sd_jwt_forgeries import SD_JWT_FORGERIES
from eidgate.simulator.sd_jwt_scene import SdJwtScene
from fuzz.choices import Choices
from fuzz.defect import hold

ISSUER = CredentialIssuer(IdentityProvider(1, algorithm="EdDSA"))
TRUST = credential_trust(ISSUER)
WALLET = wallet(ISSUER, algorithm="EdDSA")
SHOWN = [one.text for one in WALLET.credential.disclosures.values()]
OPEN = ISSUER.open_claims(AN, WALLET.key, at=AT, levels=Levels())
HOLDER = WALLET.claims(request(), WALLET.shown())
HOLDER_NAMES = (*sorted(HOLDER), "exp", "nbf", "x")
OPEN_NAMES = (*sorted(OPEN), "_sd", "...", "address", "aud", "nbf", "jti", "x")


def sd_jwt_one(content: bytes) -> None:
    """Parts that are the whole, of any text that has this format's separator."""
    text = content.decode("latin-1") + "~"[b"~" in content :]
    try:
        parsed = sd_jwt.parse(text)
    except RejectionError:
        return
    parts = text.split("~")
    hold([one.decode() for one in parsed.disclosures] == parts[1:-1], "other disclosures")
    hold(parsed.presented.decode() == text[: text.rindex("~") + 1], "another presentation")
    hold((parsed.key_binding is None) == (not parts[-1]), "another KB-JWT")


def sd_jwt_seeds() -> Iterable[bytes]:
    yield from (
        WALLET.answer(request()).encode(),
        WALLET.shown().encode(),
        b"e30.e30.~",
        b"e30.e30.~WyJhIl0~",
    )


def presentation_one(content: bytes) -> None:
    """Any disclosures under any signed digests, bound by the true holder: accepted only whole and once."""
    choices = Choices(content)
    issued, texts = _issued(choices), _texts(choices)
    shown = "~".join([issued, *texts, ""])
    claims = _changed(HOLDER | {"sd_hash": digest(shown)}, HOLDER_NAMES, choices)
    presentation = shown + WALLET.key.compact(WALLET.header(), json.dumps(claims).encode())
    verdict = verify(Masked(presentation), trust=TRUST, expected=EXPECTED, at=AT)
    hold(isinstance(verdict, Verified | Rejected), "no verdict")
    if isinstance(verdict, Verified):
        hold(len(set(texts)) == len(texts), "a disclosure twice")
        hold((claims["nonce"], claims["aud"]) == (NONCE, AUDIENCE), "another challenge or audience")
        hold(claims["sd_hash"] == digest(shown), "another presentation")
        hold(abs(claims["iat"] - AT.timestamp()) <= 360, "not fresh")
        hold(verdict.holder_binding is HolderBinding.KEY, "held by nobody")


def _issued(choices: Choices) -> str:
    """The true credential, or one with changed open claims and any digests."""
    if choices.number(2) == 0:
        return WALLET.credential.issued
    digests = [digest(choices.one_of([*SHOWN, "decoy"])) for _ in range(choices.number(6))]
    claims = _changed(OPEN | {"_sd": digests}, OPEN_NAMES, choices)
    if choices.number(2):
        claims["address"] = {"_sd": [digest(_made(choices))], "list": [{"...": digest(_made(choices))}]}
    return ISSUER.identity_provider.key.compact(ISSUER.header(), json.dumps(claims).encode())


def _texts(choices: Choices) -> list[str]:
    texts = list(SHOWN)
    for _ in range(choices.number(4)):
        match choices.number(4):
            case 0:
                texts.append(choices.one_of(SHOWN))
            case 1:
                del texts[choices.number(len(texts) + 1) :]
            case 2:
                texts.append(_made(choices))
            case _:
                texts.insert(0, choices.text().encode("ascii", "replace").decode())
    return texts


def _made(choices: Choices) -> str:
    """A disclosure of anything."""
    name = choices.one_of(["city", "_sd", "...", "iss", "cnf", "", "full_name"])
    parts: list[Any] = ["salt", name, choices.value()]
    return raw(json.dumps(parts[choices.number(2) : 1 + choices.number(3)]))


def _changed(members: dict[str, Any], names: tuple[str, ...], choices: Choices) -> dict[str, Any]:
    changed = dict(members)
    for _ in range(choices.number(3)):
        changed[choices.one_of(names)] = choices.value()
    return changed


def presentation_seeds() -> Iterable[bytes]:
    yield from (b"", b"\x00\x01\x00\x03", b"\x00\x01\x02\x01\x01\x01\x02", b"\x01\x05\x00\x01\x02\x03\x04")
    yield from (bytes((1, 3, 0, 1, 2, 1, kind, 1, 1, 3, kind, 0, 1)) for kind in range(12))


SCENE = SdJwtScene(issuer=ISSUER, citizen=AN, request=request())
SOUND_PRESENTATION = WALLET.answer(request())
SIGNED = {sound.rpartition(".")[0] for sound in (SOUND_PRESENTATION, SCENE.sound)}
"""What the holders signed; the scene's signs anew each time, and splicing two forgeries can make that."""


def any_presentation_one(content: bytes) -> None:
    """Any text with a tilde: nothing is accepted but what holder and issuer signed."""
    text = content.decode("utf-8", "surrogateescape")
    verdict = verify(Masked(text), trust=TRUST, expected=EXPECTED, at=AT)
    is_signed = text.rpartition(".")[0] in SIGNED
    hold(isinstance(verdict, Rejected) or is_signed, "accepted what nobody signed")


def any_presentation_seeds() -> Iterable[bytes]:
    yield SOUND_PRESENTATION.encode()
    for forgery in SD_JWT_FORGERIES:
        yield forgery.forge(SCENE).encode()


CERTIFIED = CertifiedIdentityProvider(at=AT)
CERTIFIED_KEY = pin(CERTIFIED.key.public_jwk()).public_key
CHAIN = [each.der for each in CERTIFIED.leaf.chain]


def x5c_one(content: bytes) -> None:
    """Certificates in DER, each after its length: no other key than the certified one comes out."""
    texts = []
    while content and len(texts) < 8:
        length, content = int.from_bytes(content[:2]), content[2:]
        texts.append(b64encode(content[:length]).decode())
        content = content[length:]
    try:
        key = anchors_of(CERTIFIED).leaf_key(texts, at=AT)
    except RejectionError:
        return
    hold(isinstance(key, PinnedKey), "a chain that leads to an unfit key")
    hold(isinstance(key, PinnedKey) and key.public_key == CERTIFIED_KEY, "its key")


def x5c_seeds() -> Iterable[bytes]:
    leaf, issuing = CHAIN[0], CHAIN[1]
    for chain in ([leaf, issuing], [leaf], [issuing, leaf], [leaf, issuing, issuing]):
        yield b"".join(len(one).to_bytes(2) + one for one in chain)


def x5c_header_one(content: bytes) -> None:
    """Any JSON for `x5c`."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return
    try:
        anchors_of(CERTIFIED).leaf_key(value, at=AT)
    except RejectionError:
        return
    hold(value == x5c(CERTIFIED.leaf.chain), "another chain is accepted")


def x5c_header_seeds() -> Iterable[bytes]:
    chain = x5c(CERTIFIED.leaf.chain)
    yield from (json.dumps(one).encode() for one in (chain, [], chain[0], None, [1], [*chain, chain[1]]))
    yield from (json.dumps([first + "=", second]).encode() for first, second in pairwise(chain))
