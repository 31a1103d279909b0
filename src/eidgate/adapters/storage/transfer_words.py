"""Whose word a transfer is: its source's institution gave it its reference, so what that one tells stands.

The target's institution may tell first. Its word has a key of its own, so that it takes no reference from
anybody, and counts as long as the source has told nothing under the reference (ADR 0116).
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.many import chunks, marks
from eidgate.adapters.storage.rows import told_by_target_key, transfer_key
from eidgate.core.desk.trace.accounts import keeper_of
from eidgate.core.desk.trace.transfers import Transfer
from eidgate.core.errors import AlreadyExistsError
from eidgate.ports import Settled

STANDS: Final = (
    "(outranked_by IS NULL OR NOT EXISTS"
    " (SELECT 1 FROM transfer AS own WHERE own.id_key = transfer.outranked_by))"
)
"""What is read of transfers: the source's word, or a target's while there is no other."""

COLUMNS: Final = "at, source, target, amount, transfer_id"

_BY_KEY: Final = "SELECT id_key, {} FROM transfer WHERE id_key IN ({})"
_BY_SOURCE: Final = "SELECT outranked_by, {} FROM transfer WHERE outranked_by IN ({})"
_TOLD: Final = (
    f"SELECT {COLUMNS} FROM transfer WHERE (id_key = ? OR outranked_by = ?) AND {STANDS} ORDER BY cursor"  # noqa: S608 - our own words only
)


class Word(NamedTuple):
    """A transfer as one end's institution tells it; `outranked_by` is None for the source's."""

    key: bytes
    outranked_by: bytes | None
    transfer: Transfer


class Known(NamedTuple):
    """What had been told before: by key, and what targets' institutions told under a source's key."""

    by_key: dict[bytes, Transfer]
    of_targets: dict[bytes, list[Transfer]]


def word_of(settled: Settled) -> Word:
    """Return the word under its key."""
    transfer = settled.transfer
    key = transfer_key(settled.institution, transfer.transfer_id)
    if settled.told_by_source:
        return Word(key, None, transfer)
    own = told_by_target_key(settled.institution, keeper_of(transfer.target), transfer.transfer_id)
    return Word(own, key, transfer)


def told(session: Session, institution: str, transfer_id: str) -> list[Transfer]:
    """Return what stands under a reference: one, or, until its source tells, what each target's side says."""
    key = transfer_key(institution, transfer_id)
    return [Transfer(*row) for row in session.rows(_TOLD, key, key)]


def known(session: Session, words: Sequence[Word]) -> Known:
    """Read what was told under the references of these words."""
    keys = sorted({key for one in words for key in (one.key, one.outranked_by) if key is not None})
    sources = sorted({one.key for one in words if one.outranked_by is None})
    of_targets: dict[bytes, list[Transfer]] = {}
    for key, transfer in _read(session, _BY_SOURCE, sources):
        of_targets.setdefault(key, []).append(transfer)
    return Known(dict(_read(session, _BY_KEY, keys)), of_targets)


def is_new(word: Word, before: Known) -> bool:
    """Whether the word is to be added.

    Raises:
        AlreadyExistsError: the same side, or the source about an account of the same target, told otherwise.
    """
    earlier = before.by_key.get(word.key)
    if earlier is None and word.outranked_by is not None:
        earlier = before.by_key.get(word.outranked_by)
        if earlier is not None and keeper_of(earlier.target) != keeper_of(word.transfer.target):
            # another's transfer: told so, whoever makes references up would learn which are used
            return True
    if earlier is not None and earlier != word.transfer:
        raise AlreadyExistsError("a transfer is known under its reference as another one")
    return earlier is None


def _read(session: Session, statement: str, keys: Sequence[bytes]) -> list[tuple[bytes, Transfer]]:
    return [
        (bytes(key), Transfer(*fields))
        for some in chunks(keys)
        for key, *fields in session.rows(statement.format(COLUMNS, marks(len(some))), *some)
    ]
