"""The types of rules: what a fact, a literal or a part of an expression may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Scalar(StrEnum):
    """CEL's types that are one value."""

    BOOL = "bool"
    INT = "int"
    STRING = "string"
    TIMESTAMP = "timestamp"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class Word:
    """A text out of a closed vocabulary; comparing it with any other text is refused."""

    words: tuple[str, ...]

    def __str__(self) -> str:
        return "word"


@dataclass(frozen=True, slots=True)
class ListOf:
    """Any number of items of one type."""

    item: "Type"

    def __str__(self) -> str:
        return f"list({self.item})"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record. Where it is `optional`, it may be absent: `has()` tells, reading it fails."""

    type: "Type"
    optional: bool
    doc: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Named fields."""

    fields: Mapping[str, Field]

    def __str__(self) -> str:
        return "record"


Type: TypeAlias = Scalar | Word | ListOf | Record
