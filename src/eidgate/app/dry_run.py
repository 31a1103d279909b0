"""A dry run: what would be decided now, with nothing claimed, counted or recorded.

No record says who asked about whom. So what it tells of others costs what looking them up costs, from the
same budget, and a log line and a metric say that it was asked (ADR 0114).
"""

from eidgate.app.answer import Answer, seen
from eidgate.app.service import Service
from eidgate.core.relying_party import RelyingParty
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.parties import Party
from eidgate.core.risk.record import read_record
from eidgate.ports import Unit
from eidgate.ports.look_ups import HIT_COST, MISS_COST


def check_budget(caller: RelyingParty, service: Service) -> None:
    """See whether the caller may still look anybody up, before anybody is asked.

    Raises:
        BudgetSpentError: it has looked up too much.
    """
    service.look_ups.check(caller, HIT_COST)


def dry_run(unit: Unit, caller: RelyingParty, service: Service, *, seconds: float) -> Answer:
    """Answer as if, pay for what is told, and let the observers know.

    Raises:
        UnavailableError: the facts cannot be read.
    """
    answered = Answer(record=read_record(service.ledger.preview(unit)), receipt=None)
    service.look_ups.take(caller, cost_of(caller, answered.record.facts))
    service.observer.tried(seen(answered, seconds=seconds))
    return answered


def cost_of(caller: RelyingParty, facts: Facts) -> int:
    """Return what the answer costs: a hit for who is known or the caller's own, a miss for any other."""
    known = {one.party for one in facts.standings} | _own(caller, facts)
    return sum(HIT_COST if party in known else MISS_COST for party in facts.asked)


def _own(caller: RelyingParty, facts: Facts) -> set[Party]:
    """Return the parties about whom nobody finds out anything: own accounts, and who showed an assertion."""
    own = {Party.PERSON}
    transaction = facts.transaction
    if transaction is not None and caller.holds(transaction.payer):
        own.add(Party.PAYER)
    if transaction is not None and transaction.payee is not None and caller.holds(transaction.payee):
        own |= {Party.PAYEE, Party.MERCHANT}
    return own
