"""The banks of the national switch from their data file; what breaks its shape is refused with its line."""

from importlib.resources import files
from typing import Final

from eidgate.adapters.strict_yaml import parse
from eidgate.core.binding.banks import Banks

_FILE: Final = "banks.yaml"
_BIN_DIGITS: Final = 6


def load_banks() -> Banks:
    """Read the shipped table.

    Raises:
        ConfigurationError: naming line and field of the first fault.
    """
    return parse_banks(files("eidgate.data").joinpath(_FILE).read_bytes(), _FILE)


def parse_banks(raw: bytes, file: str) -> Banks:
    """Read a table from the bytes of its file.

    Raises:
        ConfigurationError: naming file, line and field of the first fault.
    """
    top = parse(raw, file).record(("version", "banks"))
    top["version"].text()
    return Banks(names=top["banks"].coded(_BIN_DIGITS))
