"""What a binding rests on: an assertion that assures enough, a face, and the registry's word.

Shared by every act that a person's own proof stands behind: binding, confirming, transferring, disowning.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from eidgate.app.identify import Identified, Presented, identify
from eidgate.app.service import Service
from eidgate.core.assertion.verdict import Verified
from eidgate.core.binding.evidence import person_of
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.binding.registry import NOT_MONITORED, UNKNOWN, RegistryAnswer
from eidgate.core.errors import AssertionRefusedError, UsedBeforeError
from eidgate.core.reasons import Reason
from eidgate.core.relying_party import RelyingParty
from eidgate.core.risk.policy import Policy
from eidgate.core.terms import Instant
from eidgate.ports import OneUse

_STEP_NONCE: Final = 9
_STEP_ASSURANCE: Final = 11
_STEP_SUBJECT: Final = 12
_STEP_REPLAY: Final = 14
"""Steps of the assertion procedure, as `core.assertion.verify` numbers them."""

KEPT_BACK: Final = timedelta(milliseconds=250)
"""Of the caller's time, for the durable unit that follows the registry's answer: a commit takes 1-20 ms."""
MOST_PATIENCE: Final = timedelta(seconds=2)
"""For the registry when the caller sets no time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A verified assertion that assures enough to be a root of trust, with what it uses up."""

    identified: Identified
    verified: Verified
    at: Instant
    policy: Policy
    """The one that judges the caller now."""

    @property
    def uses(self) -> list[OneUse]:
        """What the act uses up: the assertion, and the challenge that it answers."""
        both = (self.identified.assertion_use, self.identified.nonce_use)
        return [use for use in both if use is not None]

    @property
    def digest(self) -> str:
        """Name of the assertion: SHA-256, hex."""
        return self.identified.facts.digest


def prove(presented: Presented, caller: RelyingParty, service: Service) -> Proof:
    """Verify what a person presented through this caller.

    Raises:
        AssertionRefusedError: it was rejected, or does not assure what the policy asks of a binding.
    """
    now = service.clock.now()
    identified = identify(presented, caller=caller, transaction_data="", service=service, at=now)
    verdict = identified.verdict
    if not isinstance(verdict, Verified):
        facts = identified.facts
        raise AssertionRefusedError(facts.rejected or Reason.ASSERTION_MISSING, facts.step)
    if verdict.account_level is None or verdict.authentication_level is None:
        raise AssertionRefusedError(Reason.ASSURANCE_UNKNOWN, _STEP_ASSURANCE)
    policy = service.policies.current(caller.role, now)
    least = policy.binding
    if verdict.account_level < least.account or verdict.authentication_level < least.authentication:
        raise AssertionRefusedError(Reason.ASSURANCE_TOO_LOW, _STEP_ASSURANCE)
    return Proof(identified=identified, verified=verdict, at=now, policy=policy)


def check_subject(proof: Proof, binding: Binding) -> None:
    """Refuse anybody but the subject of a binding.

    Raises:
        AssertionRefusedError: the assertion is about somebody else.
    """
    if (proof.verified.issuer, proof.verified.subject_id) != (binding.issuer, binding.subject_id):
        raise AssertionRefusedError(Reason.SUBJECT_MISMATCH, _STEP_SUBJECT)


def ask_registry(proof: Proof, service: Service, *, timeout: timedelta | None) -> RegistryAnswer:
    """Ask the registry within the caller's time; withholding what it needs never helps."""
    if service.registry is None:
        return NOT_MONITORED
    person = person_of(proof.verified)
    if person is None:
        return UNKNOWN
    return service.registry.match(person, within=time_left(proof, service, timeout=timeout))


def time_left(proof: Proof, service: Service, *, timeout: timedelta | None) -> timedelta:
    """Return how long somebody outside may take now; zero or more."""
    spent = service.clock.now() - proof.at
    within = MOST_PATIENCE if timeout is None else timeout - spent - KEPT_BACK
    return max(timedelta(0), within)


def replayed(error: UsedBeforeError, proof: Proof, service: Service) -> AssertionRefusedError:
    """Say which was used before, as the procedure would have said it, and let it be seen."""
    nonce = proof.identified.nonce_use
    if nonce is not None and error.key == nonce.key:
        service.observer.replay_refused("nonce")
        return AssertionRefusedError(Reason.NONCE_REUSED, _STEP_NONCE)
    service.observer.replay_refused("assertion")
    return AssertionRefusedError(Reason.JTI_REPLAYED, _STEP_REPLAY)
