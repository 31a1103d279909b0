"""Appeals: an institution objects for the person concerned, another one decides, the clocks run."""

from dataclasses import dataclass
from functools import partial

from eidgate.app.acting import actor_of
from eidgate.app.entries import SeenEntry, visible_entry
from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.core.desk.appeal import Resolution, file_appeal, resolve_appeal
from eidgate.core.desk.entry import Appeal, EntryName
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.ports import RequestClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAppeal:
    """Asks to object to an entry, whoever's it is: its name is all that the person concerned was told."""

    caller: RelyingParty
    request: RequestClaim
    name: EntryName
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveAppeal:
    """Asks to take an appeal into review or to decide about it."""

    caller: RelyingParty
    request: RequestClaim
    resolution: Resolution

    @property
    def entry(self) -> EntryName:
        """The entry that the appeal is against."""
        return EntryName(self.resolution.appeal.partition("/appeals/")[0])


def appeal(command: FileAppeal, service: Service) -> Appeal:
    """Object to an entry; from now on it ends by itself unless somebody upholds it.

    Raises:
        NotPermittedError: the role may not report.
        NotFoundError: there is no such entry.
        IllegalStateError: see `core.desk.appeal.file_appeal`.
    """
    require(command.caller, Right.REPORT)
    at = service.clock.now()
    step = partial(file_appeal, ground=command.ground, by=actor_of(command.caller), at=at)
    return service.watchlist.change(command.request, command.name, step, at=at).appeals[-1]


def resolve(command: ResolveAppeal, service: Service) -> SeenEntry:
    """Take an appeal into review, uphold the entry, or grant the appeal and so clear the entry.

    Raises:
        NotFoundError: there is no such appeal, or its entry is none of the caller's business.
        ConflictError, IllegalStateError, NotPermittedError: see `core.desk.appeal.resolve_appeal`.
    """
    require(command.caller, Right.LIST)
    visible_entry(command.caller, command.entry, service)
    at = service.clock.now()
    step = partial(resolve_appeal, resolution=command.resolution, by=actor_of(command.caller), at=at)
    entry = service.watchlist.change(command.request, command.entry, step, at=at)
    return SeenEntry(entry=entry)
