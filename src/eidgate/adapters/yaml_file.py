"""Read a YAML file into a frozen type, or say exactly where it is wrong."""

from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
import yaml

from eidgate.adapters.converting import convert
from eidgate.adapters.yaml_values import read_values
from eidgate.core.errors import ConfigurationError

T = TypeVar("T")

MAX_FILE_BYTES: Final = 1_048_576  # 1 MiB: thousands of relying parties; more is not a configuration


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
        content = read_values(text)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise ConfigurationError(f"{path}: {line}{error.problem}") from error
    except yaml.YAMLError as error:
        raise ConfigurationError(f"{path}: is not YAML text") from error
    try:
        return convert(content, type_, strict=True, dec_hook=_made)
    except msgspec.ValidationError as error:
        raise ConfigurationError(f"{path}: {_told(str(error))}") from error
    except RecursionError as error:  # an anchor that holds itself
        raise ConfigurationError(f"{path}: is nested too deeply") from error


def _made(type_: type[Any], value: Any) -> Any:
    """Make the one type of configuration files that YAML has no word for."""
    if type_ is Path and isinstance(value, str) and value:
        return Path(value)
    raise ValueError(f"expected a {type_.__name__.lower()}")


def _told(message: str) -> str:
    """Turn msgspec's "what - at `$.where`" into "where: what"."""
    what, _, where = message.partition(" - at `$")
    return f"{where.strip('`.') or 'the file'}: {what}"
