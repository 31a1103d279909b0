"""`ports.PortedNumbers` from a file: what the registry exports, one line a number or a block.

    +84711234567 operator-two     a number that moved
    +8471*       operator-one     the numbers of a block that did not

The longest match wins. A block is the registry's word that the rest of it has not moved, which is why a block
of this file is believed and a prefix alone is not. Numbers are kept packed: eight bytes each.
"""

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from eidgate.core.errors import ConfigurationError
from eidgate.core.terms import Masked

MOST_LINES: Final = 5_000_000
"""About one number in twenty of those in use in Viet Nam; 40 MB in each worker, five times as much while
it is read."""
MOST_OPERATORS: Final = 250
"""So that an operator is one byte; Viet Nam has fewer than ten."""

_BYTE: Final = 8
_LINE: Final = re.compile(r"\+([1-9][0-9]{0,14})(\*?)[ \t]+([a-z0-9][a-z0-9-]{0,31})", re.ASCII)
_E164: Final = re.compile(r"\+[1-9][0-9]{4,14}", re.ASCII)


@dataclass(slots=True, kw_only=True)
class _Table:
    """`moved` holds each number with its operator's place in the last byte, in order."""

    moved: "array[int]" = field(default_factory=lambda: array("Q"))
    blocks: dict[str, str] = field(default_factory=dict)
    operators: list[str] = field(default_factory=list)

    def operator_of(self, digits: str) -> str | None:
        sought = int(digits) << _BYTE
        place = bisect_left(self.moved, sought)
        if place < len(self.moved) and self.moved[place] >> _BYTE == int(digits):
            return self.operators[self.moved[place] - sought]
        lengths = range(len(digits), 0, -1)
        return next((self.blocks[digits[:one]] for one in lengths if digits[:one] in self.blocks), None)

    def place_of(self, operator: str) -> int:
        if operator not in self.operators:
            self.operators.append(operator)
        return self.operators.index(operator)


class NumbersFile:
    """The registry's latest export; read again with `reload`."""

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises:
            ConfigurationError: it cannot be read, or a line is wrong; names the line, not the number.
        """
        self._path = path
        self._table = _read(path)

    def operator_of(self, phone: Masked) -> str | None:
        """Return the operator that the registry names."""
        number = phone.reveal()
        return self._table.operator_of(number[1:]) if _E164.fullmatch(number) else None

    def reload(self) -> None:
        """Read the file again; what was read before stays in force if it fails.

        Raises:
            ConfigurationError: as when it was read first.
        """
        self._table = _read(self._path)


def _read(path: Path) -> _Table:
    table = _Table()
    try:
        with path.open(encoding="ascii") as file:
            for count, line in enumerate(file, 1):
                _take(path, count, line.strip(), table)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"ported_numbers: {path}: cannot be read: {error}") from error
    table.moved = array("Q", sorted(table.moved))
    if any(one >> _BYTE == other >> _BYTE for one, other in pairwise(table.moved)):
        raise ConfigurationError(f"ported_numbers: {path}: a number stands there twice")
    return table


def _take(path: Path, count: int, line: str, table: _Table) -> None:
    if not line or line.startswith("#"):
        return
    told = _LINE.fullmatch(line)
    if told is None or count > MOST_LINES:
        raise ConfigurationError(
            f"ported_numbers: {path}: line {count}: must be `+number operator` or `+digits* operator`,"
            f" and at most {MOST_LINES:,} lines"
        )
    digits, block, operator = told.groups()
    if block:
        table.blocks[digits] = operator
        return
    place = table.place_of(operator)
    if place >= MOST_OPERATORS:
        raise ConfigurationError(f"ported_numbers: {path}: names more than {MOST_OPERATORS} operators")
    table.moved.append((int(digits) << _BYTE) + place)
