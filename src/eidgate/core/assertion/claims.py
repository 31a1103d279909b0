"""Claims after the signature was checked: typed reading, and step 6, are they current and meant for us?

`SignedClaims` is what every format's parser ends in. It says who signed, not that the statements hold.
"""

import re
from datetime import date
from typing import Final

from msgspec import Struct

from eidgate.core.assertion.expected import Unchecked
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.strict_json import JsonObject
from eidgate.core.assertion.trust import IssuerTrust
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant, Masked, SubjectId, at_second

MAX_IDENTIFIER_CHARACTERS: Final = 255
"""OIDC Core §2 bounds `sub` so; `jti` and list entries get the same, as they become keys of the ledger."""

MAX_TEXT_CHARACTERS: Final = 512
"""A name, a nonce or another claim of one line."""

MAX_LIST_ENTRIES: Final = 16
"""Authentication methods or transaction hashes in one assertion."""

_LATEST_SECOND: Final = 253_402_214_400
"""9999-12-31T00:00:00Z: Python's calendar ends a day later, and leeway must still fit."""

_CONTROL_CHARACTERS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""They break a line of a log and the text columns of a database; no name has one."""

_ISO_DATE_CHARACTERS: Final = 10

_ABSENT: Final = object()
"""Where a claim is not there; like null, which is a value, it is of no type that is read."""


class SignedClaims(Struct, frozen=True, kw_only=True):
    """A claims set that its issuer signed; readers check presence, type and size, and name the claim."""

    values: JsonObject

    def text(self, name: str) -> str | None:
        """Read one line of text, or None when the claim is absent."""
        value = self.values.get(name, _ABSENT)
        if value is _ABSENT:
            return None
        if type(value) is not str or not 0 < len(value) <= MAX_TEXT_CHARACTERS:
            raise _malformed(name, f"not a text of 1-{MAX_TEXT_CHARACTERS} characters")
        if not value.isprintable() and _CONTROL_CHARACTERS.search(value):
            raise _malformed(name, "a control character")
        return value

    def masked(self, name: str) -> Masked | None:
        """Read one line of text about a person, or None when the claim is absent."""
        text = self.text(name)
        return None if text is None else Masked(text)

    def identifier(self, name: str) -> str:
        """Read a required printable ASCII identifier."""
        return check_identifier(name, self.values.get(name, _ABSENT))

    def texts(self, name: str) -> tuple[str, ...] | None:
        """Read a list of identifiers, or None when the claim is absent."""
        value = self.values.get(name, _ABSENT)
        if value is _ABSENT:
            return None
        if type(value) is not list or not 0 < len(value) <= MAX_LIST_ENTRIES:
            raise _malformed(name, f"not a list of 1-{MAX_LIST_ENTRIES} texts")
        for entry in value:
            check_identifier(name, entry)
        return tuple(value)

    def instant(self, name: str) -> Instant | None:
        """Read a NumericDate in whole seconds (RFC 7519 §2), or None when the claim is absent.

        A fraction, a string or a boolean is refused: two readers could round them differently.
        """
        return self.required_instant(name) if name in self.values else None

    def required_instant(self, name: str) -> Instant:
        """Read a NumericDate that must be there."""
        value = self.values.get(name, _ABSENT)
        if type(value) is not int or not 0 <= value <= _LATEST_SECOND:
            raise _unread(name, value, "not a whole number of seconds before the year 10000")
        return at_second(value)

    def day(self, name: str) -> date | None:
        """Read an ISO 8601 calendar date `YYYY-MM-DD`, or None when the claim is absent."""
        text = self.text(name)
        if text is None:
            return None
        if len(text) != _ISO_DATE_CHARACTERS or text[7] != "-":  # week and basic forms are read as well
            raise _malformed(name, "not YYYY-MM-DD")
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise _malformed(name, "not YYYY-MM-DD") from error

    def audiences(self) -> tuple[str, ...]:
        """Read `aud`: one text or a list of them (RFC 7519 §4.1.3)."""
        value = self.values.get("aud", _ABSENT)
        if type(value) is str:
            return (check_identifier("aud", value),)
        named = self.texts("aud")
        if named is None:
            raise RejectionError(Reason.CLAIM_MISSING, "aud")
        return named


class Standing(Struct, frozen=True, kw_only=True):
    """What step 6 established: about whom, under which id, and for how long."""

    subject_id: SubjectId
    assertion_id: str
    issued_at: Instant
    expires_at: Instant
    acceptable_until: Instant


def check_standing(
    claims: SignedClaims, issuer: IssuerTrust, *, audience: str | Unchecked, at: Instant
) -> Standing:
    """Hold the registered claims against the issuer's rules, the audience and the instant (step 6).

    Raises:
        RejectionError: CLAIM_MISSING, CLAIM_MALFORMED, AUDIENCE_MISMATCH, ASSERTION_EXPIRED,
            ASSERTION_NOT_YET_VALID, ASSERTION_TOO_OLD or LIFETIME_TOO_LONG.
    """
    if claims.values.get("iss") != issuer.issuer:
        raise RejectionError(Reason.ISSUER_NOT_TRUSTED, "iss is not the issuer whose key signed")
    subject_id = SubjectId(claims.identifier("sub"))
    assertion_id = claims.identifier("jti")
    _check_required(claims, issuer)
    _check_audience(claims.audiences(), audience)
    issued_at, expires_at = claims.required_instant("iat"), claims.required_instant("exp")
    _check_times(claims, issuer, issued_at, expires_at, at)
    return Standing(
        subject_id=subject_id,
        assertion_id=assertion_id,
        issued_at=issued_at,
        expires_at=expires_at,
        acceptable_until=issued_at + min(expires_at - issued_at, issuer.maximum_age) + issuer.leeway,
    )


def _check_required(claims: SignedClaims, issuer: IssuerTrust) -> None:
    missing = issuer.required_claims.difference(claims.values)
    if missing:
        raise RejectionError(Reason.CLAIM_MISSING, ", ".join(sorted(missing)))


def _check_audience(named: tuple[str, ...], ours: str | Unchecked) -> None:
    """Exactly us: an assertion that is also for somebody else could be shown to us by that somebody."""
    if len(named) != 1:
        raise RejectionError(Reason.AUDIENCE_MISMATCH, "aud names more than one audience")
    if ours is not Unchecked.UNCHECKED and named[0] != ours:
        raise RejectionError(Reason.AUDIENCE_MISMATCH)


def _check_times(
    claims: SignedClaims, issuer: IssuerTrust, issued_at: Instant, expires_at: Instant, at: Instant
) -> None:
    """RFC 7519 §4.1.4-4.1.6; an assertion is expired at the very instant `exp` plus leeway.

    Too old is our own word: `exp` is the issuer's, and may be longer than we want to rest on it.
    """
    if expires_at <= issued_at:
        raise _malformed("exp", "not after iat")
    if expires_at - issued_at > issuer.maximum_lifetime:
        raise RejectionError(Reason.LIFETIME_TOO_LONG, f"more than {issuer.maximum_lifetime}")
    if at >= expires_at + issuer.leeway:
        raise RejectionError(Reason.ASSERTION_EXPIRED, f"by {at - expires_at}")
    if at - issued_at >= issuer.maximum_age + issuer.leeway:
        raise RejectionError(Reason.ASSERTION_TOO_OLD, f"issued {at - issued_at} ago")
    not_before = claims.instant("nbf")
    valid_from = issued_at if not_before is None else max(issued_at, not_before)
    if at < valid_from - issuer.leeway:
        raise RejectionError(Reason.ASSERTION_NOT_YET_VALID, f"in {valid_from - at}")


def check_identifier(name: str, value: object) -> str:
    """Return a printable ASCII text of at most `MAX_IDENTIFIER_CHARACTERS`, or refuse the claim."""
    if type(value) is not str or not 0 < len(value) <= MAX_IDENTIFIER_CHARACTERS:
        raise _unread(name, value, f"not a text of 1-{MAX_IDENTIFIER_CHARACTERS} characters")
    if not value.isascii() or not value.isprintable():
        raise _malformed(name, "not printable ASCII")
    return value


def _unread(name: str, value: object, why: str) -> RejectionError:
    return RejectionError(Reason.CLAIM_MISSING, name) if value is _ABSENT else _malformed(name, why)


def _malformed(name: str, why: str) -> RejectionError:
    return RejectionError(Reason.CLAIM_MALFORMED, f"{name}: {why}")
