"""Step 13: is the assertion still in force, by its issuer's status list?

draft-ietf-oauth-status-list §8.3. Looks into the lists that the trust snapshot holds and nowhere else. What
is not known to be valid is refused, each cause with a reason of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from eidgate.core.assertion.claims import MAX_TEXT_CHARACTERS, SignedClaims
from eidgate.core.assertion.disclosures import withholds
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.status_list import Status, StatusList, UnusableStatusList
from eidgate.core.assertion.status_lists import StatusLists
from eidgate.core.assertion.trust import MAX_LEEWAY, IssuerTrust, StatusPolicy
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant

CLAIM: Final = "status"
"""Draft §6.1: an object with one member for each status mechanism."""

MECHANISM: Final = "status_list"

_REFUSED: Final[Mapping[int, Reason]] = {
    Status.INVALID: Reason.STATUS_REVOKED,
    Status.SUSPENDED: Reason.STATUS_SUSPENDED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReference:
    """Where an assertion's status stands: at `index` of the list at `uri`."""

    uri: str
    index: int


def check(claims: SignedClaims, disclosed: SignedClaims, issuer: IssuerTrust, *, at: Instant) -> None:
    """Refuse whatever the issuer's list does not say is valid at `at`, as far as the issuer's policy asks.

    `claims` are those signed openly, where the status must stand (SD-JWT VC §2.2.2.2). An issuer that lets a
    holder hide it all the same must not make a revoked credential pass for one without status: what was
    withheld may be it (RFC 9901 §9.7).

    Raises:
        RejectionError: STATUS_MISSING, STATUS_MALFORMED, STATUS_LIST_NOT_ACCEPTED, STATUS_UNAVAILABLE,
            STATUS_TOKEN_INVALID, STATUS_STALE, STATUS_INDEX_OUT_OF_RANGE, STATUS_REVOKED, STATUS_SUSPENDED
            or STATUS_NOT_VALID.
    """
    if issuer.status is StatusPolicy.IGNORE:
        return
    if issuer.status is StatusPolicy.IF_PRESENT and CLAIM not in claims.values:
        _check_nothing_withheld(claims, disclosed)
        return
    if issuer.status_lists is None:
        raise RejectionError(Reason.STATUS_UNAVAILABLE, "no status list is configured for this issuer")
    reference = read_reference(claims)
    found = _find(reference.uri, issuer.status_lists)
    _check_age(found, issuer.status_lists.maximum_age, at=at)
    _check_status(found.status(reference.index))


def _check_nothing_withheld(claims: SignedClaims, disclosed: SignedClaims) -> None:
    if disclosed is not claims and withholds(claims, disclosed):
        raise RejectionError(Reason.STATUS_MISSING, "none is signed openly, and what was withheld may be one")


def read_reference(claims: SignedClaims) -> StatusReference:
    """Read the claim `status` (§6.2); its members that we do not know are ignored, as the draft says.

    Raises:
        RejectionError: STATUS_MISSING, STATUS_MALFORMED, or STATUS_UNAVAILABLE for another mechanism.
    """
    if CLAIM not in claims.values:
        raise RejectionError(Reason.STATUS_MISSING)
    mechanisms = claims.values[CLAIM]
    if not isinstance(mechanisms, dict) or not mechanisms:
        raise _malformed("not an object with a status mechanism")
    if MECHANISM not in mechanisms:
        raise RejectionError(Reason.STATUS_UNAVAILABLE, "another status mechanism than a status list")
    members = mechanisms[MECHANISM]
    if not isinstance(members, dict):
        raise _malformed("status_list is not an object")
    uri, index = members.get("uri"), members.get("idx")
    if type(uri) is not str or not 0 < len(uri) <= MAX_TEXT_CHARACTERS:
        raise _malformed(f"uri is not a text of 1-{MAX_TEXT_CHARACTERS} characters")
    if type(index) is not int or index < 0:
        raise _malformed("idx is not a whole number from 0 on")
    return StatusReference(uri=uri, index=index)


def _find(uri: str, known: StatusLists) -> StatusList:
    if uri not in known.uris:
        raise RejectionError(Reason.STATUS_LIST_NOT_ACCEPTED, "uri is no list of this issuer's configuration")
    found = known.lists.get(uri)
    if found is None:
        raise RejectionError(Reason.STATUS_UNAVAILABLE, "the list was not read yet")
    if isinstance(found, UnusableStatusList):
        raise RejectionError(Reason.STATUS_TOKEN_INVALID, found.why)
    return found


def _check_age(found: StatusList, maximum_age: timedelta, *, at: Instant) -> None:
    if at < found.issued_at - MAX_LEEWAY:
        raise RejectionError(Reason.STATUS_TOKEN_INVALID, f"issued in {found.issued_at - at}")
    if found.is_stale(maximum_age, at=at):
        raise RejectionError(Reason.STATUS_STALE, f"issued {at - found.issued_at} ago")


def _check_status(status: int | None) -> None:
    if status is None:
        raise RejectionError(Reason.STATUS_INDEX_OUT_OF_RANGE, "idx is beyond the list's end")
    if status != Status.VALID:
        reason = _REFUSED.get(status, Reason.STATUS_NOT_VALID)
        raise RejectionError(reason, f"status {status}")


def _malformed(why: str) -> RejectionError:
    return RejectionError(Reason.STATUS_MALFORMED, why)
