"""The way in: a store by its URL. A new engine is a new file and one line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from eidgate.adapters.clock import SystemClock
from eidgate.adapters.storage.access import Access
from eidgate.adapters.storage.alerts import StoredAlerts
from eidgate.adapters.storage.bindings import StoredBindings
from eidgate.adapters.storage.engine import Engine
from eidgate.adapters.storage.holds import StoredHolds
from eidgate.adapters.storage.lane import Lane, Watcher
from eidgate.adapters.storage.ledger import StoredLedger
from eidgate.adapters.storage.past_decisions import StoredPastDecisions
from eidgate.adapters.storage.policies import StoredPolicies
from eidgate.adapters.storage.postgres import PostgresEngine
from eidgate.adapters.storage.precision import StoredPrecision
from eidgate.adapters.storage.shadows import StoredShadows
from eidgate.adapters.storage.sim_clocks import StoredSimClocks
from eidgate.adapters.storage.sqlite import SqliteEngine
from eidgate.adapters.storage.statistics import StoredRecords
from eidgate.adapters.storage.traces import StoredTraces
from eidgate.adapters.storage.transfers import StoredTransfers
from eidgate.adapters.storage.victim_reports import StoredReports
from eidgate.adapters.storage.watch_lists import StoredLists
from eidgate.adapters.storage.watchlist import StoredWatchlist
from eidgate.core.errors import ConfigurationError

ENGINES: Final[Mapping[str, Callable[[str], Engine]]] = MappingProxyType(
    {
        "sqlite": lambda url: SqliteEngine(Path(_path_in(url))),
        "postgresql": PostgresEngine,
        "postgres": PostgresEngine,
    }
)
"""URL scheme → engine. `sqlite:///a.db` is relative to the working folder and `sqlite:////a.db` is absolute,
as SQLAlchemy spells it; a PostgreSQL URL is libpq's own (postgresql.org/docs/current/libpq-connect.html)."""

EXPECTED: Final = "a store is sqlite:///path/to/file or postgresql://host/database"


class _NoWatcher:
    def committed(self, units: int, seconds: float) -> None:
        """Nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The ports on one engine and one lane."""

    access: Access
    ledger: StoredLedger
    bindings: StoredBindings
    sim_clocks: StoredSimClocks
    policies: StoredPolicies
    past_decisions: StoredPastDecisions
    shadows: StoredShadows
    precision: StoredPrecision
    watchlist: StoredWatchlist
    lists: StoredLists
    holds: StoredHolds
    alerts: StoredAlerts
    transfers: StoredTransfers
    traces: StoredTraces
    reports: StoredReports
    records: StoredRecords

    def close(self) -> None:
        """Finish what is under way and let go of the store."""
        self.ledger.close()


def open_store(url: str, *, watcher: Watcher | None = None) -> Store:
    """Open a store, creating or migrating its tables; call it after fork, once per process.

    `watcher` is told of each batch (`eidgate.ports.Observer` will do).

    Raises:
        ConfigurationError: the URL names no engine, or the store does not fit this program.
        UnavailableError: the store cannot be reached.
    """
    engine = ENGINES.get(url.partition("://")[0])
    if engine is None:
        raise ConfigurationError(EXPECTED)
    return _store(engine(url), watcher or _NoWatcher())


def _store(engine: Engine, watcher: Watcher) -> Store:
    lane = Lane(engine, watcher)
    access = Access(engine, lane)
    return Store(
        access=access,
        ledger=StoredLedger(engine, lane),
        bindings=StoredBindings(engine, lane),
        sim_clocks=StoredSimClocks(access),
        policies=StoredPolicies(access),
        past_decisions=StoredPastDecisions(access),
        shadows=StoredShadows(access),
        precision=StoredPrecision(access),
        watchlist=StoredWatchlist(access),
        lists=StoredLists(access, SystemClock()),
        holds=StoredHolds(access),
        alerts=StoredAlerts(access),
        transfers=StoredTransfers(access),
        traces=StoredTraces(access),
        reports=StoredReports(access),
        records=StoredRecords(access),
    )


def _path_in(url: str) -> str:
    path = url.partition(":///")[2]
    if not path.strip("/"):
        raise ConfigurationError(EXPECTED)
    return path
