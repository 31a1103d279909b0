"""Which policy judges a decision, and where its versions are kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from eidgate.core.relying_party import Role
from eidgate.core.risk.lifecycle import Activation, PolicyEvent, PolicyVersion
from eidgate.core.risk.policy import Policy
from eidgate.core.terms import Instant, PolicyName
from eidgate.ports.requests import RequestClaim


class Policies(Protocol):
    """The policies in force; asked for every decision, so it answers from memory."""

    def current(self, role: Role, at: Instant) -> Policy:
        """Return the policy that judges a caller of this role at this instant."""
        ...

    def lines(self) -> frozenset[str]:
        """Return the lines of policies that judge anybody."""
        ...

    def past(self, digest: str) -> Policy | None:
        """Return the policy of this digest, in force or not; None when nobody ever used it.

        Raises:
            ConfigurationError: it was written for another version of this program and cannot be read now.
            UnavailableError: the store cannot be read.
        """
        ...

    def refresh(self) -> None:
        """See at once what was activated or rolled back; otherwise that takes a second."""
        ...


class PolicyReader(Protocol):
    """Documents to policies, and policy tests."""

    def read(self, document: bytes) -> Policy:
        """Return the policy of a document.

        Raises:
            ConfigurationError: naming line, column and field of the first fault.
        """
        ...

    def kept(self, document: bytes) -> Policy:
        """Return the policy of a document that was in force before, perhaps under an older program.

        Rows that this program asks for anew are filled (`core.risk.upgrade`); `Policy.unsaid` names them.

        Raises:
            ConfigurationError: it cannot be read all the same.
        """
        ...

    def failures(self, policy: Policy, worlds: bytes) -> Sequence[str]:
        """Judge the worlds of a policy's tests; return what is not as expected, world by world.

        Raises:
            ConfigurationError: they are no worlds, naming line, column and field.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDocument:
    """The text of one policy, and of its tests; both as they were proposed, byte for byte."""

    digest: str
    document: bytes
    worlds: bytes


class PolicyStore(Protocol):
    """Every version ever proposed or configured; nothing is changed, events are appended."""

    def keep(self, document: PolicyDocument) -> None:
        """Keep a document that is used without having been proposed; keeping it again changes nothing."""
        ...

    def propose(
        self, request: RequestClaim, version: PolicyVersion, document: PolicyDocument
    ) -> PolicyVersion:
        """Add a version with its first event, as one durable unit; idempotent per request.

        Raises:
            AlreadyExistsError: the line has a version of this name, or the document was proposed before.
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def act(
        self, request: RequestClaim, name: PolicyName, step: Callable[[PolicyVersion], PolicyEvent]
    ) -> PolicyVersion:
        """Append the event that `step` makes of the newest state; idempotent per request.

        `step` is pure and runs inside the unit; what it raises is raised, and nothing is changed.

        Raises:
            NotFoundError: no such version.
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def get(self, name: PolicyName) -> PolicyVersion | None:
        """Return a version as it is now, or None."""
        ...

    def document(self, digest: str) -> PolicyDocument | None:
        """Return a document by its digest, or None."""
        ...

    def page(self, *, line: str, after: int, limit: int) -> list[tuple[int, PolicyVersion]]:
        """Return at most `limit` (cursor, version), oldest first, after a cursor; `line` "" is every line."""
        ...

    def activations(self) -> list[Activation]:
        """Return every activation that was not rolled back, in order."""
        ...
