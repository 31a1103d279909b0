"""Many keys, few statements: each key's rows once, whatever the number of keys."""

import sqlite3
from collections.abc import Iterator

import pytest

from eidgate.adapters.storage.sqlite_asking import SIZES, keys_of, rows_of


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE thing (name TEXT, number INTEGER, note TEXT)")
    connection.executemany(
        "INSERT INTO thing VALUES (?, ?, ?)",
        [(f"n{i}", number, f"{i}-{number}") for i in range(100) for number in (1, 2)],
    )
    yield connection
    connection.close()


@pytest.mark.parametrize("count", sorted({0, 1, *SIZES, *(size + 1 for size in SIZES), SIZES[-1] - 1, 100}))
def test_every_row_of_every_key_comes_once(connection: sqlite3.Connection, count: int) -> None:
    question = "SELECT key, note FROM asked CROSS JOIN thing ON name = key"
    found = list(rows_of(connection, question, keys_of(f"n{i}" for i in range(count))))
    assert sorted(found) == sorted((f"n{i}", f"{i}-{number}") for i in range(count) for number in (1, 2))


def test_a_key_may_have_several_parts(connection: sqlite3.Connection) -> None:
    question = "SELECT note FROM asked CROSS JOIN thing ON name = key AND number = second"
    assert list(rows_of(connection, question, [("n3", 2), ("n5", 1), ("n5", 9)])) == [("3-2",), ("5-1",)]


def test_what_fills_a_statement_up_finds_nothing(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO thing VALUES (NULL, NULL, 'nobody')")
    question = "SELECT note FROM asked CROSS JOIN thing ON name = key"
    assert list(rows_of(connection, question, keys_of(["unknown"]))) == []
