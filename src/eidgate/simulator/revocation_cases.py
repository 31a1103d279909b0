"""A sound chain against revocation lists that say no, or say nothing: named cases, each with its reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from eidgate.core.reasons import Reason
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from eidgate.simulator.chain_forgeries import ChainScene

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationCase:
    """What the lists are, and what the sound assertion must get under them."""

    name: str
    reason: Reason
    lists: Callable[[ChainScene], list[bytes]]


def _of_root(scene: ChainScene) -> bytes:
    return scene.provider.root.revocation_list(at=scene.at)


def _of_intermediate(scene: ChainScene) -> bytes:
    return scene.provider.intermediate.revocation_list(at=scene.at)


def _revoked_leaf(scene: ChainScene) -> list[bytes]:
    revoked = [scene.provider.leaf.certificate]
    return [_of_root(scene), scene.provider.intermediate.revocation_list(revoked, at=scene.at)]


def _revoked_intermediate(scene: ChainScene) -> list[bytes]:
    revoked = [scene.provider.intermediate.certificate]
    return [scene.provider.root.revocation_list(revoked, at=scene.at), _of_intermediate(scene)]


def _stale(scene: ChainScene) -> list[bytes]:
    old = scene.provider.intermediate.revocation_list(at=scene.at - 2 * _DAY, until=_DAY)
    return [_of_root(scene), old]


def _of_tomorrow(scene: ChainScene) -> list[bytes]:
    return [_of_root(scene), scene.provider.intermediate.revocation_list(at=scene.at + _DAY)]


def _signed_by_a_stranger(scene: ChainScene) -> list[bytes]:
    """The intermediate's name over another key."""
    stranger = CertifiedIdentityProvider(at=scene.at)
    return [_of_root(scene), stranger.intermediate.revocation_list(at=scene.at)]


_UNAVAILABLE: Final = Reason.CERTIFICATE_STATUS_UNAVAILABLE

REVOCATION_CASES: Final = tuple(
    RevocationCase(name=name, reason=reason, lists=lists)
    for name, reason, lists in (
        ("revoked leaf", Reason.CERTIFICATE_REVOKED, _revoked_leaf),
        ("revoked intermediate", Reason.CERTIFICATE_REVOKED, _revoked_intermediate),
        ("no list for the leaf", _UNAVAILABLE, lambda scene: [_of_root(scene)]),
        ("no list for the intermediate", _UNAVAILABLE, lambda scene: [_of_intermediate(scene)]),
        ("stale list", _UNAVAILABLE, _stale),
        ("list of tomorrow", _UNAVAILABLE, _of_tomorrow),
        ("list signed by a stranger", _UNAVAILABLE, _signed_by_a_stranger),
    )
)
"""For a provider of seed 0, whose names a stranger can copy."""
