"""A proposed document: read, held against its tests, and against what this service can run."""

from hashlib import sha256

from eidgate.app.service import Service
from eidgate.core.errors import ConfigurationError, FieldViolation, InvalidCommandError
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.softening import LONGEST_TO_ALLOW, open_ended
from eidgate.ports import PolicyDocument


def read_proposal(document: bytes, worlds: bytes, service: Service) -> tuple[Policy, PolicyDocument]:
    """Return the policy of a document whose tests hold.

    Raises:
        InvalidCommandError: the document or a test is not acceptable; says where, test by test.
    """
    policy = _read(document, service)
    _check_fits(policy, service)
    _check_ends(policy, service)
    failures = _failures(policy, worlds, service)
    if failures:
        raise InvalidCommandError(*(FieldViolation(field="tests", description=one) for one in failures))
    return policy, PolicyDocument(digest=sha256(document).hexdigest(), document=document, worlds=worlds)


def _read(document: bytes, service: Service) -> Policy:
    try:
        return service.policy_reader.read(document)
    except ConfigurationError as error:
        raise InvalidCommandError(FieldViolation(field="document", description=str(error))) from error


def _failures(policy: Policy, worlds: bytes, service: Service) -> list[str]:
    try:
        return list(service.policy_reader.failures(policy, worlds))
    except ConfigurationError as error:
        raise InvalidCommandError(FieldViolation(field="tests", description=str(error))) from error


def _check_fits(policy: Policy, service: Service) -> None:
    """Refuse a line that judges nobody, and regulation that nobody here knows."""
    known = {version.version for version in service.regulation.versions}
    for path, named, have in (
        ("policy", {policy.name}, service.policies.lines()),
        ("regulation", policy.regulation, known),
    ):
        strange = sorted(named - have)
        if strange:
            description = f"{path}: no such as {', '.join(strange)}; there are {', '.join(sorted(have))}"
            raise InvalidCommandError(FieldViolation(field="document", description=description))


def _check_ends(policy: Policy, service: Service) -> None:
    """Refuse a list that lets pass for longer than somebody would look at it again."""
    found = open_ended(policy.softening, service.clock.now())
    if found:
        most = f"below step_up it must end within {LONGEST_TO_ALLOW.days} days"
        raise InvalidCommandError(FieldViolation(field="document", description=f"softening {found}: {most}"))
