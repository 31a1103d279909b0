from pathlib import Path
from threading import Event, Thread

import pytest

from eidgate.adapters.storage.turns import Turns
from eidgate.core.errors import UnavailableError


def test_one_at_a_time_and_the_waiting_one_comes_next(tmp_path: Path) -> None:
    first, second = Turns(tmp_path / "db"), Turns(tmp_path / "db")
    order: list[str] = []
    waiting = Event()

    def wait() -> None:
        waiting.set()
        with second.turn():
            order.append("second")

    thread = Thread(target=wait)
    with first.turn():
        thread.start()
        waiting.wait()
        order.append("first")
    thread.join()
    with first.turn():
        order.append("first again")
    assert order == ["first", "second", "first again"]
    first.close()
    second.close()


def test_the_turn_is_given_up_when_the_work_fails(tmp_path: Path) -> None:
    turns = Turns(tmp_path / "db")
    with pytest.raises(ZeroDivisionError), turns.turn():
        raise ZeroDivisionError
    with turns.turn():
        pass
    turns.close()
    turns.close()


def test_a_folder_that_takes_no_file_is_unavailable() -> None:
    with pytest.raises(UnavailableError):
        Turns(Path("/sys/kernel/db"))
