"""One parser for each way to write an assertion down; a new format is a new file and a line of `PARSERS`."""

from collections.abc import Callable, Mapping
from typing import Final

from eidgate.core.assertion import jws
from eidgate.core.assertion.jws import UnverifiedJws
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.trust import Format
from eidgate.core.reasons import Reason

Parser = Callable[[str], UnverifiedJws]
"""Takes an assertion apart strictly, or raises `RejectionError`."""

PARSERS: Final[Mapping[Format, Parser]] = {Format.JWT: jws.parse}


def format_of(compact: str) -> Format:
    """Tell the format by its separator: disclosures follow tildes (RFC 9901 §4)."""
    return Format.SD_JWT if "~" in compact else Format.JWT


def parser_for(compact: str) -> tuple[Format, Parser]:
    """Find the parser of this assertion's format.

    Raises:
        RejectionError: FORMAT_NOT_ACCEPTED when there is none.
    """
    found = format_of(compact)
    parser = PARSERS.get(found)
    if parser is None:
        raise RejectionError(Reason.FORMAT_NOT_ACCEPTED, f"{found} is not read")
    return found, parser
