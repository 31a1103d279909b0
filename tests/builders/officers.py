"""The risk team's people in a scene, and what they do to policies in one word each."""

from builders.policies import SHIPPED, changed
from builders.service import Scene
from eidgate.app.policies import (
    ChangePolicy,
    PolicyShown,
    ProposePolicy,
    activate_policy,
    approve_policy,
    propose_policy,
    roll_back_policy,
)
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instant, PolicyName
from eidgate.simulator.world import RISK_TEAM, officer

AN, BINH, CHI = (officer(RISK_TEAM, name) for name in ("an", "binh", "chi"))

WORLDS = """
worlds:
  - name: a plain payment waits
    about: the officers' own test
    facts: {}
    outcome: hold
    reasons: [ASSERTION_MISSING]
"""


def holding(version: str = "own-1", text: str = SHIPPED) -> str:
    """A policy that holds what brings no assertion: every decision tells it from the shipped one."""
    everywhere = changed(
        "ASSERTION_MISSING: {A: allow, B: allow, C: step_up, D: step_up, E: allow, F: allow, G: step_up,"
        " identity: deny}",
        "ASSERTION_MISSING: hold",
        text,
    )
    return changed("version: vn-bank-2026-11", f"version: {version}", everywhere)


class Officers:
    """Acts of the risk team."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.service = scene, scene.service

    def propose(self, text: str | None = None, worlds: str = WORLDS, *, by: RelyingParty = AN) -> PolicyShown:
        command = ProposePolicy(
            caller=by,
            request=self.scene.request("ProposePolicy", caller=by),
            document=(holding() if text is None else text).encode(),
            worlds=worlds.encode(),
            note="hold what nobody signed",
        )
        return propose_policy(command, self.service)

    def approve(self, shown: PolicyShown, *, by: RelyingParty = BINH) -> PolicyShown:
        return approve_policy(self._change("ApprovePolicy", shown, by), self.service)

    def activate(
        self, shown: PolicyShown, *, by: RelyingParty = BINH, at: Instant | None = None
    ) -> PolicyShown:
        return activate_policy(self._change("ActivatePolicy", shown, by, at), self.service)

    def roll_back(self, shown: PolicyShown, *, by: RelyingParty = AN) -> PolicyShown:
        return roll_back_policy(self._change("RollBackPolicy", shown, by), self.service)

    def bring_in(self, text: str | None = None, worlds: str = WORLDS) -> PolicyShown:
        return self.activate(self.approve(self.propose(text, worlds)))

    def _change(
        self, method: str, shown: PolicyShown, by: RelyingParty, at: Instant | None = None
    ) -> ChangePolicy:
        return ChangePolicy(
            caller=by,
            request=self.scene.request(method, caller=by),
            name=PolicyName(shown.version.name),
            etag=shown.version.etag,
            note="as reviewed",
            effective_at=at,
        )
