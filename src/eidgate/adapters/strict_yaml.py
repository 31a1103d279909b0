"""Operators' YAML read strictly: each value knows its file, line and field path, and nothing is guessed.

Unknown, missing and repeated keys are refused, and so is every value that is not of the kind asked for. The
nodes of PyYAML are read directly; nothing is constructed from tags.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

import yaml

from eidgate.adapters.yaml_loader import Loader
from eidgate.core.errors import ConfigurationError
from eidgate.core.shape import replace

_WHOLE: Final = re.compile(r"(0|[1-9][0-9]{0,2}(_[0-9]{3})+|[1-9][0-9]{0,17})", re.ASCII)
"""A plain whole number, thousands parted by `_` if wished; none of YAML 1.1's octal or base-sixty forms."""

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One value of a YAML file, with the place to name when it is refused.

    Every method raises `ConfigurationError` when the value is not of its kind.
    """

    node: yaml.Node
    file: str
    path: str
    indent: int = 0
    """The column at which its key stands."""

    def fault(self, description: str) -> ConfigurationError:
        """Return the error that names this place."""
        return self._fault(self.node.start_mark.line, self.node.start_mark.column, description)

    def fault_within(self, offset: int, description: str) -> ConfigurationError:
        """Return the error that names a character of a text: `offset` counts from the text's start.

        A text that YAML folds or unescapes is not in the file as it reads; its start is named instead.
        """
        assert isinstance(self.node, yaml.ScalarNode)
        mark, before = self.node.start_mark, self.node.value[:offset]
        if self.node.style == "|":
            return self._fault(mark.line + 1 + before.count("\n"), self._indent(before), description)
        if self.node.end_mark.line != mark.line or "\\" in self.node.value:
            return self._fault(mark.line, mark.column, f"{description} (at character {offset + 1})")
        return self._fault(mark.line, mark.column + offset + bool(self.node.style), description)

    def _indent(self, before: str) -> int:
        """Return the column in a literal block: what YAML took off is two more than where the key stands."""
        return len(before) - (before.rfind("\n") + 1) + self.indent + 2

    def _fault(self, line: int, column: int, description: str) -> ConfigurationError:
        place = f"{self.file}:{line + 1}:{column + 1}"
        return ConfigurationError(f"{place}: {self.path or 'the file'}: {description}")

    def record(self, required: Collection[str], optional: Collection[str] = ()) -> "dict[str, Field]":
        """Return the fields of a mapping that must have these keys and no others."""
        fields = self._fields()
        for key, field in fields.items():
            if key not in required and key not in optional:
                raise field.fault(f"unknown key; known are {', '.join([*required, *optional])}")
        absent = [key for key in required if key not in fields]
        if absent:
            raise self.fault(f"missing {', '.join(absent)}")
        return fields

    def known(self, vocabulary: Collection[str]) -> "dict[str, Field]":
        """Return the fields of a mapping under these keys, if any; others are passed over."""
        return {key: field for key, field in self._fields().items() if key in vocabulary}

    def find(self, path: str) -> "Field":
        """Return the deepest value on a dotted path that the file spells out, to name its line."""
        field = self
        for name in path.replace("[", ".").replace("]", "").split("."):
            if isinstance(field.node, yaml.SequenceNode) and name.isdecimal():
                field = field.items()[int(name)]
            elif isinstance(field.node, yaml.MappingNode):
                field = field._fields().get(name, field)
            else:
                return field
        return field

    def coded(self, digits: int) -> dict[str, str]:
        """Return the texts of a mapping whose keys are codes of so many digits."""
        texts = {code: field.text() for code, field in self._fields().items()}
        for code, field in self._fields().items():
            if not re.fullmatch(rf"[0-9]{{{digits}}}", code, re.ASCII) or not texts[code]:
                raise field.fault(f"must be a text under a code of {digits} digits in quotes")
        return texts

    def items(self) -> "list[Field]":
        """Return the entries of a list that is not empty."""
        if not isinstance(self.node, yaml.SequenceNode) or not self.node.value:
            raise self.fault("must be a list with at least one entry")
        return [
            Field(node=node, file=self.file, path=f"{self.path}[{index}]")
            for index, node in enumerate(self.node.value)
        ]

    def text(self) -> str:
        """Return a text that is not empty."""
        return self._scalar("str", "a text")

    def whole(self) -> int:
        """Return a whole number, zero or above, of at most 18 digits."""
        value = self._scalar("int", "a whole number")
        if not _WHOLE.fullmatch(value):
            raise self.fault("must be a plain whole number such as 10_000_000")
        return int(value)

    def integer(self) -> int:
        """Return a whole number of at most 18 digits, below zero or not."""
        if self.is_scalar() and self.node.value.startswith("-"):
            below = replace(
                self, node=yaml.ScalarNode(self.node.tag, self.node.value[1:], self.node.start_mark)
            )
            return -below.whole()
        return self.whole()

    def flag(self) -> bool:
        """Return true or false."""
        value = self._scalar("bool", "true or false")
        if value not in {"true", "false"}:
            raise self.fault("must be true or false")
        return value == "true"

    def day(self) -> date:
        """Return a calendar day, written YYYY-MM-DD."""
        value = self._scalar("timestamp", "a day such as 2026-03-01")
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise self.fault("must be a day such as 2026-03-01") from error

    def word(self, vocabulary: type[_Word]) -> _Word:
        """Return the member of a closed vocabulary."""
        value = self.text()
        try:
            return vocabulary(value)
        except ValueError as error:
            raise self.fault(f"must be one of {', '.join(vocabulary)}") from error

    def keys(self) -> list[str]:
        """Return the keys of a mapping."""
        return list(self._fields())

    def entries(self, vocabulary: Collection[str]) -> "dict[str, Field]":
        """Return the fields of a mapping that may have any of these keys, or none."""
        return self.record((), vocabulary)

    def is_scalar(self) -> bool:
        """Whether the value is a single one, neither a mapping nor a list."""
        return isinstance(self.node, yaml.ScalarNode)

    def is_none(self) -> bool:
        """Whether the value is the word `none`."""
        return isinstance(self.node, yaml.ScalarNode) and self.node.value == "none"

    def _scalar(self, tag: str, kind: str) -> str:
        if self.node.tag != f"tag:yaml.org,2002:{tag}" or not isinstance(self.node, yaml.ScalarNode):
            raise self.fault(f"must be {kind}")
        value: str = self.node.value
        if not value:
            raise self.fault(f"must be {kind}")
        return value

    def _fields(self) -> "dict[str, Field]":
        if not isinstance(self.node, yaml.MappingNode):
            raise self.fault("must be a mapping")
        fields: dict[str, Field] = {}
        for key, node in self.node.value:
            name = Field(node=key, file=self.file, path=self.path).text()
            path, indent = f"{self.path}.{name}" if self.path else name, key.start_mark.column
            field = Field(node=node, file=self.file, path=path, indent=indent)
            if name in fields:
                raise Field(node=key, file=self.file, path=field.path).fault("the key is repeated")
            fields[name] = field
        return fields


def parse(raw: bytes, file: str) -> Field:
    """Return the root of a YAML text in UTF-8 that holds exactly one document and no alias.

    Raises:
        ConfigurationError: it is not such a text.
    """
    try:
        node = Loader(raw).get_single_node()
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else file
        raise ConfigurationError(f"{place}: not readable as YAML: {_problem(error)}") from error
    if node is None:
        raise ConfigurationError(f"{file}: the file is empty")
    return Field(node=node, file=file, path="")


def _problem(error: Exception) -> str:
    return getattr(error, "problem", None) or getattr(error, "reason", None) or "nested too deeply"
