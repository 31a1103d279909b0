"""Sound assertions of every format and algorithm, each with its judge: one line a format.

What is in `SOUND` is changed byte by byte and bit by bit (`property/test_mutation.py`), so each is small.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from builders.assertion import AT, expecting, nonce_for, own, request, trust_in
from builders.sd_jwt import SCENE, credential_trust, wallet
from builders.status import status_scene, trust_with
from eidgate.core.assertion import status_list_token
from eidgate.core.assertion.algorithms import ALGORITHMS
from eidgate.core.assertion.expected import Expected
from eidgate.core.assertion.status_list import StatusListError
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.assertion.verdict import Verified
from eidgate.core.assertion.verify import verify
from eidgate.core.terms import Masked
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from eidgate.simulator.citizen import AN
from eidgate.simulator.credentials import CREDENTIAL_TYPE
from eidgate.simulator.disclosures import disclosure
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.status_publisher import URI

_LEAST = ("iss", "sub", "aud", "iat", "exp", "jti")


class Sound(NamedTuple):
    """An assertion or another signed statement that is accepted, and who accepts it."""

    text: str
    accepts: Callable[[str], bool]


def _sound(text: str, trust: TrustSnapshot, expected: Expected) -> Sound:
    def accepts(changed: str) -> bool:
        return isinstance(verify(Masked(changed), trust=trust, expected=expected, at=AT), Verified)

    return Sound(text, accepts)


def _jws(algorithm: str) -> Sound:
    """The least that a compact JWS must say."""
    idp = IdentityProvider(1, algorithm=algorithm)
    trust, expected = trust_in(idp, required_claims=[]), expecting(own(None), transaction_data=())
    claims = idp.claims(AN, request(nonce=None, transaction_data=()))
    return _sound(idp.key.compact(idp.header(), {name: claims[name] for name in _LEAST}), trust, expected)


def _sd_jwt() -> Sound:
    """One disclosure and a key binding."""
    nonce = nonce_for("")
    expected = expecting(own(nonce), transaction_data=())
    text = wallet().answer(request(nonce=nonce, transaction_data=()), disclose={"sex"})
    return _sound(text, credential_trust(), expected)


def _bearer_sd_jwt() -> Sound:
    """No key binding; an element within a member, so that digests stand in digests."""
    element = disclosure("1", "inner")
    member = disclosure("2", [{"...": element.digest()}], "list")
    claims = SCENE.issuer.identity_provider.claims(AN, request(nonce=None, transaction_data=()))
    least = {name: claims[name] for name in _LEAST} | {"vct": CREDENTIAL_TYPE, "_sd": [member.digest()]}
    issued = SCENE.issuer.identity_provider.key.compact(SCENE.issuer.header(), least)
    trust = credential_trust(required_claims=[], required_claims_=[], key_binding={"require": False})
    expected = expecting(own(None), transaction_data=())
    return _sound(f"{issued}~{member.text}~{element.text}~", trust, expected)


def _x5c() -> Sound:
    """A leaf and its issuing authority in the header."""
    idp = CertifiedIdentityProvider(at=AT)
    trust, expected = trust_in(idp, required_claims=[]), expecting(own(None), transaction_data=())
    claims = idp.claims(AN, request(nonce=None, transaction_data=()))
    return _sound(idp.key.compact(idp.header(), {name: claims[name] for name in _LEAST}), trust, expected)


def _status_list_token() -> Sound:
    scene = status_scene(size=64)
    token = scene.token
    (signer,) = trust_with(scene, token).issuers.values()

    def accepts(changed: str) -> bool:
        try:
            status_list_token.read(changed, uri=URI, signer=signer, at=AT)
        except StatusListError:
            return False
        return True

    return Sound(token, accepts)


SOUND: Mapping[str, Callable[[], Sound]] = {
    **{name: lambda name=name: _jws(name) for name in ALGORITHMS},  # type: ignore[misc] # one each
    "SD-JWT": _sd_jwt,
    "bearer SD-JWT": _bearer_sd_jwt,
    "x5c": _x5c,
    "status list token": _status_list_token,
}
