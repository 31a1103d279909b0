"""Requests built from their descriptors by a fuzzer's choices: valid by the rules more often than not."""

from typing import Any, Final

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

from eidgate.rpc.interceptors.validation import violations
from fuzz.choices import Choices
from fuzz.plausible import EDGES, PARTS, WHOLE, hostile, plausible

_DEEPEST: Final = 5  # messages within messages: one more than the contract has
_MOST: Final = 4  # repetitions of a field
_ODDS: Final = 16
"""One choice in so many leaves a field out, and one in so many sends a hostile value."""
_ABSENT, _HOSTILE = _ODDS - 1, _ODDS - 2


def build(example: Message, choices: Choices) -> Any:
    """Build a request of the example's type; three times in four, what breaks a rule is the example's."""
    request: Any = type(example)()
    _fill(request, choices)
    return request if choices.number(4) == 1 else _repaired(request, example)


def _fill(message: Any, choices: Choices, depth: int = 0) -> None:
    for field in _present(message.DESCRIPTOR, choices):
        if choices.number(_ODDS) == _ABSENT or depth > _DEEPEST:
            continue
        for _ in range(1 + choices.number(_MOST) if field.is_repeated else 1):
            _put(message, field, choices, depth)


def _present(descriptor: Descriptor, choices: Choices) -> list[FieldDescriptor]:
    """Return the fields to fill: of those that exclude each other, one."""
    chosen = {choices.one_of(group.fields).name for group in descriptor.oneofs}
    return [field for field in descriptor.fields if field.containing_oneof is None or field.name in chosen]


def _put(message: Any, field: FieldDescriptor, choices: Choices, depth: int) -> None:
    at_an_edge = choices.number(_ODDS) == _HOSTILE
    if field.message_type is not None:
        if not at_an_edge and field.full_name not in PARTS:
            return
        part = getattr(message, field.name)
        part = part.add() if field.is_repeated else part
        part.SetInParent()
        whole = (EDGES if at_an_edge else WHOLE).get(field.message_type.full_name)
        if whole:
            part.CopyFrom(choices.one_of(whole))
        else:
            _fill(part, choices, depth + 1)
    elif values := (hostile if at_an_edge else plausible)(field):
        value = choices.one_of(values)
        if field.is_repeated:
            getattr(message, field.name).append(value)
        else:
            setattr(message, field.name, value)


def _repaired(request: Any, example: Message) -> Any:
    """Put the example's fields where a rule is broken, and all of it where that does not help."""
    for broken in {one.field.partition(".")[0].partition("[")[0] for one in violations(request)} - {""}:
        request.ClearField(broken)
        request.MergeFrom(_only(example, broken))
    return type(example).FromString(example.SerializeToString()) if violations(request) else request


def _only(example: Message, name: str) -> Message:
    part = type(example)()
    part.CopyFrom(example)
    for field, _ in example.ListFields():
        if field.name != name:
            part.ClearField(field.name)
    return part
