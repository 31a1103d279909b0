"""The facts of one decision: everything that deciding may look at, flat and serialisable.

`decide` is a function of these and of the policy and regulation they name, so a record can be replayed.
Whoever adds a fact adds it here; no signal asks anybody for anything.
"""

from datetime import date
from typing import Final

from msgspec import Struct

from eidgate.core.assertion.tax_code import TaxCode
from eidgate.core.assertion.verdict import HolderBinding, TransactionBinding, Verdict, Verified
from eidgate.core.binding.lifecycle import BindingState
from eidgate.core.binding.names.grade import NameGrade
from eidgate.core.binding.payee import PayeeWhy
from eidgate.core.binding.sim_service import SimService
from eidgate.core.observation import NOT_ASKED, Reading
from eidgate.core.reasons import Reason
from eidgate.core.regulation.evidence import Confirmation
from eidgate.core.regulation.terms import Earlier
from eidgate.core.risk.history import History
from eidgate.core.risk.parties import Party, PartyStanding
from eidgate.core.terms import CustomerKind, Instant, Instrument, TransactionKind, Vnd
from eidgate.core.transaction import Channel, Compromise, SessionSign


class AssertionFacts(Struct, frozen=True, kw_only=True):
    """What the assertion proved, or why it was rejected; None or empty means that it was not said.

    `digest` (SHA-256, hex) names the assertion without keeping it.
    """

    presented: bool
    digest: str = ""
    rejected: Reason | None = None
    step: int = 0
    issuer: str = ""
    subject_id: str = ""
    assertion_id: str = ""
    expires_at: Instant | None = None
    authenticated_at: Instant | None = None
    account_level: int | None = None
    authentication_level: int | None = None
    factors: tuple[str, ...] = ()
    holder_binding: HolderBinding = HolderBinding.NONE
    transaction_binding: TransactionBinding = TransactionBinding.NONE
    document_expires_on: date | None = None
    notes: tuple[Reason, ...] = ()
    used_before: bool = False
    nonce_used_before: bool = False

    @property
    def verified(self) -> bool:
        """Whether an assertion was presented and passed every step."""
        return self.presented and self.rejected is None


def assertion_facts(verdict: Verdict | None, *, digest: str = "") -> AssertionFacts:
    """Flatten a verdict; None means that no assertion was presented."""
    if verdict is None:
        return AssertionFacts(presented=False)
    if not isinstance(verdict, Verified):
        return AssertionFacts(presented=True, digest=digest, rejected=verdict.reason, step=verdict.step)
    return AssertionFacts(
        presented=True,
        digest=digest,
        issuer=verdict.issuer,
        subject_id=verdict.subject_id,
        assertion_id=verdict.assertion_id,
        expires_at=verdict.expires_at,
        authenticated_at=verdict.authenticated_at,
        account_level=verdict.account_level,
        authentication_level=verdict.authentication_level,
        factors=verdict.factors,
        holder_binding=verdict.holder_binding,
        transaction_binding=verdict.transaction_binding,
        document_expires_on=verdict.identity.document_expires_on,
        notes=verdict.notes,
    )


class BindingFacts(Struct, frozen=True, kw_only=True):
    """The newest binding of an instrument, as the ledger knew it.

    `confirmed_at` is since when it may be relied on without a break; None when that is not known.
    """

    name: str
    issuer: str
    subject_id: str
    active: bool
    version: int
    state: BindingState = BindingState.CONFIRMED
    confirmed_at: Instant | None = None


class TransactionFacts(Struct, frozen=True, kw_only=True):
    """What is about to happen; numbers of instruments stand only in the record, never in a finding."""

    kind: TransactionKind
    customer: CustomerKind
    payer: Instrument
    payee: Instrument | None
    amount: Vnd
    linked_wallet: bool = False
    new_organisation: bool = False
    channel: Channel = Channel.UNSPECIFIED
    merchant: str = ""
    end_to_end_id: str = ""


class Expectation(Struct, frozen=True, kw_only=True):
    """What the relying party itself asks of an identity check; empty or 0 leaves it to the policy.

    `tax_code` is how the code that it asked about compares.
    """

    subject_id: str = ""
    account_level: int = 0
    authentication_level: int = 0
    tax_code: TaxCode = TaxCode.NOT_ASKED


class SimFacts(Struct, frozen=True, kw_only=True):
    """What the operators said of the payer's number; asked before the unit, each reading on its own."""

    swap: Reading = NOT_ASKED
    device_change: Reading = NOT_ASKED
    recycled: Reading = NOT_ASKED
    forwarding: Reading = NOT_ASKED


NO_SIM: Final = SimFacts()


class SimServiceFacts(Struct, frozen=True, kw_only=True):
    """What the payer's number may do after a change of device, by its operator's own report.

    `reading` dates the change that waits for a proof. `service` is None unless something was told.
    """

    reading: Reading = NOT_ASKED
    service: SimService | None = None


NO_SERVICE: Final = SimServiceFacts()


class NumberFacts(Struct, frozen=True, kw_only=True):
    """Whose the payer's number is, by its binding here; `of_payer` is None where nobody can compare."""

    bound: bool = False
    suspended: bool = False
    of_payer: bool | None = None


NO_NUMBER: Final = NumberFacts()


class SessionFacts(Struct, frozen=True, kw_only=True):
    """What the relying party saw of the session; `inspected` is whether it looked for signs at all."""

    signs: tuple[SessionSign, ...] = ()
    inspected: bool = False
    ip_country: str = ""
    started_at: Instant | None = None


NO_SESSION: Final = SessionFacts()


class PayeeNameFacts(Struct, frozen=True, kw_only=True):
    """The name check: `grade` is None unless `reading` is OBSERVED. Neither name is ever a fact."""

    reading: Reading = NOT_ASKED
    grade: NameGrade | None = None
    why: PayeeWhy | None = None


NO_NAME: Final = PayeeNameFacts()


class Facts(Struct, frozen=True, kw_only=True):
    """Everything known at the moment of the decision.

    `transaction` is None for an identity check. `provider` is whose day totals count. `asked` are the parts
    that the desk was asked about; that nothing stands against another one says nothing. `history` is None
    where no account is concerned, `payer_balance` where the relying party did not say.
    """

    at: Instant
    provider: str
    transaction: TransactionFacts | None
    assertion: AssertionFacts
    confirmations: tuple[Confirmation, ...] = ()
    device: str = ""
    new_device: bool | None = None
    compromises: tuple[Compromise, ...] = ()
    clock_skew_seconds: int | None = None
    payer_binding: BindingFacts | None = None
    payee_binding: BindingFacts | None = None
    earlier: tuple[Earlier, ...] = ()
    known_device: str = ""
    expected: Expectation = Expectation()
    standings: tuple[PartyStanding, ...] = ()
    asked: tuple[Party, ...] = ()
    sim: SimFacts = NO_SIM
    sim_service: SimServiceFacts = NO_SERVICE
    number: NumberFacts = NO_NUMBER
    payee_name: PayeeNameFacts = NO_NAME
    session: SessionFacts = NO_SESSION
    history: History | None = None
    payer_balance: Vnd | None = None
