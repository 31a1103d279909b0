"""How many entries a message's lists hold: counted before any rule is computed.

The rules look at every entry of a list, also of one that is too long, and an empty entry takes two bytes: the
largest request held 260,000 of them and kept a core busy for twenty seconds. So the one rule that bounds all
the others, `repeated.max_items`, is held first and by itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final, TypeAlias

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

from buf.validate import validate_pb2
from eidgate.core.errors import FieldViolation

_RULES: Final[Any] = validate_pb2.field  # the extension that holds a field's rules


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """One list of a message type, which may stand in a message that it holds."""

    path: str
    entries: Callable[[Message], Any]
    most: int
    inner: "_Lists"
    """The lists in each entry, where an entry's rules are computed with those of the message."""


_Lists: TypeAlias = tuple[_List, ...]


def too_long(message: Message) -> list[FieldViolation]:
    """Return a violation for each list with more entries than its rule allows."""
    found: list[FieldViolation] = []
    for one in _lists_of(message.DESCRIPTOR):
        entries = one.entries(message)
        if len(entries) > one.most:
            found.append(_violation(one))
        elif one.inner:
            found += _inside(one.path, entries)
    return found


def _inside(path: str, entries: Any) -> Iterator[FieldViolation]:
    for index, entry in enumerate(entries):
        for said in too_long(entry):
            yield FieldViolation(
                field=f"{path}[{index}].{said.field}", description=said.description, rule=said.rule
            )


def _violation(one: _List) -> FieldViolation:
    told = f"must contain no more than {one.most} item(s)"
    return FieldViolation(field=one.path, description=told, rule="repeated.max_items")


@lru_cache(maxsize=256)  # types of messages that are validated; the contract has fewer
def _lists_of(descriptor: Descriptor) -> _Lists:
    return tuple(_searched(descriptor, ""))


def _searched(descriptor: Descriptor, path: str) -> Iterator[_List]:
    """Yield the lists of a type; one within itself would have no end, and the contract has none."""
    for field in descriptor.fields:
        here = f"{path}{field.name}"
        if field.is_repeated:
            yield from _list(field, here)
        elif field.message_type is not None:
            yield from _searched(field.message_type, f"{here}.")


def _list(field: FieldDescriptor, path: str) -> Iterator[_List]:
    rules = field.GetOptions().Extensions[_RULES].repeated
    if not rules.HasField("max_items"):
        return
    together = field.message_type is not None and rules.items.ignore != validate_pb2.IGNORE_ALWAYS
    inner = _lists_of(field.message_type) if together else ()
    yield _List(path=path, entries=attrgetter(path), most=rules.max_items, inner=inner)
