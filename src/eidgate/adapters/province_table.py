"""The codes of provinces from their data file: those before and after the mergers of 2025."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from eidgate.adapters.strict_yaml import parse

_FILE: Final = "provinces.yaml"
_CODE_DIGITS: Final = 3


@cache
def province_codes() -> frozenset[str]:
    """Return every code that a personal number may begin with; the shipped file is read once.

    Raises:
        ConfigurationError: naming line and field of the first fault.
    """
    former, present = parse_provinces(files("eidgate.data").joinpath(_FILE).read_bytes(), _FILE)
    return frozenset(former) | frozenset(present)


def parse_provinces(raw: bytes, file: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Read the names of the former and of the present provinces by their codes.

    Raises:
        ConfigurationError: naming file, line and field of the first fault.
    """
    top = parse(raw, file).record(("version", "former", "present"))
    top["version"].text()
    return top["former"].coded(_CODE_DIGITS), top["present"].coded(_CODE_DIGITS)
