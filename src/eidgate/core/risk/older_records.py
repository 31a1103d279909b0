"""Records as older programs wrote them, read as this one writes them. Nothing is guessed.

Format 1 named every consulted signal with its state, `[{"name": ..., "state": ...}]`; since ADR 0081 a record
holds the states with their signals. What else an older record lacks has a default that says "not known".
"""

from collections import defaultdict
from typing import Final

import msgspec

_ENCODER: Final = msgspec.json.Encoder(order="sorted")


class _Reading(msgspec.Struct):
    name: str
    state: str


class _Signals(msgspec.Struct):
    signals: list[_Reading]


class _Answered(msgspec.Struct):
    decision: _Signals


_answered: Final = msgspec.json.Decoder(_Answered).decode


def by_state(raw: bytes) -> bytes | None:
    """Return a record with its signals by state, or None where it names no signals one by one."""
    try:
        signals = _answered(raw).decision.signals
    except msgspec.MsgspecError:
        return None
    names: dict[str, list[str]] = defaultdict(list)
    for one in signals:
        names[one.state].append(one.name)
    tree = msgspec.json.decode(raw)
    del tree["decision"]["signals"]
    tree["decision"]["consulted"] = [[state, " ".join(sorted(names[state]))] for state in sorted(names)]
    return _ENCODER.encode(tree)
