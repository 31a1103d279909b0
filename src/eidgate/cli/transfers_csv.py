"""Transfers in a CSV file: every line is held to the same rules, and one fault refuses the whole file.

Times are all whole numbers or all RFC 3339 with an offset. Amounts are positive; where some have decimals,
all are counted in the smallest decimal that occurs, so that sums stay exact.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from io import TextIOWrapper
from itertools import count
from pathlib import Path
from typing import Final, TypeAlias

from eidgate.cli.json_lines import BadInputError
from eidgate.cli.transfer_fields import amount_of, time_of, to_ticks, units_of
from eidgate.core.desk.trace.transfers import CASH, LARGEST, Transfer
from eidgate.core.terms import Instant

HEADERS: Final = {
    "source": ("source", "sourceNodeId", "payer", "from"),
    "target": ("target", "targetNodeId", "payee", "to"),
    "amount": ("amount", "value"),
    "time": ("time", "timestamp"),
    "id": ("id", "transfer_id"),
}
"""The columns by their names; others are passed over. Without an `id`, two equal lines are two transfers."""

LEEWAY: Final = timedelta(minutes=5)
"""How far a clock elsewhere may be ahead; later than that, a time is in the future."""

_REPORT_LINES: Final = 10_000  # how often a progress bar hears of it
_LONGEST_ACCOUNT: Final = 128  # characters; an IBAN has 34 (ISO 13616)
Row: TypeAlias = tuple[int, str, str, str, str]
"""Time, source, target, amount as written, id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a file holds; an amount is whole units of the decimal place `places`."""

    transfers: Sequence[Transfer]
    places: int
    instants: bool
    """Whether its times are RFC 3339; else they are whole numbers of the file's own."""

    def units(self, amount: str) -> int:
        """Return a sum in the file's units.

        Raises:
            ValueError: it is no positive sum, or has more decimals than any in the file.
        """
        whole, decimals = amount_of(amount)
        if len(decimals) > self.places:
            raise ValueError(f"the file's amounts have {self.places} decimals")
        return units_of(whole, decimals, self.places)

    def written(self, units: int) -> int | Decimal:
        """Return a sum as the file would write it."""
        return units if not self.places else Decimal(units).scaleb(-self.places)


def read_table(path: Path, *, now: Instant, progress: Callable[[int], None] = lambda _: None) -> Table:
    """Read all of a file; `progress` is told how many bytes have been read.

    Raises:
        BadInputError: naming the line and the reason; nothing of the file is used.
        OSError: it cannot be read.
    """
    with path.open("rb") as raw:
        lines = _Lines(TextIOWrapper(raw, encoding="utf-8-sig", newline=""))
        latest = to_ticks(now + LEEWAY)
        rows: list[tuple[int, Row]] = []
        form = _Form(latest)
        for number, row in _rows(lines, form):
            rows.append((number, row))
            if not number % _REPORT_LINES:
                progress(raw.tell())
    return _table(rows, form)


class _Lines:
    """The lines of a file, numbered; a fault of the format names its line."""

    def __init__(self, text: TextIOWrapper) -> None:
        self._reader = csv.reader(text, strict=True)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        for _ in count():
            try:
                fields = next(self._reader)
            except StopIteration:
                return
            except UnicodeDecodeError as error:
                raise _fault(self._reader.line_num + 1, "not UTF-8, here or a little below") from error
            except csv.Error as error:
                raise _fault(self._reader.line_num, f"not CSV: {error}") from error
            if fields:
                yield self._reader.line_num, fields


class _Form:
    """What a file's lines have in common."""

    def __init__(self, latest: int) -> None:
        self.latest = latest
        self.instants: bool | None = None
        self.places = 0


def _rows(lines: _Lines, form: _Form) -> Iterator[tuple[int, Row]]:
    iterator = iter(lines)
    header = next(iterator, None)
    if header is None:
        raise _fault(1, "the file is empty; it needs the columns source,target,amount,time")
    columns, width = _columns(*header), len(header[1])
    for number, fields in iterator:
        try:
            yield number, _row(_picked(fields, columns, width), form)
        except ValueError as error:
            raise _fault(number, str(error)) from error


def _picked(fields: Sequence[str], columns: Sequence[int], width: int) -> list[str]:
    if len(fields) != width:
        raise ValueError(f"has {len(fields)} fields, the header has {width}")
    return [fields[at] if at >= 0 else "" for at in columns]


def _columns(number: int, header: Sequence[str]) -> list[int]:
    names = [name.strip() for name in header]
    found = []
    for column, aliases in HEADERS.items():
        at = [index for index, name in enumerate(names) if name in aliases]
        if len(at) > 1:
            raise _fault(number, f"more than one column is the {column}")
        if not at and column != "id":
            raise _fault(number, f"no column {column} (or {', '.join(aliases[1:])})")
        found.append(at[0] if at else -1)
    return found


def _row(fields: Sequence[str], form: _Form) -> Row:
    source, target, amount, time, transfer_id = fields
    _check_account("source", source)
    _check_account("target", target)
    if source == CASH:
        raise ValueError(f"source: {CASH} is where withdrawals go")
    form.places = max(form.places, len(amount_of(amount)[1]))
    at, is_instant = time_of(time)
    if form.instants is not is_instant:
        if form.instants is not None:
            raise ValueError("time: must be written as in the lines above")
        form.instants = is_instant
    if is_instant and at > form.latest:
        raise ValueError("time: is in the future")
    return at, source, target, amount, transfer_id


def _check_account(column: str, text: str) -> None:
    if not text or len(text) > _LONGEST_ACCOUNT or not text.isprintable() or text != text.strip():
        raise ValueError(
            f"{column}: must be 1 to {_LONGEST_ACCOUNT} printable characters, none a space at an end"
        )


def _table(rows: Sequence[tuple[int, Row]], form: _Form) -> Table:
    seen: dict[str, int] = {}
    transfers = []
    for number, (at, source, target, amount, transfer_id) in rows:
        if transfer_id and seen.setdefault(transfer_id, number) != number:
            raise _fault(number, f"the id is that of line {seen[transfer_id]}")
        whole, _, decimals = amount.partition(".")
        units = units_of(whole, decimals, form.places)
        if units > LARGEST:
            raise _fault(number, f"amount: too large to be counted with {form.places} decimals")
        transfers.append(Transfer(at, source, target, units, transfer_id))
    return Table(transfers=transfers, places=form.places, instants=bool(form.instants))


def _fault(line: int, description: str) -> BadInputError:
    return BadInputError(f"line {line}: {description}")
