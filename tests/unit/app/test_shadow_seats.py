"""Seats: all sit where there is room; else they take turns, the one that has sat longest gets up."""

import pytest

from eidgate.app import shadow_seats as module
from eidgate.app.shadow_seats import Seats
from eidgate.core.errors import ConfigurationError, EidgateError, UnavailableError
from eidgate.core.risk.shadowing import Shadow
from eidgate.core.terms import PolicyName
from eidgate.ports import PolicyDocument


class Documents:
    """A store of documents, of which some are away and some were never kept."""

    def __init__(self) -> None:
        self.away: set[str] = set()
        self.unknown: set[str] = set()
        self.read: list[str] = []

    def document(self, digest: str) -> PolicyDocument | None:
        if digest in self.away:
            raise UnavailableError("the store cannot be read")
        self.read.append(digest)
        return None if digest in self.unknown else PolicyDocument(digest=digest, document=b"", worlds=b"")


class Reader:
    def read(self, document: bytes) -> object:
        return document


def shadows(*names: str, per_mille: int = 10) -> list[Shadow]:
    return [
        Shadow(name=PolicyName(one), line="vn-bank", version=one, digest=one, per_mille=per_mille)
        for one in names
    ]


def seats(told: list[EidgateError] | None = None) -> tuple[Seats, Documents]:
    documents = Documents()
    tell = (told if told is not None else []).append
    return Seats(documents, Reader(), tell=tell), documents  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def two_seats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SEATS", 2)


def test_the_first_sit_down_and_the_others_wait_for_their_turn() -> None:
    made, _ = seats()
    made.know(shadows("a", "b", "c"))
    made.fill()
    seen = [made.names]
    for _ in range(3):
        made.turn()
        made.fill()
        seen.append(made.names)
    assert seen == [{"a", "b"}, {"b", "c"}, {"c", "a"}, {"a", "b"}]


def test_nobody_gets_up_where_nobody_waits() -> None:
    made, documents = seats()
    made.know(shadows("a", "b"))
    made.fill()
    made.turn()
    made.fill()
    assert (made.names, documents.read) == ({"a", "b"}, ["a", "b"])


def test_one_that_ends_makes_room_and_a_changed_share_counts_at_once() -> None:
    made, _ = seats()
    made.know(shadows("a", "b", "c"))
    made.fill()
    made.know(shadows("b", "c", per_mille=900))
    made.fill()
    assert [(one.name, one.per_mille) for one, _ in made.seated()] == [("b", 900), ("c", 900)]
    made.know([])
    assert (made.names, made.shadows) == (frozenset(), ())


def test_what_cannot_be_read_is_told_once_and_takes_no_seat() -> None:
    told: list[EidgateError] = []
    made, documents = seats(told)
    documents.unknown.add("a")
    made.know(shadows("a", "b", "c"))
    for _ in range(3):
        made.fill()
        made.know(shadows("a", "b", "c"))
    assert made.names == {"b", "c"}
    [error] = told
    assert isinstance(error, ConfigurationError)
    assert "a: its document is not in the store" in str(error)


def test_a_store_that_is_away_leaves_them_waiting() -> None:
    made, documents = seats()
    made.know(shadows("a", "b"))
    documents.away.add("a")
    with pytest.raises(UnavailableError):
        made.fill()
    documents.away.clear()
    made.fill()
    assert made.names == {"a", "b"}
