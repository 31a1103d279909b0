"""Who acts on the shared list: a relying party as the list names it."""

from eidgate.core.desk.listing import Actor
from eidgate.core.relying_party import RelyingParty, Right


def actor_of(caller: RelyingParty) -> Actor:
    """Return the caller as an actor: by its institution, and by its id where it has none."""
    return Actor(institution=institution_of(caller), actor=caller.actor, authority=caller.has(Right.CONFIRM))


def institution_of(caller: RelyingParty) -> str:
    """Return on whose word the list takes what the caller says."""
    return caller.institution or caller.relying_party_id
