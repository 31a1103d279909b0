"""Where a trace from a report starts: the victim's transfers, each dong of them once."""

from dataclasses import dataclass
from typing import Final

from eidgate.app.gather import gather
from eidgate.app.service import Service
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.report import Report
from eidgate.core.desk.trace.accounts import account_of
from eidgate.core.desk.trace.bounds import Bounds
from eidgate.core.desk.trace.instants import to_ticks
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.seed import Seed, capped, from_transfer
from eidgate.core.desk.trace.transfers import CASH, Transfer
from eidgate.core.errors import IllegalStateError
from eidgate.core.terms import Instant, Instrument, InstrumentKind, Vnd

_INSTRUMENTS: Final = {
    IdentifierKind.ACCOUNT: InstrumentKind.ACCOUNT,
    IdentifierKind.WALLET: InstrumentKind.WALLET,
    IdentifierKind.CARD: InstrumentKind.CARD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """How money is followed here: within these bounds, by this rule, until the caller waits no more."""

    bounds: Bounds
    rule: Rule
    service: Service
    until: Instant


def seeds_of(report: Report, amount: Vnd | None, following: Following) -> tuple[Seed, ...]:
    """Return the seeds of a report, together no more than the disputed sum.

    A transfer that only passed on what an earlier one brought is no seed of its own: the earlier one's trace
    follows it, and its money would count twice. Those from one account, the victim's, are each a seed.

    Raises:
        IllegalStateError: the report names no transfer that could be followed, and no victim's account.
        DeadlineError: there was too little time.
    """
    disputed = amount or report.amount or None
    planted = _from_transfers(report, following)
    if planted:
        return capped(planted, disputed)
    return (_from_victim(report.victim, report.happened_at, disputed),)


def _from_transfers(report: Report, following: Following) -> tuple[Seed, ...]:
    find = following.service.transfers.find
    named = (find(one.institution, one.transfer_id, near=report.filer) for one in report.transfers)
    seeds: list[Seed] = []
    robbed: set[str] = set()
    for transfer in sorted(one for one in named if one is not None and one.target != CASH):
        if transfer.source in robbed or not _passes_on(transfer, seeds, following):
            seeds.append(from_transfer(transfer))
            robbed.add(transfer.source)
    return tuple(seeds)


def _passes_on(transfer: Transfer, seeds: list[Seed], following: Following) -> bool:
    """Whether the money of the seeds so far had reached where a transfer comes from."""
    if not seeds:
        return False
    bounds, rule, service = following.bounds, following.rule, following.service
    found, _ = gather(seeds, bounds, rule, service, until=following.until)
    return any(one.account == transfer.source and one.since <= transfer.at for one in found.reached)


def _from_victim(victim: Identifier | None, happened_at: Instant, disputed: Vnd | None) -> Seed:
    kind = _INSTRUMENTS.get(victim.kind) if victim else None
    if victim is None or kind is None:
        raise IllegalStateError("the report names neither a transfer to follow nor the victim's account")
    institution, _, number = victim.value.partition(":")
    account = account_of(Instrument(kind=kind, institution=institution, number=number))
    return Seed(account=account, at=to_ticks(happened_at), amount=disputed)
