"""Entries and whole lists for the shared list's suites, and a subscriber that keeps a copy."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from itertools import count

from builders.ledger import NOON, request
from eidgate.adapters.storage.open import Store
from eidgate.core.desk.entry import Entry, EntryName
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.listed import Listing, SetDigest
from eidgate.core.desk.listing import Actor, Amendment, Word, amend, clear, corroborate, report
from eidgate.core.desk.standing import Grade
from eidgate.core.shape import replace
from eidgate.core.terms import Instant
from eidgate.ports import RequestClaim
from eidgate.ports.watchlist import Position
from eidgate.ports.watchlist_lists import ListedRow, Switched

MULE = Identifier(kind=IdentifierKind.ACCOUNT, value="999902:0200000077")
NUMBER = Identifier(kind=IdentifierKind.PHONE, value="+84900000001")
SITE = Identifier(kind=IdentifierKind.WEBSITE, value="evil.example.com")
PERSON = Identifier(kind=IdentifierKind.PERSON, value="ab" * 32)

BANK_ONE = Actor(institution="999901", actor="bank-one")
BANK_TWO = Actor(institution="999902", actor="bank-two")
POLICE = Actor(institution="police", actor="police/an", authority=True)
OTHER_OFFICER = Actor(institution="police", actor="police/binh", authority=True)

_numbers = count(1)


def claim(method: str = "ReportIdentifier") -> RequestClaim:
    return request(f"watch-{next(_numbers)}", method=method)


def put(
    store: Store,
    identifier: Identifier = MULE,
    by: Actor = BANK_ONE,
    *,
    word: Word | None = None,
    at: Instant = NOON,
    made: RequestClaim | None = None,
) -> Entry:
    """Report an identifier on an institution's word."""
    said = word or Word(code=3)
    name = EntryName(f"entries/e{next(_numbers)}")
    return store.watchlist.report(
        made or claim(),
        identifier,
        at=at,
        begin=lambda: report(name, identifier, said, by, at=at),
        add=partial(corroborate, word=said, by=by, at=at),
    )


def confirm(store: Store, entry: Entry, by: Actor = POLICE, *, at: Instant = NOON) -> Entry:
    step = partial(amend, change=Amendment(confirm=True), by=by, etag=entry.etag, at=at)
    return store.watchlist.change(claim("UpdateEntry"), entry.name, step, at=at)


def lift(store: Store, entry: Entry, by: Actor = BANK_TWO, *, at: Instant = NOON) -> Entry:
    step = partial(clear, by=by, note="mistaken", etag=entry.etag, at=at)
    return store.watchlist.change(claim("ClearEntry"), entry.name, step, at=at)


def row(number: int, *, grade: Grade = Grade.HIGH, days: int = 90, code: int = 3) -> ListedRow:
    return ListedRow(
        identifier=Identifier(kind=IdentifierKind.ACCOUNT, value=f"999903:{number:010}"),
        grade=grade,
        code=code,
        since=NOON,
        until=NOON + timedelta(days=days),
    )


def listed(store: Store, rows: Iterable[ListedRow], *, source: str = "simo") -> Switched:
    """Import a whole list."""
    staging = store.lists.stage(source, actor="importer")
    staging.add(sorted(rows, key=lambda one: store.lists.order(one.identifier)))
    return staging.switch()


class Copy:
    """A subscriber's copy of the list: it applies what the feed says, and nothing else."""

    def __init__(self, store: Store, *, page: int = 7) -> None:
        self.store, self.page = store, page
        self.held: dict[str, Listing] = {}
        self.position = Position(store.watchlist.head().cursor)
        place = ""
        while found := store.watchlist.snapshot(place, limit=page):
            self.held |= {one.name: one for _, one in found}
            place = found[-1][0]

    def follow(self) -> "Copy":
        """Apply everything that there is."""
        while True:
            changes, position = self.store.watchlist.changes(self.position, limit=self.page)
            for change in changes:
                if change.listing is None:
                    self.held.pop(change.name, None)
                else:
                    self.held[change.name] = change.listing
            if position == self.position:
                return self
            self.position = position

    @property
    def digest(self) -> SetDigest:
        total = SetDigest()
        for one in self.held.values():
            total = total.put(one)
        return total

    def agrees(self) -> bool:
        """Whether the copy is what the server says it should be."""
        head = self.store.watchlist.head()
        return self.position.cursor == head.cursor and self.digest == head.digest


def again(entry: Entry, **changes: object) -> Entry:
    return replace(entry, **changes)  # type: ignore[arg-type]  # a test names fields freely
