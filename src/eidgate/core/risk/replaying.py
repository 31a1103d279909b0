"""Replaying records of any program: the same decision, another one, or why it cannot be decided again.

A record names what decided: its format, its program, the signals with their revisions, the policy. What this
program does as it was done then is replayed, by the signals that were consulted then. What it does otherwise
is no difference in the decision; it is said, and counted for itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any, Final, TypeAlias

import msgspec

from eidgate.core.errors import ConfigurationError, InvalidCommandError
from eidgate.core.regulation.versions import Regulation
from eidgate.core.risk.decide import decide
from eidgate.core.risk.decision import Decision
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.record import FORMAT, DecisionRecord, read_record
from eidgate.core.risk.signals import SIGNALS
from eidgate.core.risk.signals.revisions import DECIDING, revision
from eidgate.core.transparency.canonical import canonical

PolicyOf: TypeAlias = Callable[[str], Policy | None]
"""A policy by its digest; None when it is not at hand, a `ConfigurationError` when it cannot be read."""

_KNOWN: Final = {signal.__name__: signal for signal in SIGNALS}
_ENCODER: Final = msgspec.json.Encoder(order="sorted")


class Came(StrEnum):
    """What came of a replay."""

    SAME = "same"
    DIFFERENT = "different"
    IMPOSSIBLE = "impossible"
    """Another program decided in a way that this one does not know; `why` says which."""
    UNTRIED = "untried"
    """The policy is not at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One record decided again. `decided` is None where nothing was decided, `record` where none was read."""

    came: Came
    why: str = ""
    record: DecisionRecord | None = None
    decided: Decision | None = None


class _Header(msgspec.Struct):
    """What every format has."""

    name: str
    format: int
    program: str = ""


_header: Final = msgspec.json.Decoder(_Header).decode


def replayed(raw: bytes, *, policy_of: PolicyOf, regulation: Regulation, program: str) -> Replayed:
    """Decide a stored record again; `program` is this program's version.

    Raises:
        msgspec.MsgspecError: the bytes are no record of any format.
    """
    # 1 who wrote it? of this very program's records every byte must be as it would write them
    written = _written(raw)
    header = _header(raw)
    ours = header.format == FORMAT and header.program == program
    # 2 does this program read it, and do what it says as it was done then?
    if header.format > FORMAT:
        return _impossible(header, f"format {header.format}; this program reads up to {FORMAT}")
    try:
        record = read_record(raw)
        _check_instants(msgspec.to_builtins(record, builtin_types=(datetime,), str_keys=True))
    except msgspec.MsgspecError as error:
        why = f"not to be read: {error}"
        return Replayed(came=Came.DIFFERENT, why=why) if ours else _impossible(header, why)
    if not ours and (why := _unknown(written, record)):
        return _impossible(header, why, record)
    # 3 by which policy?
    wanted = record.decision
    try:
        policy = policy_of(wanted.policy_digest)
    except ConfigurationError as error:
        return _impossible(header, f"its policy {wanted.policy_version} cannot be read: {error}", record)
    if policy is None:
        label = f"policy {wanted.policy_version} ({wanted.policy_digest[:12]})"
        return Replayed(came=Came.UNTRIED, why=label, record=record)
    # 4 decide
    signals = SIGNALS if ours else [_KNOWN[one.name] for one in wanted.signals]
    whole = raw == (canonical(record) if ours else _ENCODER.encode(written))
    decide_again = partial(decide, record.facts, policy=policy, regulation=regulation, signals=signals)
    return _compared(header, record, decide_again, is_whole=whole)


def _compared(
    header: _Header, record: DecisionRecord, decide_again: Callable[[], Decision], *, is_whole: bool
) -> Replayed:
    """Decide and compare; facts that nobody can have sent, or of a day before the regulation, are told."""
    try:
        decided = decide_again()
    except (ConfigurationError, InvalidCommandError) as error:
        return _impossible(header, str(error), record)
    alike = decided == record.decision and is_whole
    return Replayed(came=Came.SAME if alike else Came.DIFFERENT, record=record, decided=decided)


def _written(raw: bytes) -> Any:
    """Return all that the record says, also what this program would pass over.

    Raises:
        msgspec.DecodeError: it is no JSON.
    """
    try:
        return msgspec.json.decode(raw)
    except (UnicodeDecodeError, RecursionError) as error:
        raise msgspec.DecodeError("not UTF-8, or nested without end") from error


def _check_instants(part: Any) -> None:
    """Refuse instants that no program writes: without UTC, or in one of the outermost years."""
    match part:
        case datetime():
            if part.utcoffset() != timedelta(0) or part.year in {MINYEAR, MAXYEAR}:
                raise msgspec.ValidationError("an instant is not one of UTC")
        case dict():
            for value in part.values():
                _check_instants(value)
        case list() | tuple():
            for value in part:
                _check_instants(value)


def _impossible(header: _Header, why: str, record: DecisionRecord | None = None) -> Replayed:
    by = f"recorded by version {header.program or 'unknown'}, format {header.format}"
    return Replayed(came=Came.IMPOSSIBLE, why=f"{by}, cannot be replayed: {why}", record=record)


def _unknown(written: Any, record: DecisionRecord) -> str:
    """Return what in a record of another program this one does not do as it was done then, or nothing."""
    lost = sorted(_lost(written, msgspec.json.decode(canonical(record))))
    lost = [path for path in lost if path != "decision.signals"]  # read by state (`older_records`)
    if lost:
        return f"this program knows no {', '.join(lost)}"
    then = dict(record.decision.revisions).get(DECIDING, 1)
    if then != revision(DECIDING):
        return f"deciding was at revision {then}, and is at {revision(DECIDING)}"
    for one in record.decision.signals:
        if one.name not in _KNOWN:
            return f"signal {one.name} is not in this program"
        then, now = record.decision.revision_of(one.name), revision(one.name)
        if then != now:
            return f"signal {one.name} was at revision {then}, and is at {now}"
    return ""


def _lost(told: Any, kept: Any, path: str = "") -> Iterator[str]:
    """Yield the paths of a record that reading passed over."""
    if isinstance(told, dict) and isinstance(kept, dict):
        for name, value in told.items():
            inner = f"{path}.{name}" if path else name
            if name in kept:
                yield from _lost(value, kept[name], inner)
            else:
                yield inner
    elif isinstance(told, list) and isinstance(kept, list):
        for one, other in zip(told, kept, strict=False):
            yield from _lost(one, other, path)
