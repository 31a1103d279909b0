"""Read a YAML file into a frozen type, or say exactly where it is wrong."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
import yaml

from eidgate.adapters.converting import convert
from eidgate.core.errors import ConfigurationError

T = TypeVar("T")

MAX_FILE_BYTES: Final = 1_048_576  # 1 MiB: thousands of relying parties; more is not a configuration


class _StrictLoader(yaml.SafeLoader):
    """Refuses a key that stands twice, of which YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 (as in the base class)
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"the key {key!r} stands twice", problem_mark=key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def read_yaml(path: Path, type_: type[T]) -> T:
    """Read a file as a type; unknown keys are refused when the type forbids them.

    Raises:
        ConfigurationError: with the file, and the line or the key's path.
    """
    try:
        text = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from error
    if len(text) > MAX_FILE_BYTES:
        raise ConfigurationError(f"{path}: is larger than {MAX_FILE_BYTES} bytes")
    try:
        content = yaml.load(text, _StrictLoader)  # noqa: S506 (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise ConfigurationError(f"{path}: {line}{error.problem}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: is not YAML text") from error
    try:
        return convert(content, type_, strict=True, dec_hook=_made)
    except msgspec.ValidationError as error:
        raise ConfigurationError(f"{path}: {_told(str(error))}") from error


def _made(type_: type[Any], value: Any) -> Any:
    """Make the one type of configuration files that YAML has no word for."""
    if type_ is Path and isinstance(value, str) and value:
        return Path(value)
    raise ValueError(f"expected a {type_.__name__.lower()}")


def _told(message: str) -> str:
    """Turn msgspec's "what - at `$.where`" into "where: what"."""
    what, _, where = message.partition(" - at `$")
    return f"{where.strip('`.') or 'the file'}: {what}"
