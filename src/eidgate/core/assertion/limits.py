"""Step 0, the budget: what hostile input may cost before anything of it is parsed.

Every check here is a length or a count at C speed, so an oversized assertion is answered in the time that it
takes to look at its length.
"""

from typing import Final

from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.reasons import Reason

MAX_ASSERTION_CHARACTERS: Final = 16_384
"""Compact form. An identity assertion is 0.8-2 kB; with disclosures and a certificate chain below 12 kB."""

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
        raise RejectionError(Reason.ASSERTION_TOO_LARGE, f"more than {MAX_ASSERTION_CHARACTERS} characters")


def check_json_size(text: str) -> None:
    """Refuse JSON with too many containers, members or elements before a parser sees it (step 0).

    Brackets and commas inside strings count as well: an over-count on the safe side, with room left for it.
    """
    if text.count("{") + text.count("[") > MAX_JSON_CONTAINERS:
        raise RejectionError(
            Reason.ASSERTION_TOO_LARGE, f"more than {MAX_JSON_CONTAINERS} objects and arrays"
        )
    if text.count(",") > MAX_JSON_SEPARATORS:
        raise RejectionError(
            Reason.ASSERTION_TOO_LARGE, f"more than {MAX_JSON_SEPARATORS} members and elements"
        )
