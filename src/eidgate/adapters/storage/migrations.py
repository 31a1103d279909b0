"""The schema as numbered SQL files: applied once each, never edited, never newer than the code.

Pure over the two lists, what is shipped and what is applied; the engines read and write the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Final

from eidgate.core.errors import ConfigurationError

CREATE_LIST: Final = (
    "CREATE TABLE IF NOT EXISTS migration"
    " (version bigint PRIMARY KEY, name text NOT NULL, checksum text NOT NULL)"
)
READ_LIST: Final = "SELECT version, name, checksum FROM migration ORDER BY version"
ADD_TO_LIST: Final = "INSERT INTO migration (version, name, checksum) VALUES (?, ?, ?)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One file: its number, its name, and what it does."""

    version: int
    name: str
    script: str

    @property
    def checksum(self) -> str:
        """SHA-256 of the script, hex."""
        return sha256(self.script.encode()).hexdigest()


def shipped(engine: str) -> list[Migration]:
    """Return an engine's migrations in order, from `migrations/{engine}/0001_name.sql` and on."""
    folder = files("eidgate.adapters.storage") / "migrations" / engine
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".sql"))
    return [
        Migration(version=int(name.split("_")[0]), name=name, script=(folder / name).read_text("utf-8"))
        for name in names
    ]


def outstanding(known: Sequence[Migration], applied: Sequence[tuple[int, str, str]]) -> list[Migration]:
    """Return the migrations still to be applied, in order.

    Raises:
        ConfigurationError: the store is newer than this program, or an applied file was edited since.
    """
    by_version = {migration.version: migration for migration in known}
    for version, name, checksum in applied:
        migration = by_version.get(version)
        if migration is None:
            raise ConfigurationError(
                f"the store is at migration {name}, which this eidgate does not know: run the newer eidgate"
                " that wrote it, or restore the backup made before the upgrade"
            )
        if migration.checksum != checksum:
            raise ConfigurationError(
                f"migration {name} was edited after it was applied to this store: restore the file as it was"
                " released, and put changes into a new migration"
            )
    done = {version for version, _, _ in applied}
    return [migration for migration in known if migration.version not in done]
