"""A fixed scene for status tests: the simulator's issuer with a status list, and trust that requires it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from builders.assertion import AT, EXPECTED, request, trust_from
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.assertion.verdict import Verdict
from eidgate.core.assertion.verify import verify
from eidgate.core.terms import Instant, Masked
from eidgate.simulator.citizen import AN
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.signing import SigningKey
from eidgate.simulator.status_forgeries import StatusScene
from eidgate.simulator.status_publisher import URI, StatusPublisher, header

MAXIMUM_AGE: Final = timedelta(days=1)


def status_scene(seed: int = 1, **publisher: Any) -> StatusScene:
    """Start afresh: one issuer, one list, one citizen who is valid."""
    statuses = StatusPublisher(**publisher)
    idp = IdentityProvider(seed, statuses=statuses)
    return StatusScene(identity_provider=idp, statuses=statuses, citizen=AN, request=request())


def configured(scene: StatusScene, status: str = "require", **lists: Any) -> dict[str, Any]:
    """Return the issuer's entry of a trust file with status lists."""
    return scene.identity_provider.issuer_configuration() | {"status": status, "status_lists": lists}


def trust_with(
    scene: StatusScene, *tokens: str, status: str = "require", keys_age: bool = True, **lists: Any
) -> TrustSnapshot:
    """Trust the scene's issuer, with at most one token in the configuration itself."""
    tables: Mapping[str, Any] = (
        {"tokens": dict.fromkeys([URI], *tokens), **lists} if tokens else {"uris": [URI], **lists}
    )
    return trust_from(configured(scene, status, **tables), keys_age=keys_age)


def judged(assertion: str, trust: TrustSnapshot, *, at: Instant = AT) -> Verdict:
    """Verify an assertion that satisfies everything else."""
    return verify(Masked(assertion), trust=trust, expected=EXPECTED, at=at)


def token_with(scene: StatusScene, key: SigningKey | None = None, **claims: Any) -> str:
    """Sign a sound list with some claims changed; a value of `...` leaves the claim out."""
    changed = scene.claims | claims
    signing = key or scene.key
    return signing.compact(
        header(signing), {name: value for name, value in changed.items() if value is not ...}
    )
