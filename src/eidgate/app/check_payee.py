"""CheckPayee: is the account the one that the payer means, by the name that they typed?"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from eidgate.app.gathering import RESERVE
from eidgate.app.payee_budget import cost_of
from eidgate.app.permission import require, require_own_word
from eidgate.app.service import Service
from eidgate.core.binding.payee import PayeeCheck, check_payee_name
from eidgate.core.binding.registration import NOT_ASKED, Registration
from eidgate.core.binding.scheme_codes import SchemeCodes, scheme_codes
from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.terms import CustomerKind, Instant, Instrument, InstrumentKind, Masked
from eidgate.ports.look_ups import HIT_COST

CUT_OFF: Final = timedelta(milliseconds=900)
"""How long a bank is waited for, so that the payer has an answer within a second (`domain.md` F7.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPayee:
    """Asks whether a name fits an account.

    `meant` is whose account the payer takes it for, None when they do not say. `registered` is the caller's
    own word where it keeps the account itself; then nobody else is asked.
    """

    caller: RelyingParty
    payee: Instrument
    given: Masked
    meant: CustomerKind | None = None
    registered: Registration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeChecked:
    """The answer; `bank` is the name of the payee's bank, "" when its BIN is in no list."""

    payee: Instrument
    check: PayeeCheck
    codes: SchemeCodes
    bank: str
    at: Instant


def check_payee(command: CheckPayee, service: Service, *, timeout: timedelta | None = None) -> PayeeChecked:
    """Check a payee's name; whatever a bank does, the answer is there at the cut-off.

    Raises:
        NotPermittedError: the role may not check payees.
        InvalidCommandError: a SIM is paid, or the caller tells about an account that it does not keep.
        BudgetSpentError: the caller has guessed too much; nobody was asked.
    """
    caller, payee = command.caller, command.payee
    require(caller, Right.CHECK_PAYEE)
    if payee.kind is InstrumentKind.SIM:
        raise InvalidCommandError(FieldViolation(field="payee.kind", description="must be what can be paid"))
    require_own_word(caller, payee, command.registered, field="registration")
    service.payee_checks.check(caller, HIT_COST)
    registration = command.registered or _asked(payee, service, timeout)
    check = check_payee_name(command.given, registration, meant=command.meant)
    service.payee_checks.take(caller, cost_of(caller, payee, check))
    bank = service.banks.name_of(payee.institution)
    codes = scheme_codes(check)
    return PayeeChecked(payee=payee, check=check, codes=codes, bank=bank, at=service.clock.now())


def _asked(payee: Instrument, service: Service, timeout: timedelta | None) -> Registration:
    if service.payee_directory is None:
        return NOT_ASKED
    within = CUT_OFF if timeout is None else min(CUT_OFF, timeout - RESERVE)
    [told] = service.payee_directory.begin([payee], within=within)()
    return told
