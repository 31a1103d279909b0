from collections.abc import Iterator
from pathlib import Path

import pytest

from builders.running import Running, running
from builders.stores import fresh_schema


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Two workers on the embedded store, shared by a module's tests; each has customers of its own."""
    with running(tmp_path_factory.mktemp("installation")) as made:
        yield made


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def on_each_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """Two workers, once on each engine."""
    folder: Path = tmp_path_factory.mktemp("installation")
    if request.param == "sqlite":
        with running(folder) as made:
            yield made
        return
    with fresh_schema(request.getfixturevalue("postgres_url")) as url, running(folder, store=url) as made:
        yield made
