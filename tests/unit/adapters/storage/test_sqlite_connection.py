from pathlib import Path

from eidgate.adapters.storage.sqlite_connection import connect


def modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}


def test_a_new_store_and_its_companions_are_the_owners_alone(tmp_path: Path) -> None:
    connection = connect(tmp_path / "db", read_only=False)
    connection.execute("CREATE TABLE one (two text)")
    assert modes(tmp_path) == {"db": 0o600, "db-wal": 0o600, "db-shm": 0o600}
    connection.close()


def test_the_mode_of_a_store_that_is_there_is_the_operators(tmp_path: Path) -> None:
    (tmp_path / "db").touch(0o640)
    connection = connect(tmp_path / "db", read_only=False)
    connection.execute("CREATE TABLE one (two text)")
    assert modes(tmp_path)["db"] == 0o640
    connection.close()
