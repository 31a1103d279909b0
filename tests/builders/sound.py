"""Sound assertions of every format and algorithm, each with its judge: one line a format.

What is in `SOUND` is changed byte by byte and bit by bit (`property/test_mutation.py`), so each is small.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from builders.assertion import AT, expecting, nonce_for, own, request, trust_in
from builders.sd_jwt import credential_trust, wallet
from eidgate.core.assertion.algorithms import ALGORITHMS
from eidgate.core.assertion.verdict import Verdict
from eidgate.core.assertion.verify import verify
from eidgate.core.terms import Masked
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from eidgate.simulator.citizen import AN
from eidgate.simulator.identity_provider import IdentityProvider

_LEAST = ("iss", "sub", "aud", "iat", "exp", "jti")


class Sound(NamedTuple):
    """An assertion that is accepted, and who accepts it."""

    text: str
    judge: Callable[[str], Verdict]


def _jws(algorithm: str) -> Sound:
    """The least that a compact JWS must say."""
    idp = IdentityProvider(1, algorithm=algorithm)
    trust, expected = trust_in(idp, required_claims=[]), expecting(own(None), transaction_data=())
    claims = idp.claims(AN, request(nonce=None, transaction_data=()))
    return Sound(
        text=idp.key.compact(idp.header(), {name: claims[name] for name in _LEAST}),
        judge=lambda text: verify(Masked(text), trust=trust, expected=expected, at=AT),
    )


def _sd_jwt() -> Sound:
    """One disclosure and a key binding."""
    nonce = nonce_for("")
    expected = expecting(own(nonce), transaction_data=())
    text = wallet().answer(request(nonce=nonce, transaction_data=()), disclose={"sex"})
    trust = credential_trust()
    return Sound(text, judge=lambda text: verify(Masked(text), trust=trust, expected=expected, at=AT))


def _x5c() -> Sound:
    """A leaf and its issuing authority in the header."""
    idp = CertifiedIdentityProvider(at=AT)
    trust, expected = trust_in(idp, required_claims=[]), expecting(own(None), transaction_data=())
    claims = idp.claims(AN, request(nonce=None, transaction_data=()))
    text = idp.key.compact(idp.header(), {name: claims[name] for name in _LEAST})
    return Sound(text, judge=lambda text: verify(Masked(text), trust=trust, expected=expected, at=AT))


SOUND: Mapping[str, Callable[[], Sound]] = {
    **{name: lambda name=name: _jws(name) for name in ALGORITHMS},  # type: ignore[misc] # one each
    "SD-JWT": _sd_jwt,
    "x5c": _x5c,
}
