"""How a batch speaks to PostgreSQL: prepared statements in a pipeline, values as arrays."""

from collections.abc import Sequence
from typing import Any

from psycopg import Connection, Cursor


def ask(connection: Connection[Any], statement: str, *values: Any) -> Cursor[Any]:
    """Send a statement, prepared after its first use; within a pipeline nothing is awaited here."""
    return connection.cursor(binary=True).execute(statement, values, prepare=True)


def columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    """Turn rows into one array a column."""
    return [list(column) for column in zip(*rows, strict=True)]
