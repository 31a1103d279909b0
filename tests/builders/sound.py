"""Sound assertions of every format and algorithm, each with its judge: one line a format.

What is in `SOUND` is changed byte by byte and bit by bit (`property/test_mutation.py`), so each is small.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from builders.assertion import AT, expecting, own, request, trust_in
from eidgate.core.assertion.algorithms import ALGORITHMS
from eidgate.core.assertion.verdict import Verdict
from eidgate.core.assertion.verify import verify
from eidgate.core.terms import Masked
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


SOUND: Mapping[str, Callable[[], Sound]] = {
    **{name: lambda name=name: _jws(name) for name in ALGORITHMS},  # type: ignore[misc] # one each
}
