from collections.abc import Callable
from threading import Thread

import pytest

from builders.ledger import unit
from builders.stores import rows
from eidgate.adapters.storage.migrations import shipped
from eidgate.adapters.storage.open import Store, open_store
from eidgate.core.errors import ConfigurationError, UnavailableError

pytest_plugins = ("builders.store_fixtures",)


@pytest.fixture
def store_url(blank_url: str) -> str:
    """Every other test's store was migrated before; here, opening does it."""
    return blank_url


@pytest.mark.parametrize("url", ["", "mysql://host/db", "ledger.db", "sqlite:///", "sqlite://"])
def test_a_url_that_names_no_store_is_refused_with_what_would(url: str) -> None:
    with pytest.raises(ConfigurationError, match="sqlite:///path"):
        open_store(url)


def test_an_unreachable_server_is_unavailable() -> None:
    with pytest.raises(UnavailableError):
        open_store("postgresql://nobody@127.0.0.1:1/nothing")


def test_processes_that_start_together_migrate_once(opened: Callable[[], Store]) -> None:
    failed: list[BaseException] = []

    def go() -> None:
        try:
            opened().ledger.decide(unit("r1"))
        except BaseException as fault:  # noqa: BLE001 - reported by the assertion below
            failed.append(fault)

    threads = [Thread(target=go) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    applied = [version for (version,) in rows(opened(), "SELECT version FROM migration ORDER BY version")]
    assert applied == [each.version for each in shipped("sqlite")]


def test_a_store_written_by_a_newer_program_is_refused(opened: Callable[[], Store], store_url: str) -> None:
    store = opened()
    store.ledger._engine.change(
        lambda session: session.write("INSERT INTO migration VALUES (999, '0999_later.sql', 'x')")
    )
    store.close()
    with pytest.raises(ConfigurationError, match=r"0999_later\.sql"):
        open_store(store_url)
