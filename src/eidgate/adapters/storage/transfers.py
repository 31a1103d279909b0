"""The transfer book port: settled transfers, each once, and a mark on every running trace that they touch."""

from collections.abc import Sequence
from typing import Final

from eidgate.adapters.storage.access import Access
from eidgate.adapters.storage.engine import Session, Value
from eidgate.adapters.storage.many import chunks, insert, marks
from eidgate.adapters.storage.requests import answered_before
from eidgate.adapters.storage.rows import lock_key, request_key
from eidgate.adapters.storage.transfer_words import COLUMNS, STANDS, Known, Word, is_new, known, told, word_of
from eidgate.core.desk.trace.accounts import keeper_of
from eidgate.core.desk.trace.transfers import CASH, Transfer
from eidgate.core.errors import AlreadyExistsError
from eidgate.core.terms import RelyingPartyId
from eidgate.ports import Neighbourhood, RecordedTransfers, RequestClaim, Settled

TRACES_LOCK: Final = lock_key("transfers and traces")
"""Recording and adding a trace take turns: no transfer slips between a trace's reading and its adding."""

_ADD: Final = "INSERT INTO transfer (id_key, transfer_id, source, target, amount, at, recorded_by{})"


class StoredTransfers:
    """Implements `eidgate.ports.TransferBook`."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def record(
        self, request: RequestClaim, transfers: Sequence[Settled], *, recorded_by: RelyingPartyId
    ) -> RecordedTransfers:
        """Add transfers; see the port."""
        return self._access.change(lambda session: _record(session, request, transfers, recorded_by))

    def find(self, institution: str, transfer_id: str, *, near: str = "") -> Transfer | None:
        """Return a transfer, or None; see the port."""
        found = self._access.read(lambda session: told(session, institution, transfer_id))
        return min(found, key=lambda one: near not in _keepers(one), default=None)

    def around(self, accounts: Sequence[str], *, since: int, until: int, most: int) -> Neighbourhood:
        """Return all transfers from and to these accounts; see the port."""
        return self._access.read(lambda session: _around(session, accounts, (since, until), most))


def _record(
    session: Session, request: RequestClaim, transfers: Sequence[Settled], recorded_by: RelyingPartyId
) -> RecordedTransfers:
    key = request_key(request)
    session.lock(key, TRACES_LOCK)
    rows = session.rows("SELECT digest, recorded, known FROM transfer_batch WHERE request_key = ?", key)
    before = answered_before(request, rows, RecordedTransfers)
    if before is not None:
        return before
    counted = _add(session, _by_key(transfers), recorded_by)
    session.write(
        "INSERT INTO transfer_batch (request_key, digest, recorded, known) VALUES (?, ?, ?, ?)",
        key,
        request.digest,
        *counted,
    )
    return counted


def _keepers(transfer: Transfer) -> set[str]:
    return {keeper_of(transfer.source), keeper_of(transfer.target)}


def _by_key(transfers: Sequence[Settled]) -> list[Word]:
    """Return each word once; one that is named twice in a call must be the same."""
    words: dict[bytes, Word] = {}
    for one in map(word_of, transfers):
        if words.setdefault(one.key, one) != one:
            raise AlreadyExistsError("two transfers of the request have one reference")
    return list(words.values())


def _add(session: Session, words: Sequence[Word], recorded_by: str) -> RecordedTransfers:
    before = known(session, words)
    new = [one for one in words if is_new(one, before)]
    own = [one for one in new if one.outranked_by is None]
    insert(session, _ADD.format(""), (_row(one, recorded_by) for one in own))
    insert(
        session,
        _ADD.format(", outranked_by"),
        ((*_row(one, recorded_by), one.outranked_by) for one in new if one.outranked_by is not None),
    )
    moved, changed = _moved(new, before)
    _mark_traces(session, [*moved, *changed])
    return RecordedTransfers(recorded=len(moved), known=len(words) - len(moved))


def _row(word: Word, recorded_by: str) -> tuple[Value, ...]:
    one = word.transfer
    return (word.key, one.transfer_id, one.source, one.target, one.amount, one.at, recorded_by)


def _moved(new: Sequence[Word], before: Known) -> tuple[list[Transfer], list[Transfer]]:
    """Return what nobody had told before, and what targets' institutions had told and stands no more."""
    moved, changed = [], []
    for one in new:
        earlier = before.of_targets.get(one.key, [])
        if one.transfer not in earlier:
            moved.append(one.transfer)
        changed += [other for other in earlier if other != one.transfer]
    return moved, changed


def _mark_traces(session: Session, new: Sequence[Transfer]) -> None:
    """Mark the traces that have one of the accounts and have not ended before the first of the transfers."""
    if not new:
        return
    accounts = sorted({account for one in new for account in (one.source, one.target)} - {CASH})
    earliest = min(one.at for one in new)
    touched = {
        name
        for some in chunks(accounts)
        for (name,) in session.rows(
            f"SELECT DISTINCT trace FROM trace_account WHERE account IN ({marks(len(some))})",  # noqa: S608 - our own words only
            *some,
        )
    }
    for names in chunks(sorted(touched)):
        statement = f"UPDATE trace SET due = due + 1 WHERE name IN ({marks(len(names))}) AND until >= ?"  # noqa: S608 - our own words only
        session.write(statement, *names, earliest)


def _around(session: Session, accounts: Sequence[str], window: tuple[int, int], most: int) -> Neighbourhood:
    found: dict[int, Transfer] = {}
    crowded: set[str] = set()
    for some in chunks(accounts):
        rows = _touching(session, some, window, most)
        if rows is None:  # one of them, or all together, have many: ask for each alone
            for account in some:
                alone = _touching(session, [account], window, most)
                crowded.update({account} if alone is None else ())
                found.update(alone or {})
        else:
            found.update(rows)
    return Neighbourhood(transfers=found, crowded=frozenset(crowded))


def _touching(
    session: Session, accounts: Sequence[str], window: tuple[int, int], most: int
) -> dict[int, Transfer] | None:
    """Return the transfers from and to these accounts, or None when there are more than `most`."""
    found: dict[int, Transfer] = {}
    for end in ("source", "target"):
        statement = (
            f"SELECT cursor, {COLUMNS} FROM transfer WHERE {end} IN ({marks(len(accounts))})"  # noqa: S608 - our own words only
            f" AND at >= ? AND at <= ? AND {STANDS} LIMIT ?"
        )
        rows = session.rows(statement, *accounts, *window, most + 1)
        found.update((row[0], Transfer(*row[1:])) for row in rows)
        if len(found) > most:
            return None
    return found
