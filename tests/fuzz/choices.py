"""Choices read off a fuzzer's bytes, so that it can steer what a structure-aware harness builds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

_SCALARS: tuple[object, ...] = (
    None, True, False, 0, 1, -1, 2**31, 2**63, 253_402_300_800, 10**19, 0.5, 1e308, "", "x", "\0", "\u2028",
    "x" * 300, "x" * 600, "none", "ES256", "2026-03-05", "2026-W10-4", "4102444800",
)  # fmt: skip
_DEEPEST = 4


@dataclass(slots=True)
class Choices:
    """What is left of the bytes; once they are used up, every choice is the first."""

    left: bytes

    def number(self, below: int) -> int:
        """Choose a number below a bound."""
        width = max(1, (below - 1).bit_length() + 7 >> 3)
        return int.from_bytes(self.bytes(width)) % below

    def one_of(self, several: Sequence[T]) -> T:
        """Choose one of several."""
        return several[self.number(len(several))]

    def bytes(self, count: int) -> bytes:
        """Take the next bytes, or as many as are left."""
        taken, self.left = self.left[:count], self.left[count:]
        return taken

    def text(self) -> str:
        """Take a text of up to 255 bytes, lone surrogates included."""
        return self.bytes(self.number(256)).decode("utf-8", "surrogateescape")

    def value(self, depth: int = 0) -> Any:
        """Build a JSON value."""
        kind = self.number(8 if depth < _DEEPEST else 6)
        if kind == 6:
            return [self.value(depth + 1) for _ in range(self.number(5))]
        if kind == 7:
            return {self.text(): self.value(depth + 1) for _ in range(self.number(4))}
        match kind:
            case 0:
                return self.text()
            case 1:
                return self.number(2**64) - 2**63
            case _:
                return self.one_of(_SCALARS)
