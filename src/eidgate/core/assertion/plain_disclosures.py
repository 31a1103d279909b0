"""Step 7 in short, as nearly always it can be: the disclosures are texts beside the issuer's own claims.

Nothing is refused here: what is not as plain as that, or not sound, is left to `disclosures.py`, which
unfolds it or says what is wrong with it. A property holds both to each other wherever this one answers.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from eidgate.core.assertion import base64url
from eidgate.core.assertion.limits import MAX_DISCLOSED_DEPTH
from eidgate.core.assertion.strict_json import JsonObject, parse_texts

ALWAYS_OPEN: Final = frozenset({"iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status"})
"""Claims that decide whether the rest is believed, so that a holder must not be able to withhold or choose
them (SD-JWT VC §2.2.2.2)."""

DIGEST_LIST: Final = "_sd"
ELEMENT_DIGEST: Final = "..."
ALGORITHM: Final = "_sd_alg"
RESERVED: Final = frozenset({DIGEST_LIST, ELEMENT_DIGEST, ALGORITHM})

BARRED_AT_TOP: Final = RESERVED | ALWAYS_OPEN
"""Names that no disclosure beside the issuer's own claims may have."""


def disclose_plainly(
    signed: JsonObject, digests: Sequence[str], disclosures: Sequence[bytes]
) -> JsonObject | None:
    """Return the claims with what was disclosed and without digests; None: `disclosures.py` must look at it.

    `digests` are those of the disclosures.
    """
    try:
        texts = parse_texts(base64url.decode_lines(disclosures), len(disclosures))
    except ValueError:
        return None
    values = dict(signed)
    listed = values.pop(DIGEST_LIST, None)
    values.pop(ALGORITHM, None)
    if not _lists_each(listed, digests) or not _is_open(values, 0):
        return None
    disclosed = {name: value for _, name, value in texts}
    whole = values | disclosed
    are_new = len(whole) == len(values) + len(disclosures)
    return whole if are_new and BARRED_AT_TOP.isdisjoint(disclosed) else None


def _lists_each(listed: object, digests: Sequence[str]) -> bool:
    """Whether it is a list of different texts, and these digests among them."""
    if type(listed) is not list or set(map(type, listed)) != {str}:
        return False
    distinct = set(listed)
    return len(distinct) == len(listed) and distinct.issuperset(digests)


def _is_open(members: JsonObject, depth: int) -> bool:
    """Whether no digest is in the object, and no container deeper than disclosures may lead."""
    return RESERVED.isdisjoint(members) and _are_open(members.values(), depth)


def _are_open(values: Iterable[object], depth: int) -> bool:
    for value in values:
        if type(value) is dict:
            if depth == MAX_DISCLOSED_DEPTH or not _is_open(value, depth + 1):
                return False
        elif type(value) is list and (depth == MAX_DISCLOSED_DEPTH or not _are_open(value, depth + 1)):
            return False
    return True
