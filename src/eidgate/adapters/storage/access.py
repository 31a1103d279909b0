"""How a port reads and writes the store: changes go through the lane, questions straight to the engine."""

from collections.abc import Callable
from typing import Any, TypeVar

from eidgate.adapters.storage.engine import Engine, Session, TransientError, Value
from eidgate.adapters.storage.lane import Lane
from eidgate.core.errors import UnavailableError

T = TypeVar("T")


class Access:
    """One store's two ways in; every port but the ledger is built on it."""

    def __init__(self, engine: Engine, lane: Lane) -> None:
        self._engine = engine
        self._lane = lane

    def change(self, act: Callable[[Session], T]) -> T:
        """Run `act` in one durable transaction; what it raises is raised, and nothing was changed."""
        return change(self._lane, act)

    def read(self, question: Callable[[Session], T]) -> T:
        """Run `question` on one unchanging view of what is committed.

        Raises:
            UnavailableError: the store cannot be read now.
        """
        try:
            return self._engine.read(question)
        except TransientError as fault:
            raise UnavailableError("the store cannot be read") from fault


def change(lane: Lane, act: Callable[[Session], T]) -> T:
    """Run one change through the lane; return what it returned, raise what it raised."""
    [answer] = lane.run([act], timeout=None)
    result: T = returned(answer)
    return result


def read(engine: Engine, statement: str, *values: Value) -> list[tuple[Any, ...]]:
    """Run one statement on what is committed.

    Raises:
        UnavailableError: the store cannot be read now.
    """
    try:
        return engine.read(lambda session: session.rows(statement, *values))
    except TransientError as fault:
        raise UnavailableError("the store cannot be read") from fault


def returned(answer: Any) -> Any:
    """Return a job's value, or raise what stands in its place."""
    if isinstance(answer, Exception):
        raise answer
    return answer
