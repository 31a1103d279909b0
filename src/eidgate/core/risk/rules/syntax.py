"""The tree of an expression, as it was written; nothing is known of types yet."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Literal:
    """A whole number, a text, true or false."""

    offset: int
    value: int | str | bool


@dataclass(frozen=True, slots=True)
class Name:
    """A fact, or the variable of a comprehension."""

    offset: int
    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """`record.name`."""

    offset: int
    record: "Node"
    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """`name(arguments)`, or `target.name(arguments)`."""

    offset: int
    target: "Node | None"
    name: str
    arguments: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Listing:
    """`[items]`."""

    offset: int
    items: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Unary:
    """`!part` or `-part`."""

    offset: int
    sign: str
    part: "Node"


@dataclass(frozen=True, slots=True)
class Binary:
    """`left sign right`; `offset` is the sign's."""

    offset: int
    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Choice:
    """`condition ? yes : no`."""

    offset: int
    condition: "Node"
    yes: "Node"
    no: "Node"


Node: TypeAlias = Literal | Name | Member | Call | Listing | Unary | Binary | Choice
