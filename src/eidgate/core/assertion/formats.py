"""One parser for each way to write an assertion down; a new format is a new file and a line of `PARSERS`."""

from collections.abc import Callable, Mapping
from typing import Final

from eidgate.core.assertion import jws, sd_jwt
from eidgate.core.assertion.jws import UnverifiedJws
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.trust import Format
from eidgate.core.reasons import Reason

Parser = Callable[[str], UnverifiedJws]
"""Takes an assertion apart strictly, or raises `RejectionError`."""

PARSERS: Final[Mapping[Format, Parser]] = {Format.JWT: jws.parse, Format.SD_JWT: sd_jwt.parse}


def format_of(compact: str) -> Format:
    """Tell the format by its separator: disclosures follow tildes (RFC 9901 §4)."""
    return Format.SD_JWT if "~" in compact else Format.JWT


def parser_for(compact: str, *, named: Format | None = None) -> tuple[Format, Parser]:
    """Find the parser of this assertion's format.

    Raises:
        RejectionError: FORMAT_NOT_ACCEPTED when the caller named another format than this one.
    """
    found = format_of(compact)
    if named is not None and named is not found:
        raise RejectionError(Reason.FORMAT_NOT_ACCEPTED, f"sent as {named}, written as {found}")
    return found, PARSERS[found]
