"""A status list token: the signed form of a status list (draft-ietf-oauth-status-list §5.1).

Read with the same strict parts as an assertion and in the same order. Whether it is young enough is asked at
each lookup (`status.py`), because the answer changes while the token stays the same.
"""

from datetime import timedelta
from typing import Final

from eidgate.core.assertion.algorithms import ALGORITHMS
from eidgate.core.assertion.claims import SignedClaims
from eidgate.core.assertion.jws import UnverifiedJws, check_header, check_type, parse, parse_claims
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.status_list import StatusList, StatusListError, decode
from eidgate.core.assertion.status_lists import Signer
from eidgate.core.assertion.trust import check_fit
from eidgate.core.terms import Instant

TYPE: Final = "statuslist+jwt"
"""`typ`, which keeps any other statement of the same issuer from being taken for a list (RFC 8725 §3.11)."""

MAX_TOKEN_CHARACTERS: Final = 4 * 1024 * 1024
"""The largest list, not compressible at all and in base64url twice, with 0.5 MiB to spare."""

MAX_HEADER_CHARACTERS: Final = 16_384
"""As of a whole assertion: `jws.parse` remembers headers, so a large one would stay in memory."""

MAX_TIME_TO_LIVE: Final = timedelta(days=366)
"""`ttl` beyond a year is a slip of units."""


def read(token: str, *, uri: str, signer: Signer, at: Instant) -> StatusList:
    """Return the list at `uri` as its signer published it.

    Raises:
        StatusListError: anything about the token is not as it must be.
    """
    # 0 budget
    if len(token) > MAX_TOKEN_CHARACTERS or token.find(".") > MAX_HEADER_CHARACTERS:
        raise StatusListError(f"more than {MAX_TOKEN_CHARACTERS} characters")
    try:
        # 1 strict decoding
        unverified = parse(token)
        unverified_claims = parse_claims(unverified.payload)

        # 2 header rules
        check_header(unverified.header)
        check_type(unverified.header, frozenset({TYPE}))

        # 3 key, 4 its fit, 5 signature
        _check_signature(unverified, signer, at=at)

        # 6 claims
        claims = SignedClaims(values=unverified_claims)
        _check_standing(claims, uri=uri, signer=signer)
        return _list(claims)
    except RejectionError as rejection:
        raise StatusListError(f"{rejection.reason}: {rejection.detail}") from rejection


def _check_signature(unverified: UnverifiedJws, signer: Signer, *, at: Instant) -> None:
    algorithm = ALGORITHMS.get(unverified.header.algorithm)
    if algorithm is None or algorithm.name not in signer.algorithms:
        raise StatusListError("its algorithm is not on the signer's list")
    header = unverified.header
    key = check_fit(signer.pick_key(header.key_id, algorithm.name, at=at, x5c=header.x5c), algorithm.name)
    if not algorithm.verifies(unverified.signature, unverified.signing_input, key.public_key):
        raise StatusListError("the signature is wrong")


def _check_standing(claims: SignedClaims, *, uri: str, signer: Signer) -> None:
    """§8.3: `sub` is where the assertion says that the list lies; else one list could stand for another."""
    if claims.text("sub") != uri:
        raise StatusListError("sub is not the list's URI")
    if "iss" in claims.values and claims.values["iss"] != signer.issuer:
        raise StatusListError("iss is not who signs this list")


def _list(claims: SignedClaims) -> StatusList:
    issued_at, expires_at = claims.required_instant("iat"), claims.instant("exp")
    if expires_at is not None and expires_at <= issued_at:
        raise StatusListError("exp is not after iat")
    not_before = claims.instant("nbf")
    if not_before is not None and not_before > issued_at:
        raise StatusListError("nbf is after iat: a list counts from when it was made")
    members = claims.values.get("status_list")
    if not isinstance(members, dict):
        raise StatusListError("status_list is not an object")
    bits, statuses = decode(members.get("bits"), members.get("lst"))
    return StatusList(
        bits=bits,
        statuses=statuses,
        issued_at=issued_at,
        expires_at=expires_at,
        time_to_live=_time_to_live(claims),
    )


def _time_to_live(claims: SignedClaims) -> timedelta | None:
    """Read `ttl` in whole seconds; a fraction would only make copies younger by less than one."""
    if "ttl" not in claims.values:
        return None
    seconds = claims.values["ttl"]
    if type(seconds) is not int or not 0 < seconds <= MAX_TIME_TO_LIVE.total_seconds():
        raise StatusListError("ttl is not a whole number of seconds from 1 to a year")
    return timedelta(seconds=seconds)
