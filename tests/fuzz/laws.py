"""What holds of every call, whoever makes it: how it ends, what it repeats, and what it tells of others."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from google.protobuf.message import Message

from eidgate.core.errors import EidgateError, InvalidCommandError, RequestIdReusedError
from eidgate.core.relying_party import RelyingParty
from eidgate.rpc.error_reasons import ErrorReason
from eidgate.rpc.status import reason_of, status_of
from fuzz.defect import Defect, hold
from fuzz.town import BY_NAME, NAME, Asked, Town
from fuzz.whole import PARSERS

SHORTEST: Final = 8
"""Characters of a personal value that is looked for: shorter ones stand in any text by chance."""
NOBODY: Final = "x0nobody"
"""What nothing is called."""
_READERS: Final = {
    "bindings": "GetBinding",
    "decisions": "GetDecision",
    "entries": "GetEntry",
    "holds": "GetHold",
    "policies": "GetPolicy",
    "reports": "GetReport",
    "traces": "GetTrace",
}
_TOLD_TO_ALL: Final = frozenset({"0912345678", "+84912345678"})
"""The numbers by which an error says how a number is written."""
_BY_RIGHT: Final = {
    "DisownInstrument": "the assertion says whose the binding is, wherever it is kept",
    "FileAppeal": "the entry's name is all that the person concerned was told",
}
"""What may be done to what cannot be read, and why."""
_REPEATABLE: Final = {"AcknowledgeChanges": "the furthest cursor counts, whatever id it came with"}
"""What changes nothing when it is done again, so that its request id is not kept."""
_OTHER_ID: Final = "ffffffff-ffff-4fff-8fff-ffffffffffff"
_OTHER: Final = b"\xf8\x07\x01"
"""A field that no message has: other bytes, the same request."""


class Ended(NamedTuple):
    """How a call ended: with answers, or with an error."""

    answers: tuple[bytes, ...] = ()
    error: Exception | None = None

    @property
    def told(self) -> bytes:
        """What the caller reads of an error; nothing after an answer."""
        return b"" if self.error is None else status_of(self.error).SerializeToString(deterministic=True)


def end(town: Town, asked: Asked, received: bytes | None = None) -> Ended:
    """Make a call to its end, which is an answer or a documented refusal that repeats nothing personal."""
    given = asked.received if received is None else received
    with _logged() as lines:
        try:
            request = PARSERS[asked.method.name].parse(given)
            answers = [_kept(town, one) for one in town.answers(asked.method, asked.caller, request, given)]
            ended = Ended(tuple(answers))
        except Defect:
            raise
        except Exception as error:  # noqa: BLE001 - which ones are told apart is what is tested
            ended = Ended(error=error)
    _is_documented(asked, ended)
    told = ended.told.decode("utf-8", "replace")
    repeats_nothing(asked.request, "\n".join([*lines, str(ended.error or ""), told]))
    return ended


def _kept(town: Town, answer: Message) -> bytes:
    town.learn(answer)
    return answer.SerializeToString(deterministic=True)


def _is_documented(asked: Asked, ended: Ended) -> None:
    error = ended.error
    if error is not None and not isinstance(error, InvalidCommandError):
        hold(reason_of(error) is not ErrorReason.INTERNAL, f"{asked.method.name}: {error!r}")


def repeats_nothing(request: Message, said: str) -> None:
    """Find a defect in what was said or logged when a personal text of the request stands there."""
    for name, value in personal(request):
        hold(value in _TOLD_TO_ALL or value not in said, f"an error or a log line repeats {name}")


def personal(message: Any, *, below: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the personal texts of a request, each with its field's name."""
    for field, value in message.ListFields():
        marked = below or field.GetOptions().debug_redact
        for one in value if field.is_repeated else (value,):
            if field.type == field.TYPE_MESSAGE:
                yield from personal(one, below=marked)
            elif marked and isinstance(one, str) and len(one) >= SHORTEST:
                yield field.full_name, one


class _Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.getMessage()} {record.__dict__.get('fields', '')} {record.exc_info}")


@contextmanager
def _logged() -> Iterator[list[str]]:
    """Collect what is logged meanwhile."""
    handler, logger = _Lines(), logging.getLogger("eidgate")
    logger.addHandler(handler)
    try:
        yield handler.lines
    finally:
        logger.removeHandler(handler)


def is_answered_once(town: Town, asked: Asked, first: Ended) -> None:
    """A request id that was answered gets that answer again, and nothing for other bytes."""
    name = asked.method.name
    if first.error is not None or not _acts(asked.request):
        return
    hold(end(town, asked) == first, f"{name}: asked again, another answer")
    if name not in _REPEATABLE:
        other = end(town, asked, asked.received + _OTHER)
        hold(isinstance(other.error, RequestIdReusedError), f"{name}: other bytes under a used id: {other!r}")


def _acts(request: Any) -> bool:
    return hasattr(request, "request_id") and not getattr(request, "validate_only", False)


def knows_nothing_of_others(town: Town, asked: Asked) -> Ended:
    """Make a call; where it names what the caller cannot read, it ends as if there were none."""
    hidden = {name for name in named(asked.request) if not may_read(town, asked.caller, name)}
    if not hidden:
        return end(town, asked)
    none = end(town, _renamed(asked, hidden))
    ended = end(town, asked)
    if asked.method.name in _BY_RIGHT or isinstance(ended.error, RequestIdReusedError):
        return ended
    hold(ended.told == none.told, f"{asked.method.name}: {ended.error!r} and for none {none.error!r}")
    return ended


def named(message: Any) -> Iterator[str]:
    """Yield the resources that a message names."""
    for field, value in message.ListFields():
        for one in value if field.is_repeated else (value,):
            if field.type == field.TYPE_MESSAGE:
                yield from named(one)
            elif isinstance(one, str) and (found := NAME.match(one)) and found[1] in _READERS:
                yield found[0]


def may_read(town: Town, caller: RelyingParty, name: str) -> bool:
    """Whether the caller is shown this resource when it asks for it."""
    method = BY_NAME[_READERS[name.partition("/")[0]]]
    request = PARSERS[method.name].parse(b"\x0a" + bytes((len(name),)) + name.encode())
    try:
        return bool(list(town.answers(method, caller, request, b"")))
    except EidgateError:
        return False


def _renamed(asked: Asked, hidden: set[str]) -> Asked:
    """Return the same call under an id of its own, with names that nothing has."""
    request = type(asked.request)()
    request.CopyFrom(asked.request)
    if len(getattr(request, "request_id", "")) == len(_OTHER_ID):
        request.request_id = _OTHER_ID
    _rename(request, hidden)
    return Asked(asked.method, asked.caller, request)


def _rename(message: Any, hidden: set[str]) -> None:
    for field, value in message.ListFields():
        if field.type == field.TYPE_MESSAGE:
            for one in value if field.is_repeated else (value,):
                _rename(one, hidden)
        elif field.type == field.TYPE_STRING and field.is_repeated:
            value[:] = [_none(one, hidden) for one in value]
        elif field.type == field.TYPE_STRING:
            setattr(message, field.name, _none(value, hidden))


def _none(value: str, hidden: set[str]) -> str:
    found = NAME.match(value)
    if not found or found[0] not in hidden:
        return value
    return f"{found[1]}/{NOBODY}{value[found.end() :]}"
