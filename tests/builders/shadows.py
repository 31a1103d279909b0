"""A judge of shadows in a scene, and what it told."""

from dataclasses import dataclass, field, replace

from builders.officers import AN, Officers
from builders.service import Scene
from eidgate.app.policies import ChangePolicy, PolicyShown
from eidgate.app.shadow_judge import ShadowJudge
from eidgate.app.shadows import start
from eidgate.core.errors import EidgateError
from eidgate.core.terms import PolicyName
from eidgate.ports import ShadowSeen


@dataclass
class Told:
    """A watcher that keeps what it was told."""

    seen: list[ShadowSeen] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    missed: list[tuple[str, int]] = field(default_factory=list)

    def shadowed(self, seen: ShadowSeen) -> None:
        self.seen.append(seen)

    def shadow_dropped(self, why: str) -> None:
        self.dropped.append(why)

    def shadow_missed(self, policy: str, decisions: int) -> None:
        self.missed.append((policy, decisions))

    def shadows_failed(self, error: EidgateError) -> None:
        self.failed.append(str(error))


def judged_by(scene: Scene) -> tuple[ShadowJudge, Told]:
    """Let shadows judge what the scene's service answers from now on."""
    told, service = Told(), scene.service
    judge = ShadowJudge(
        service.shadow_store,
        documents=service.policy_store,
        reader=service.policy_reader,
        policies=service.policies,
        regulation=service.regulation,
        watcher=told,
    )
    scene.service = replace(service, shadow_judge=judge)
    return judge, told


def change(scene: Scene, shown: PolicyShown, method: str = "StartShadow") -> ChangePolicy:
    return ChangePolicy(
        caller=AN,
        request=scene.request(method, caller=AN),
        name=PolicyName(shown.version.name),
        etag=shown.version.etag,
        note="try it",
    )


def shadowing(scene: Scene, text: str | None = None, per_mille: int = 1_000) -> PolicyShown:
    """A proposal that shadows."""
    proposed = Officers(scene).propose(text)
    return start(change(scene, proposed), per_mille, scene.service)


def judge_all(judge: ShadowJudge) -> None:
    """Judge everything that waits."""
    while judge.judge_next(patience=0.001):
        pass
