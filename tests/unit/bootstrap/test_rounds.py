"""Rounds: one that fails is told, the next one comes; closing waits for the one that is under way."""

import logging
from datetime import timedelta
from threading import Event

import pytest

from eidgate.bootstrap.rounds import Rounds
from eidgate.core.errors import UnavailableError

SOON = timedelta(milliseconds=1)
NEVER = timedelta(days=1)
PATIENCE_SECONDS = 20


class Act:
    """What is done: it fails the first time."""

    def __init__(self) -> None:
        self.times, self.again = 0, Event()

    def __call__(self) -> None:
        self.times += 1
        if self.times == 1:
            raise UnavailableError("the store is away")
        self.again.set()


def test_a_round_that_fails_is_logged_and_the_next_one_comes(caplog: pytest.LogCaptureFixture) -> None:
    act = Act()
    rounds = Rounds("desk", act, every=SOON, failed="the desk was not kept")
    with caplog.at_level(logging.WARNING, logger="eidgate.desk"):
        rounds.start()
        assert act.again.wait(PATIENCE_SECONDS)
        rounds.close()
    assert [record.message for record in caplog.records] == ["the desk was not kept"]
    assert caplog.records[0].__dict__["fields"] == {"why": "the store is away"}


def test_the_first_round_waits_unless_it_is_to_be_at_once() -> None:
    done, waiting = Event(), Event()
    early = Rounds("early", done.set, every=NEVER, failed="", at_once=True)
    late = Rounds("late", waiting.set, every=NEVER, failed="")
    early.start()
    late.start()
    assert done.wait(PATIENCE_SECONDS)
    early.close()
    late.close()
    assert not waiting.is_set()


def test_what_never_began_is_closed_at_once() -> None:
    Rounds("idle", Event().set, every=NEVER, failed="").close()


def test_a_round_by_hand_tells_its_caller_that_it_failed() -> None:
    with pytest.raises(UnavailableError):
        Rounds("desk", Act(), every=NEVER, failed="").once()
