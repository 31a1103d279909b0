"""Databases are spoken to in one place."""

import re
from pathlib import Path

SOURCE = Path("src/eidgate")
DRIVERS = re.compile(r"^\s*(?:import|from) (?:sqlite3|psycopg)\b", re.MULTILINE)


def test_no_database_is_opened_outside_storage() -> None:
    users = {path for path in SOURCE.rglob("*.py") if DRIVERS.search(path.read_text(encoding="utf-8"))}
    assert users
    assert {path for path in users if SOURCE / "adapters" / "storage" not in path.parents} == set()
