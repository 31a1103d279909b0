"""The transfer book port: settled transfers, each once, and a mark on every running trace that they touch."""

from collections.abc import Sequence
from typing import Final

from eidgate.adapters.storage.access import Access
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.many import chunks, insert, marks
from eidgate.adapters.storage.requests import answered_before
from eidgate.adapters.storage.rows import lock_key, request_key, transfer_key
from eidgate.core.desk.trace.transfers import CASH, Transfer
from eidgate.core.errors import AlreadyExistsError
from eidgate.core.terms import RelyingPartyId
from eidgate.ports import Neighbourhood, RecordedTransfers, RequestClaim, Settled

TRACES_LOCK: Final = lock_key("transfers and traces")
"""Recording and adding a trace take turns: no transfer slips between a trace's reading and its adding."""

_COLUMNS: Final = "cursor, at, source, target, amount, transfer_id"
_ADD: Final = "INSERT INTO transfer (id_key, transfer_id, source, target, amount, at, recorded_by)"

Keyed = dict[bytes, Transfer]


class StoredTransfers:
    """Implements `eidgate.ports.TransferBook`."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def record(
        self, request: RequestClaim, transfers: Sequence[Settled], *, recorded_by: RelyingPartyId
    ) -> RecordedTransfers:
        """Add transfers; see the port."""
        return self._access.change(lambda session: _record(session, request, transfers, recorded_by))

    def find(self, institution: str, transfer_id: str) -> Transfer | None:
        """Return a transfer, or None."""
        key = transfer_key(institution, transfer_id)
        statement = f"SELECT {_COLUMNS} FROM transfer WHERE id_key = ?"  # noqa: S608 - our own words only
        rows = self._access.read(lambda session: session.rows(statement, key))
        return Transfer(*rows[0][1:]) if rows else None

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


def _by_key(transfers: Sequence[Settled]) -> Keyed:
    """Key the transfers; one that is named twice in a call must be the same."""
    keyed: Keyed = {}
    for one in transfers:
        key = transfer_key(one.institution, one.transfer.transfer_id)
        if keyed.setdefault(key, one.transfer) != one.transfer:
            raise AlreadyExistsError("two transfers of the request have one reference")
    return keyed


def _add(session: Session, keyed: Keyed, recorded_by: str) -> RecordedTransfers:
    known = _known(session, list(keyed))
    for key, transfer in known.items():
        if keyed[key] != transfer:
            raise AlreadyExistsError("a transfer is known under its reference as another one")
    new = {key: transfer for key, transfer in keyed.items() if key not in known}
    insert(
        session,
        _ADD,
        (
            (key, one.transfer_id, one.source, one.target, one.amount, one.at, recorded_by)
            for key, one in new.items()
        ),
    )
    _mark_traces(session, list(new.values()))
    return RecordedTransfers(recorded=len(new), known=len(known))


def _known(session: Session, keys: Sequence[bytes]) -> Keyed:
    found: Keyed = {}
    for some in chunks(keys):
        statement = f"SELECT id_key, {_COLUMNS} FROM transfer WHERE id_key IN ({marks(len(some))})"  # noqa: S608 - our own words only
        for key, _, *fields in session.rows(statement, *some):
            found[bytes(key)] = Transfer(*fields)
    return found


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
            f"SELECT {_COLUMNS} FROM transfer WHERE {end} IN ({marks(len(accounts))})"  # noqa: S608 - our own words only
            " AND at >= ? AND at <= ? LIMIT ?"
        )
        rows = session.rows(statement, *accounts, *window, most + 1)
        found.update((row[0], Transfer(*row[1:])) for row in rows)
        if len(found) > most:
            return None
    return found
