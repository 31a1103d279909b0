"""A configuration file → typed values: JSON, or YAML by its suffix, each without duplicate keys."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

import msgspec
import yaml

from eidgate.adapters.converting import convert
from eidgate.adapters.yaml_values import read_values
from eidgate.core.errors import ConfigurationError

T = TypeVar("T")

MAX_FILE_BYTES: Final = 4 * 1024 * 1024
"""A thousand issuers with ten RSA keys each; more is a mistake."""


YAML_SUFFIXES: Final = frozenset({".yaml", ".yml"})


def read_bytes(path: Path) -> bytes:
    """Return the file's bytes.

    Raises:
        ConfigurationError: if it cannot be read or is too large.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror}") from error
    if len(content) > MAX_FILE_BYTES:
        raise ConfigurationError(f"{path}: larger than {MAX_FILE_BYTES} bytes")
    return content


def decode(path: Path, content: bytes, into: type[T]) -> T:
    """Return the file's content as the type.

    Raises:
        ConfigurationError: naming the file and the field's path or the line.
    """
    return _typed(str(path), content, into, read_values if path.suffix in YAML_SUFFIXES else _json)


def decode_json(where: str, content: bytes, into: type[T]) -> T:
    """Return JSON that is no file's as the type; `where` names it in the error.

    Raises:
        ConfigurationError: naming it and the field's path or the line.
    """
    return _typed(where, content, into, _json)


def _typed(where: str, content: bytes, into: type[T], plain: Callable[[bytes], object]) -> T:
    try:
        return convert(plain(content), into)
    except yaml.YAMLError as error:
        raise ConfigurationError(f"{where}: {_one_line(error)}") from error
    except msgspec.ValidationError as error:
        raise ConfigurationError(f"{where}: {_field_first(str(error))}") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise ConfigurationError(f"{where}: {error}") from error


def _json(content: bytes) -> object:
    return json.loads(content.decode("utf-8"), object_pairs_hook=_members)


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members: dict[str, object] = {}
    for name, value in pairs:
        if name in members:
            raise ValueError(f"{name!r} occurs twice in one object")
        members[name] = value
    return members


def _one_line(error: yaml.YAMLError) -> str:
    return " ".join(str(error).split())


def _field_first(message: str) -> str:
    """Turn "Expected `int` - at `$.issuers[0].leeway`" into "issuers[0].leeway: Expected `int`"."""
    what, _, where = message.partition(" - at ")
    field = where.strip("`").removeprefix("$").removeprefix(".")
    return f"{field}: {what}" if field else what
