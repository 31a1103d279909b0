"""The thread that lets shadows judge: it looks, judges, rests, and stores what was counted at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from builders.service import Scene, scene_in
from builders.shadows import judged_by, shadowing
from builders.supervised import eventually
from eidgate.bootstrap.shadowing import REST, Shadowing


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as opened:
        opened.bind()
        yield opened


def test_what_is_answered_is_judged_and_stored_when_it_closes(scene: Scene) -> None:
    judge, told = judged_by(scene)
    shown = shadowing(scene)
    judge.look()
    running = Shadowing(judge)
    running.start()
    for _ in range(3):
        scene.pay()
    eventually(lambda: len(told.seen) == 3)
    running.close()
    assert scene.store.shadows.counted(shown.version.name).tried == 3


def test_one_that_never_started_closes(scene: Scene) -> None:
    judge, _ = judged_by(scene)
    Shadowing(judge).close()


def test_it_rests_longer_than_it_works() -> None:
    assert REST >= 4


class _Working:
    """A judge of decisions that take long, until it has judged enough."""

    def __init__(self) -> None:
        self.judged = 0

    def look(self) -> float:
        return 0.0

    def flush(self) -> None: ...

    def finish(self) -> None: ...

    def judge_next(self, patience: float) -> float:
        self.judged += 1
        return 60.0


def test_closing_does_not_wait_for_a_rest() -> None:
    working = _Working()
    running = Shadowing(working)  # type: ignore[arg-type]
    running.start()
    eventually(lambda: working.judged == 1)
    running.close()
    assert working.judged == 1
