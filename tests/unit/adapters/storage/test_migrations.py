import pytest

from eidgate.adapters.storage.migrations import Migration, outstanding, shipped
from eidgate.core.errors import ConfigurationError

FIRST = Migration(version=1, name="0001_a.sql", script="CREATE TABLE a (x)")
SECOND = Migration(version=2, name="0002_b.sql", script="CREATE TABLE b (x)")


def applied(*migrations: Migration) -> list[tuple[int, str, str]]:
    return [(each.version, each.name, each.checksum) for each in migrations]


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_shipped_migrations_are_numbered_without_gap(engine: str) -> None:
    versions = [each.version for each in shipped(engine)]
    assert versions == list(range(1, len(versions) + 1))


def test_an_empty_store_needs_all_in_order() -> None:
    assert outstanding([FIRST, SECOND], []) == [FIRST, SECOND]


def test_only_what_is_missing_is_applied() -> None:
    assert outstanding([FIRST, SECOND], applied(FIRST)) == [SECOND]
    assert outstanding([FIRST, SECOND], applied(FIRST, SECOND)) == []


def test_a_store_newer_than_the_program_is_refused_and_told_what_to_do() -> None:
    with pytest.raises(ConfigurationError, match=r"0002_b\.sql.*newer eidgate"):
        outstanding([FIRST], applied(FIRST, SECOND))


def test_a_file_edited_after_it_was_applied_is_refused() -> None:
    edited = Migration(version=1, name="0001_a.sql", script="CREATE TABLE a (x, y)")
    with pytest.raises(ConfigurationError, match=r"0001_a\.sql was edited"):
        outstanding([edited], applied(FIRST))
