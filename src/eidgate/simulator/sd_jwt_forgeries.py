"""Named forgeries of SD-JWT presentations, each with the reason that it must get; see `forgeries`."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from eidgate.core.assertion import base64url
from eidgate.core.assertion.transaction_data import hash_of
from eidgate.core.reasons import Reason
from eidgate.simulator.disclosures import Disclosure, digest, disclosure, raw
from eidgate.simulator.sd_jwt_scene import SdJwtScene
from eidgate.simulator.signing import signing_key

Forge = Callable[[SdJwtScene], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SdJwtForgery:
    """One forgery."""

    name: str
    reason: Reason
    forge: Forge


_DAY: Final = 86_400


def _open(reason: Reason, *without: str, **changes: object) -> tuple[Reason, Forge]:
    return reason, lambda scene: scene.with_credential(*without, **changes)


def _bound(reason: Reason, *without: str, **changes: object) -> tuple[Reason, Forge]:
    return reason, lambda scene: scene.with_key_binding(*without, **changes)


def _header(reason: Reason, **changes: object) -> tuple[Reason, Forge]:
    return reason, lambda scene: scene.with_key_binding_header(**changes)


def _shifted(reason: Reason, seconds: int) -> tuple[Reason, Forge]:
    return reason, lambda scene: scene.with_key_binding(iat=scene.now + seconds)


def _one(reason: Reason, name: str, value: object = "x") -> tuple[Reason, Forge]:
    """A single disclosure, soundly signed for."""
    return reason, lambda scene: scene.with_disclosures(disclosure("one", value, name))


def _signed_raw(content: str) -> tuple[Reason, Forge]:
    """A disclosure of any content whose digest the issuer did sign."""
    text = Disclosure(text=raw(content), name=None)
    return Reason.DISCLOSURE_MALFORMED, lambda scene: scene.with_disclosures(text)


def _texts(scene: SdJwtScene) -> list[str]:
    return [one.text for one in scene.disclosures.values()]


def _altered(scene: SdJwtScene) -> str:
    """A holder who makes themselves older."""
    born = disclosure(f"{scene.citizen.subject_id} birth_date", "1950-01-01", "birth_date")
    return scene.with_shown([*_texts(scene)[:2], born.text])


def _after_signing(scene: SdJwtScene) -> str:
    """A disclosure withheld after the holder had signed: sd_hash is of more."""
    first, *others = scene.sound.split("~")
    return "~".join([first, *others[1:]])


def _reordered(scene: SdJwtScene) -> str:
    """Disclosures in another order than the holder signed them in."""
    issued, first, second, *others = scene.sound.split("~")
    return "~".join([issued, second, first, *others])


def _another_holder(scene: SdJwtScene) -> str:
    stranger, shown = signing_key("ES256", "a stranger's wallet"), scene.wallet.shown()
    return shown + stranger.compact(scene.wallet.header(), scene.wallet.claims(scene.request, shown))


def _anothers_credential(scene: SdJwtScene) -> str:
    """A KB-JWT of one presentation on another credential of the same holder."""
    other = scene.issuer.sign(scene.claims | {"acr": "another"}, scene.disclosures)
    texts = [one.text for one in other.disclosures.values()]
    return "~".join([other.issued, *texts, scene.sound.rpartition("~")[2]])


def _no_algorithm(scene: SdJwtScene) -> str:
    return scene.with_key_binding_header(alg="none").rpartition(".")[0] + "."


def _hmac(scene: SdJwtScene) -> str:
    """The public holder key, which stands in the credential, as an HMAC secret."""
    presented = scene.with_key_binding_header(alg="HS256").rpartition(".")[0]
    signing_input = presented.rpartition("~")[2]
    tag = hmac.digest(str(scene.key.public_jwk()).encode(), signing_input.encode(), "sha256")
    return f"{presented}.{base64url.encode(tag)}"


def _extra_transaction(scene: SdJwtScene) -> str:
    asked = [hash_of(text) for text in scene.request.transaction_data]
    return scene.with_key_binding(transaction_data_hashes=[*asked, hash_of("another")])


def _digest_twice(scene: SdJwtScene) -> str:
    one = disclosure("one", "x", "city")
    return scene.with_tree({"a": {"_sd": [one.digest()]}, "b": {"_sd": [one.digest()]}}, one)


def _decoy_twice(scene: SdJwtScene) -> str:
    decoy = digest("decoy")
    return scene.with_tree({"a": {"_sd": [decoy, decoy]}})


def _element_as_property(scene: SdJwtScene) -> str:
    one = disclosure("one", "x")
    return scene.with_tree({"_sd": [one.digest()]}, one)


def _property_as_element(scene: SdJwtScene) -> str:
    one = disclosure("one", "x", "city")
    return scene.with_tree({"cities": [{"...": one.digest()}]}, one)


def _tree(**tree: object) -> tuple[Reason, Forge]:
    return Reason.DISCLOSURE_MALFORMED, lambda scene: scene.with_tree(tree)


def _hidden_orphan(scene: SdJwtScene) -> str:
    """Its digest stands in a disclosure that is withheld."""
    inner = disclosure("inner", "x", "city")
    outer = disclosure("outer", {"_sd": [inner.digest()]}, "address")
    return scene.with_tree({"_sd": [outer.digest()]}, inner)


def _many(scene: SdJwtScene) -> str:
    return scene.with_disclosures(*(disclosure(str(n), n, f"claim {n}") for n in range(65)))


_TABLE: Final[Mapping[str, tuple[Reason, Forge]]] = {
    # 0 budget, 1 strict decoding
    "too many disclosures": (Reason.ASSERTION_TOO_LARGE, _many),
    "a million tildes": (Reason.ASSERTION_TOO_LARGE, lambda scene: scene.sound + "~" * 1_000_000),
    "portrait": _one(Reason.ASSERTION_TOO_LARGE, "portrait", "x" * 9_000),
    "deep disclosures": (Reason.ASSERTION_TOO_LARGE, lambda scene: scene.nested(40)),
    "empty disclosure": (Reason.ASSERTION_MALFORMED, lambda scene: scene.with_shown([""])),
    "KB-JWT of two segments": (Reason.ASSERTION_MALFORMED, lambda scene: scene.sound.rpartition(".")[0]),
    "no tilde at the end": (Reason.ASSERTION_MALFORMED, lambda scene: scene.wallet.shown()[:-1]),
    # 2 header, 6 claims of the credential
    "vc+sd-jwt": (
        Reason.TYPE_NOT_ACCEPTED,
        lambda scene: scene.bind(
            scene.issuer.identity_provider.key.compact(
                scene.issuer.header() | {"typ": "vc+sd-jwt"}, scene.claims
            )
            + "~"
        ),
    ),
    "another vct": _open(Reason.TYPE_NOT_ACCEPTED, vct="urn:library-card:1"),
    "no vct": _open(Reason.CLAIM_MISSING, "vct"),
    "no exp": _open(Reason.CLAIM_MISSING, "exp"),
    "credential expired": _open(Reason.ASSERTION_EXPIRED, exp=1_700_000_000),
    "credential of tomorrow": (
        Reason.ASSERTION_NOT_YET_VALID,
        lambda scene: scene.with_credential(nbf=scene.now + _DAY),
    ),
    "no subject": _open(Reason.CLAIM_MISSING, "sub"),
    "credential for another verifier": _open(Reason.AUDIENCE_MISMATCH, aud="https://another.example"),
    # 7 disclosures
    "_sd_alg md5": _open(Reason.ALG_NOT_ALLOWED, _sd_alg="md5"),
    "_sd_alg a list": _open(Reason.ALG_NOT_ALLOWED, _sd_alg=["sha-256"]),
    "disclosure twice": (
        Reason.DISCLOSURE_DUPLICATE,
        lambda scene: scene.with_shown([*_texts(scene), _texts(scene)[0]]),
    ),
    "digest twice": (Reason.DISCLOSURE_DUPLICATE, _digest_twice),
    "decoy twice": (Reason.DISCLOSURE_DUPLICATE, _decoy_twice),
    "name of an open claim": _one(Reason.DISCLOSURE_DUPLICATE, "sub", "somebody-else"),
    "two values for one name": (
        Reason.DISCLOSURE_DUPLICATE,
        lambda scene: scene.with_disclosures(
            disclosure("one", "An", "full_name"), disclosure("two", "Bình", "full_name")
        ),
    ),
    "disclosure of the holder's making": (
        Reason.DISCLOSURE_ORPHAN,
        lambda scene: scene.with_shown([disclosure("own", "1950-01-01", "birth_date").text]),
    ),
    "altered disclosure": (Reason.DISCLOSURE_ORPHAN, _altered),
    "orphan of a withheld disclosure": (Reason.DISCLOSURE_ORPHAN, _hidden_orphan),
    "name _sd": _one(Reason.DISCLOSURE_MALFORMED, "_sd", []),
    "name ...": _one(Reason.DISCLOSURE_MALFORMED, "..."),
    "name _sd_alg": _one(Reason.DISCLOSURE_MALFORMED, "_sd_alg"),
    "withheld exp": _one(Reason.DISCLOSURE_MALFORMED, "exp", 4_102_444_800),
    "withheld cnf": _one(Reason.DISCLOSURE_MALFORMED, "cnf", {}),
    "withheld status": _one(Reason.DISCLOSURE_MALFORMED, "status", {}),
    "disclosure without salt": _signed_raw('["city","Huế"]'),
    "disclosure with a number for salt": _signed_raw('[1,"city","Huế"]'),
    "disclosure with a number for name": _signed_raw('["salt",1,"Huế"]'),
    "disclosure of four parts": _signed_raw('["salt","city","Huế",1]'),
    "disclosure with a duplicate name": _signed_raw('["salt","address",{"a":1,"a":2}]'),
    "object for a disclosure": _signed_raw('{"city":"Huế"}'),
    "_sd an object": _tree(_sd={}),
    "digest a number": _tree(_sd=[1]),
    "_sd_alg below the top": _tree(address={"_sd_alg": "sha-256"}),
    "... outside an array": _tree(address={"...": digest("decoy")}),
    "... in company": _tree(cities=[{"...": digest("decoy"), "x": 1}]),
    "element in an object's place": (Reason.DISCLOSURE_MALFORMED, _element_as_property),
    "property in an element's place": (Reason.DISCLOSURE_MALFORMED, _property_as_element),
    # 8 holder
    "no KB-JWT": (Reason.KB_MISSING, lambda scene: scene.wallet.shown()),
    "no cnf": _open(Reason.HOLDER_KEY_MISSING, "cnf"),
    "cnf by kid": _open(Reason.HOLDER_KEY_UNSUPPORTED, cnf={"kid": "1"}),
    "cnf by URL": _open(Reason.HOLDER_KEY_UNSUPPORTED, cnf={"jku": "https://stranger.example"}),
    "cnf of a foreign curve": _open(
        Reason.HOLDER_KEY_UNSUPPORTED, cnf={"jwk": {"kty": "EC", "crv": "secp256k1", "x": "AA", "y": "AA"}}
    ),
    "cnf off the curve": _open(
        Reason.HOLDER_KEY_UNSUPPORTED,
        cnf={"jwk": {"kty": "EC", "crv": "P-256", "x": "A" * 43, "y": "A" * 43}},
    ),
    "cnf with a secret": _open(Reason.HOLDER_KEY_UNSUPPORTED, cnf={"jwk": {"kty": "oct", "k": "AA"}}),
    "another holder's key": (Reason.KB_INVALID, _another_holder),
    "withheld after signing": (Reason.KB_INVALID, _after_signing),
    "reordered after signing": (Reason.KB_INVALID, _reordered),
    "KB-JWT of another presentation": (Reason.KB_INVALID, _anothers_credential),
    "wrong sd_hash": _bound(Reason.KB_INVALID, sd_hash=digest("another presentation")),
    "sd_hash by another hash": (
        Reason.KB_INVALID,
        lambda scene: scene.with_key_binding(sd_hash=digest(scene.wallet.shown(), "sha-512")),
    ),
    "no sd_hash": _bound(Reason.KB_INVALID, "sd_hash"),
    "KB-JWT with alg none": (Reason.ALG_NOT_ALLOWED, _no_algorithm),
    "KB-JWT by HMAC": (Reason.ALG_NOT_ALLOWED, _hmac),
    "KB-JWT of another algorithm": _header(Reason.ALG_NOT_ALLOWED, alg="EdDSA"),
    "KB-JWT that brings its key": _header(
        Reason.HEADER_NOT_ALLOWED, jwk=signing_key("ES256", "x").public_jwk()
    ),
    "KB-JWT with crit": _header(Reason.HEADER_NOT_ALLOWED, crit=["exp"]),
    "KB-JWT of type JWT": _header(Reason.TYPE_NOT_ACCEPTED, typ="JWT"),
    "KB-JWT for another audience": _bound(Reason.AUDIENCE_MISMATCH, aud="https://another.example"),
    "KB-JWT for several audiences": _bound(Reason.CLAIM_MALFORMED, aud=["a", "b"]),
    "stale KB-JWT": _shifted(Reason.KB_TOO_OLD, -300),
    "KB-JWT of tomorrow": _shifted(Reason.KB_IN_FUTURE, _DAY),
    "KB-JWT without iat": _bound(Reason.CLAIM_MISSING, "iat"),
    "KB-JWT with a string for iat": _bound(Reason.CLAIM_MALFORMED, iat="now"),
    "KB-JWT without jti": _bound(Reason.CLAIM_MISSING, "jti"),
    "one factor category": _bound(Reason.FACTORS_TOO_WEAK, amr=["pwd", "pin"]),
    "no factors": _bound(Reason.FACTORS_TOO_WEAK, "amr"),
    "invented factor category": _bound(Reason.CLAIM_MALFORMED, amr=[{"luck": "7"}]),
    "another response mode": _bound(Reason.RESPONSE_MODE_MISMATCH, response_mode="fragment"),
    "no response mode": _bound(Reason.RESPONSE_MODE_MISMATCH, "response_mode"),
    # 9 challenge, 10 transaction
    "KB-JWT without nonce": _bound(Reason.NONCE_MISSING, "nonce"),
    "KB-JWT with another nonce": _bound(Reason.NONCE_UNKNOWN, nonce="of-the-strangers-own-making"),
    "changed transaction": _bound(Reason.TRANSACTION_MISMATCH, transaction_data_hashes=[hash_of("another")]),
    "extra transaction hash": (Reason.TRANSACTION_EXTRA, _extra_transaction),
    "transaction by another hash": _bound(Reason.TRANSACTION_MISMATCH, transaction_data_hashes_alg="sha-512"),
    # 12 identity
    "another's birth date": (
        Reason.PERSONAL_NUMBER_INCONSISTENT,
        lambda scene: scene.with_disclosures(
            disclosure("one", scene.citizen.personal_number, "personal_number"),
            disclosure("two", "1955-01-01", "birth_date"),
        ),
    ),
}

SD_JWT_FORGERIES: Final = tuple(
    SdJwtForgery(name=name, reason=reason, forge=forge) for name, (reason, forge) in _TABLE.items()
)
"""Every forgery, for `CredentialIssuer`'s own configuration; each answers one nonce and one payment."""
