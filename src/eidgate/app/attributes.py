"""Which attributes an identity check may answer, and the answering: the same for a first call and a retry."""

from eidgate.app.identify import Identified, Presented
from eidgate.core.assertion.attributes import AttributeSource, read_again
from eidgate.core.assertion.verdict import Verified
from eidgate.core.errors import NotPermittedError
from eidgate.core.purposes import PERMITTED, Attribute, Purpose
from eidgate.core.relying_party import RelyingParty
from eidgate.core.risk.record import DecisionRecord
from eidgate.core.terms import Masked


def permitted(caller: RelyingParty, purpose: Purpose | None) -> frozenset[Attribute]:
    """Return the attributes that this purpose allows this caller; none without a purpose.

    Raises:
        NotPermittedError: the caller's role has no such purpose.
    """
    if purpose is None:
        return frozenset()
    allowed = PERMITTED.get((purpose, caller.role))
    if allowed is None:
        raise NotPermittedError(f"the role {caller.role} has no purpose {purpose}")
    return allowed


def sources(identified: Identified, allowed: frozenset[Attribute]) -> tuple[AttributeSource, ...]:
    """Return what the assertion says of the allowed attributes, by name and by claim, in a fixed order."""
    verdict, names = identified.verdict, identified.claim_names
    if not isinstance(verdict, Verified) or names is None:
        return ()
    return tuple(
        AttributeSource(attribute=attribute, claim=getattr(names, attribute))
        for attribute in Attribute
        if attribute in allowed and getattr(verdict.identity, attribute) is not None
    )


def answered(presented: Presented, record: DecisionRecord) -> dict[str, Masked]:
    """Read the recorded attributes from the assertion of this request; the record holds names only.

    The request has the bytes of the first one, or the ledger would have refused its id, so the assertion is
    the one whose digest the record holds.
    """
    if not record.disclosed:
        return {}
    return read_again(presented.assertion, record.disclosed, digest=record.facts.assertion.digest)
