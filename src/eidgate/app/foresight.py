"""What a payment will be judged as, and since when its account is bound: known before the ledger's unit.

Who is to be asked depends on both. The unit decides on what it reads itself, under its lock: should another
payment come between, the decision is right all the same, and only the asking was a moment old.
"""

from typing import NamedTuple

from eidgate.app.service import Service
from eidgate.app.unit import scope_of
from eidgate.app.weighing import binding_facts
from eidgate.core.relying_party import RelyingParty
from eidgate.core.risk.facts import AssertionFacts, Facts, TransactionFacts
from eidgate.core.risk.policy import Column, Policy
from eidgate.core.risk.prepare import prepare
from eidgate.core.terms import Instant, local_day_start
from eidgate.core.transaction import Transaction
from eidgate.ports import Claim, RequestClaim


class Foreseen(NamedTuple):
    """The policy's column, and since when the payer's binding may be relied on; None for none."""

    column: Column
    bound_since: Instant | None


def foresee(
    caller: RelyingParty, request: RequestClaim, transaction: Transaction, policy: Policy, service: Service
) -> Foreseen:
    """Read the payer's day and bindings as they are now, and classify by them as the unit will.

    Raises:
        UnavailableError: the store cannot be read, so that nothing can be decided either.
    """
    at = service.clock.now()
    claim = Claim(
        request=request,
        at=at,
        since=local_day_start(at),
        scope=scope_of(caller.provider, transaction.payer),
        payer=transaction.payer,
        payee=transaction.payee,
    )
    known = service.ledger.look(claim)
    facts = Facts(
        at=at,
        provider=caller.provider,
        transaction=transaction_facts(transaction),
        assertion=AssertionFacts(presented=False),
        payer_binding=binding_facts(known.payer_binding),
        payee_binding=binding_facts(known.payee_binding),
        earlier=known.earlier,
    )
    binding = known.payer_binding
    return Foreseen(
        column=prepare(facts, policy, service.regulation).column,
        bound_since=binding.confirmed_at if binding is not None and binding.active else None,
    )


def transaction_facts(transaction: Transaction) -> TransactionFacts:
    """Return what a decision may know of a transaction."""
    return TransactionFacts(
        kind=transaction.kind,
        customer=transaction.customer,
        payer=transaction.payer,
        payee=transaction.payee,
        amount=transaction.amount,
        linked_wallet=transaction.linked_wallet,
        new_organisation=transaction.new_organisation,
        channel=transaction.channel,
        merchant=transaction.merchant,
        end_to_end_id=transaction.end_to_end_id,
    )
