"""What a report names of the payments that the service knows: each must be the caller's to name."""

from collections.abc import Sequence

from eidgate.app.service import Service
from eidgate.core.desk.report import TransferRef
from eidgate.core.desk.trace.accounts import keeper_of
from eidgate.core.desk.trace.running import sees_everything, sees_the_way
from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import DecisionName


def check_links(
    caller: RelyingParty,
    decisions: Sequence[DecisionName],
    transfers: Sequence[TransferRef],
    service: Service,
) -> None:
    """Refuse decisions of others, and transfers of which the caller keeps no end.

    The hotline and authorities may name any transfer: the victim read the reference to them.

    Raises:
        InvalidCommandError: one is unknown, or another's: the two read the same.
    """
    for index, name in enumerate(decisions):
        if service.ledger.find(caller.relying_party_id, name) is None:
            raise _wrong(f"decisions[{index}]", "is no decision of yours")
    for index, one in enumerate(transfers):
        if not _may_name(caller, one, service):
            raise _wrong(f"transfers[{index}]", "is no transfer that you may name")


def _may_name(caller: RelyingParty, one: TransferRef, service: Service) -> bool:
    transfer = service.transfers.find(one.institution, one.transfer_id, near=caller.institution)
    if transfer is None:
        return False
    everywhere = sees_everything(caller) or sees_the_way(caller)
    return everywhere or caller.institution in {keeper_of(transfer.source), keeper_of(transfer.target)}


def _wrong(field: str, description: str) -> InvalidCommandError:
    return InvalidCommandError(FieldViolation(field=field, description=description, rule="report.link"))
