"""`ports.PortedNumbers` from a file: what the registry exports, one line a number or a block.

    +84711234567 operator-two     a number that moved
    +8471*       operator-one     the numbers of a block that did not

The longest match wins. A block is the registry's word that the rest of it has not moved, which is why a block
of this file is believed and a prefix alone is not. Numbers are kept packed: nine bytes each.
"""

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from eidgate.core.errors import ConfigurationError
from eidgate.core.terms import Masked

MOST_LINES: Final = 20_000_000
"""A fifth of all numbers in use in Viet Nam; each worker holds them, in under 200 MB."""
MOST_OPERATORS: Final = 250
"""So that an operator is one byte; Viet Nam has fewer than ten."""

_LINE: Final = re.compile(r"\+([1-9][0-9]{0,14})(\*?)[ \t]+([a-z0-9][a-z0-9-]{0,31})", re.ASCII)
_E164: Final = re.compile(r"\+[1-9][0-9]{4,14}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    numbers: "array[int]"
    owners: bytes
    blocks: dict[str, str]
    operators: tuple[str, ...]

    def operator_of(self, digits: str) -> str | None:
        place = bisect_left(self.numbers, int(digits))
        if place < len(self.numbers) and self.numbers[place] == int(digits):
            return self.operators[self.owners[place]]
        lengths = range(len(digits), 0, -1)
        return next((self.blocks[digits[:one]] for one in lengths if digits[:one] in self.blocks), None)


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
    found: dict[int, str] = {}
    blocks: dict[str, str] = {}
    try:
        with path.open(encoding="ascii") as file:
            for count, line in enumerate(file, 1):
                _take(path, count, line.strip(), found, blocks)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"ported_numbers: {path}: cannot be read: {error}") from error
    return _packed(path, found, blocks)


def _take(path: Path, count: int, line: str, found: dict[int, str], blocks: dict[str, str]) -> None:
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
        blocks[digits] = operator
    else:
        found[int(digits)] = operator


def _packed(path: Path, found: dict[int, str], blocks: dict[str, str]) -> _Table:
    operators = tuple(sorted(set(found.values())))
    if len(operators) > MOST_OPERATORS:
        raise ConfigurationError(f"ported_numbers: {path}: names more than {MOST_OPERATORS} operators")
    places = {name: place for place, name in enumerate(operators)}
    ordered = sorted(found)
    return _Table(
        numbers=array("Q", ordered),
        owners=bytes(places[found[number]] for number in ordered),
        blocks=blocks,
        operators=operators,
    )
