"""Step 0, the budget: what hostile input may cost before anything of it is parsed.

Every check here is a length or a count at C speed, so an oversized assertion is answered in the time that it
takes to look at its length.
"""

from collections.abc import Sequence
from typing import Final

from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.reasons import Reason

MAX_ASSERTION_CHARACTERS: Final = 16_384
"""One compact JWS. An identity assertion is 0.8-2 kB; with a certificate chain below 12 kB."""

MAX_SD_JWT_CHARACTERS: Final = 65_536
"""A JWS with its disclosures and the KB-JWT, as in the contract. A credential of 30 claims is 6-8 kB."""

MAX_DISCLOSURES: Final = 64
"""In one presentation. A full EU person identification credential has about 30, of which a bank asks 6."""

MAX_DISCLOSURE_CHARACTERS: Final = 8_192
"""One disclosure, in base64url: a name takes 100, an address 400. A portrait does not fit: we use none."""

MAX_KEY_BINDING_CHARACTERS: Final = 4_096
"""A KB-JWT with 16 transaction hashes has 1.5 kB."""

MAX_DISCLOSED_DEPTH: Final = 32
"""Containers in containers once disclosures stand in their places; Python's recursion ends at 1,000."""

MAX_JSON_CONTAINERS: Final = 64
"""Opening brackets in one header or claims set, hence also its depth. An assertion of ours has 3-8; CPython's
scanner recurses, so the bound must stay far below its recursion limit (1,000)."""

MAX_JSON_SEPARATORS: Final = 512
"""Commas in one header or claims set, hence also its members and elements. An assertion of ours has 15-40."""

MAX_NUMBER_CHARACTERS: Final = 20
"""One JSON number: a 64-bit integer with its sign. Parsing longer ones costs quadratic time."""


def check_size(compact: str) -> None:
    """Refuse a missing or oversized assertion by its length alone (step 0)."""
    if not compact:
        raise RejectionError(Reason.ASSERTION_MISSING)
    if len(compact) > MAX_ASSERTION_CHARACTERS:
        with_disclosures = len(compact) <= MAX_SD_JWT_CHARACTERS and "~" in compact
        most = MAX_SD_JWT_CHARACTERS if with_disclosures else MAX_ASSERTION_CHARACTERS
        _check_length(len(compact), most)


def check_disclosure_count(count: int) -> None:
    """Refuse too many disclosures by their separators alone (step 0)."""
    if count > MAX_DISCLOSURES:
        raise RejectionError(Reason.ASSERTION_TOO_LARGE, f"more than {MAX_DISCLOSURES} disclosures")


def check_disclosure_sizes(
    issued: bytes, disclosures: Sequence[bytes], key_binding: bytes, *, together: int
) -> None:
    """Hold each part of an SD-JWT to its own budget (step 0); `together` are the disclosures' characters."""
    _check_length(len(issued), MAX_ASSERTION_CHARACTERS)
    _check_length(len(key_binding), MAX_KEY_BINDING_CHARACTERS)
    if together > MAX_DISCLOSURE_CHARACTERS:  # else none of them can be
        _check_length(max(map(len, disclosures), default=0), MAX_DISCLOSURE_CHARACTERS)


def _check_length(characters: int, most: int) -> None:
    if characters > most:
        raise RejectionError(Reason.ASSERTION_TOO_LARGE, f"more than {most} characters")


def check_json_size(marks: bytes) -> None:
    """Refuse JSON with too many containers, members or elements before a parser sees it (step 0).

    `marks` are its characters, or those of interest, of which only opening brackets and commas count: those
    inside strings count as well, an over-count on the safe side, with room left for it.
    """
    if len(marks) <= MAX_JSON_CONTAINERS:  # as most disclosures are: too short to hold too much
        return
    if marks.count(b"{") + marks.count(b"[") > MAX_JSON_CONTAINERS:
        raise RejectionError(
            Reason.ASSERTION_TOO_LARGE, f"more than {MAX_JSON_CONTAINERS} objects and arrays"
        )
    if marks.count(b",") > MAX_JSON_SEPARATORS:
        raise RejectionError(
            Reason.ASSERTION_TOO_LARGE, f"more than {MAX_JSON_SEPARATORS} members and elements"
        )
