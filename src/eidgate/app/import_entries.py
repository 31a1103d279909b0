"""Import a whole list: read all of it, say what is wrong, and put it in force at once or not at all."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from eidgate.core.errors import EidgateError
from eidgate.ports.watchlist_lists import Clash, ListedRow, Lists, Spool, Switched

MOST_FAULTS: Final = 100
"""Faults that are told one by one; a file with more is of another kind, and its first faults say of which."""

MOST_ROWS: Final = 20_000_000
"""Rows of one list: every account of a large country that anybody suspects, twice over; 4 GB on disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A line that cannot be imported, and why; never its values."""

    line: int
    why: str


Line: TypeAlias = ListedRow | Fault


@dataclass(slots=True, kw_only=True)
class Imported:
    """What became of an import; `switched` is None when nothing was changed."""

    rows: int = 0
    repeated: int = 0
    faults: list[Fault] = field(default_factory=list)
    fault_count: int = 0
    switched: Switched | None = None

    def blame(self, fault: Fault) -> None:
        """Note a fault."""
        self.fault_count += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportList:
    """Asks to replace a source's list; a dry run only checks."""

    source: str
    actor: str
    dry_run: bool = False


def import_list(
    command: ImportList, lines: Iterable[tuple[int, Line]], *, lists: Lists, spool: Spool
) -> Imported:
    """Read every line, then put the list in force if none is at fault.

    Raises:
        ConflictError: another import of this source is under way; nothing was changed.
    """
    told = Imported()
    # 1 read all of it, to the end, so that everything that is wrong is told at once
    for number, line in lines:
        told.rows += 1
        if told.rows > MOST_ROWS:
            told.blame(Fault(line=number, why=f"more than {MOST_ROWS} rows"))
            return told
        if isinstance(line, Fault):
            told.blame(line)
        else:
            spool.add(number, line)
    # 2 the same identifier twice is a repetition when both say the same, a fault when they do not
    for clash in spool.clashes():
        _judge(clash, told)
    # 3 stage it unseen, then switch
    if not told.fault_count and not command.dry_run:
        told.switched = _put_in_force(command, lists, spool)
    return told


def _judge(clash: Clash, told: Imported) -> None:
    if clash.same:
        told.repeated += 1
    else:
        told.blame(Fault(line=clash.line, why=f"says otherwise than line {clash.other} about the same"))


def _put_in_force(command: ImportList, lists: Lists, spool: Spool) -> Switched:
    staging = lists.stage(command.source, actor=command.actor)
    try:
        staging.add(spool.rows())
        return staging.switch()
    except BaseException:
        with suppress(EidgateError):  # what cannot be dropped now, the next import drops
            staging.abandon()
        raise
