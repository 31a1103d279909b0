"""What a relying party may ask for; refused here, before anything is verified or read."""

from eidgate.core.binding.registration import Registration
from eidgate.core.errors import FieldViolation, InvalidCommandError, NotPermittedError
from eidgate.core.relying_party import RelyingParty, Right, Role
from eidgate.core.terms import Instrument
from eidgate.core.transaction import Transaction


def require(caller: RelyingParty, right: Right) -> None:
    """Refuse a caller whose role does not carry the right.

    Raises:
        NotPermittedError: it does not.
    """
    if not caller.has(right):
        raise NotPermittedError(f"the role {caller.role} may not {right}")


def require_officer(caller: RelyingParty) -> None:
    """Refuse a caller that is a system and no person: where it takes two people, two must be told apart.

    Raises:
        NotPermittedError: its certificate names no officer.
    """
    if not caller.officer:
        raise NotPermittedError("this act takes an officer's own certificate")


def require_transaction(caller: RelyingParty, transaction: Transaction) -> None:
    """Refuse a transaction that is not the caller's to ask about.

    A bank, wallet or operator asks about instruments that it keeps itself; a shop about any payer's, but only
    for what a shop sells.

    Raises:
        NotPermittedError: it is not.
    """
    require(caller, Right.VERIFY)
    if not caller.may_decide(transaction.kind):
        raise NotPermittedError(f"the role {caller.role} may not ask about {transaction.kind}")
    if caller.role is not Role.SHOP:
        require_instrument(caller, transaction.payer)


def require_instrument(caller: RelyingParty, instrument: Instrument) -> None:
    """Refuse an instrument that is kept at another institution.

    Raises:
        NotPermittedError: it is.
    """
    if not caller.holds(instrument):
        raise NotPermittedError("the instrument is not kept at the caller's institution")


def require_own_word(
    caller: RelyingParty, payee: Instrument | None, registered: Registration | None, *, field: str
) -> None:
    """Refuse a word about whose account it is from anybody but the institution that keeps it.

    Raises:
        InvalidCommandError: the payee's account is kept elsewhere, or there is none.
    """
    if registered is not None and (payee is None or not caller.holds(payee)):
        description = "only for a payee whose account the caller's institution keeps"
        raise InvalidCommandError(FieldViolation(field=field, description=description))
