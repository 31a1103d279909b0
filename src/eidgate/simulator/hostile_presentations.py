"""Presentations that are meant to cost: in number, length and depth of disclosures, and in the KB-JWT.

A registry like `hostile_sizes`, for what a holder sends with a sound credential, and for what a careless
issuer may have signed. Tests hold what each may allocate, the benchmark what each may cost in CPU time.
"""

import json
from collections.abc import Callable
from typing import Final

from eidgate.core.assertion import base64url
from eidgate.core.assertion.limits import (
    MAX_DISCLOSURES,
    MAX_KEY_BINDING_CHARACTERS,
    MAX_SD_JWT_CHARACTERS,
)
from eidgate.core.reasons import Reason
from eidgate.simulator.disclosures import Disclosure, digest, disclosure
from eidgate.simulator.sd_jwt_forgeries import Forge, SdJwtForgery
from eidgate.simulator.sd_jwt_scene import SdJwtScene

_EACH: Final = (MAX_SD_JWT_CHARACTERS - 4_096) // MAX_DISCLOSURES * 3 // 4
"""Bytes of a disclosure, when as many as are allowed fill the budget beside credential and KB-JWT."""

_BOUND: Final = MAX_KEY_BINDING_CHARACTERS * 3 // 4 - 700
"""Bytes that just fit into a KB-JWT beside its header, its usual claims and its signature."""

_DIGESTS: Final = 240
"""Of 46 characters each in JSON: what fits into a credential."""


def _filled(make: Callable[[int], str]) -> Forge:
    """As many disclosures as allowed, each as long as fits; nobody signed for any."""

    def forge(scene: SdJwtScene) -> str:
        made = [f'["{number:02}","{number:02}",{make(_EACH - 14)}]' for number in range(MAX_DISCLOSURES)]
        return scene.with_shown([base64url.encode(one.encode()) for one in made])

    return forge


def _bound(text: str) -> Forge:
    """One more member in the claims of a sound KB-JWT, as text."""

    def forge(scene: SdJwtScene) -> str:
        shown, wallet = scene.wallet.shown(), scene.wallet
        claims = json.dumps(wallet.claims(scene.request, shown))
        return shown + scene.key.compact(wallet.header(), f'{{"x":{text},{claims[1:]}'.encode())

    return forge


def _elements(scene: SdJwtScene) -> str:
    """Elements of arrays that each hide the next one."""
    shown, inner = list[Disclosure](), list[object](["end"])
    for level in range(MAX_DISCLOSURES):
        made = disclosure(str(level), inner)
        shown.append(made)
        inner = [{"...": made.digest()}]
    return scene.with_tree({"in": inner}, *shown)


def _digests(scene: SdJwtScene) -> str:
    """Decoys that the issuer signed, the last of them twice."""
    decoys = [digest(str(number)) for number in range(_DIGESTS)]
    return scene.with_tree({"_sd": [*decoys, decoys[-1]]})


_LARGE: Final = Reason.ASSERTION_TOO_LARGE
_ORPHAN: Final = Reason.DISCLOSURE_ORPHAN

_TABLE: Final[dict[str, tuple[Reason, Forge]]] = {
    # what a holder adds to a sound credential
    "disclosures that fill the budget": (_ORPHAN, _filled(lambda room: f'"{"x" * room}"')),
    "disclosures of arrays as deep as fit": (
        _ORPHAN,
        _filled(lambda room: "[" * (room // 2) + "]" * (room // 2)),
    ),
    "disclosures of integers as long as fit": (_ORPHAN, _filled(lambda room: "9" * room)),
    "disclosures of escapes": (_ORPHAN, _filled(lambda room: '"' + "\\u003a" * (room // 6) + '"')),
    "disclosures of as many elements as fit": (_ORPHAN, _filled(lambda room: f"[0{',0' * (room // 2 - 2)}]")),
    # what a careless issuer signed
    "disclosures that each reveal the next": (_LARGE, lambda scene: scene.nested(MAX_DISCLOSURES)),
    "elements that each hide the next": (_LARGE, _elements),
    "digests, as many as fit": (Reason.DISCLOSURE_DUPLICATE, _digests),
    # the KB-JWT
    "nonce as long as fits": (
        Reason.CLAIM_MALFORMED,
        lambda scene: scene.with_key_binding(nonce="x" * _BOUND),
    ),
    "KB-JWT as deep as fits": (_LARGE, _bound("[" * (_BOUND // 2) + "]" * (_BOUND // 2))),
    "KB-JWT of as many elements as fit": (_LARGE, _bound(f"[0{',0' * (_BOUND // 2 - 2)}]")),
    "KB-JWT with an integer as long as fits": (Reason.ASSERTION_MALFORMED, _bound("9" * _BOUND)),
    "KB-JWT longer than allowed": (
        _LARGE,
        lambda scene: scene.with_key_binding(nonce="x" * MAX_KEY_BINDING_CHARACTERS),
    ),
}

HOSTILE_PRESENTATIONS: Final = tuple(
    SdJwtForgery(name=name, reason=reason, forge=forge) for name, (reason, forge) in _TABLE.items()
)
"""Every one, for an issuer of credentials as the simulator configures it."""
