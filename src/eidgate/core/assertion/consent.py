"""Did the holder answer this challenge (step 9) and agree to exactly this transaction (step 10)?

`T` is what was asked for (`Expected.transaction_data`), `H` the assertion's `transaction_data_hashes`.

Step 9, the nonce:

    expected nonce            claim absent   claim present
    ------------------------  -------------  ------------------------------------------------------------
    OwnChallenge, none named  no challenge   not ours: NONCE_UNKNOWN; too late: NONCE_EXPIRED;
                                             else its tie goes to step 10
    OwnChallenge, named       NONCE_MISSING  the same, and another than the named: NONCE_UNKNOWN
    LiteralNonce              NONCE_MISSING  equal: goes on; another: NONCE_UNKNOWN
    Unchecked                 goes on        goes on

Step 10, the transaction; hashes first, because a signature says more than our own memory:

    T      H                     challenge tied to   answer
    -----  --------------------  ------------------  --------------------------------------
    any    any                   another             TRANSACTION_MISMATCH, whatever was signed
    none   absent                nothing, no nonce   NONE
    none   present               any                 TRANSACTION_EXTRA
    some   lacks one of T        any                 TRANSACTION_MISMATCH
    some   all of T, and others  any                 TRANSACTION_EXTRA
    some   exactly T             this or nothing     SIGNED
    some   absent, required      any                 TRANSACTION_MISSING
    some   absent                this                CHALLENGED
    some   absent                nothing, no nonce   NONE
"""

from typing import Final

from msgspec import Struct

from eidgate.core.assertion import challenge
from eidgate.core.assertion.challenge import Challenge, Tie
from eidgate.core.assertion.claims import SignedClaims
from eidgate.core.assertion.expected import Expected, LiteralNonce, OwnChallenge
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.transaction_data import HASH_ALGORITHM, hash_of
from eidgate.core.assertion.trust import ClaimNames
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant


class Answered(Struct, frozen=True, kw_only=True):
    """The nonce that the assertion carries, and our challenge behind it, if it is ours."""

    nonce: str | None
    challenge: Challenge | None


_UNANSWERED: Final = Answered(nonce=None, challenge=None)


def check_challenge(claims: SignedClaims, names: ClaimNames, expected: Expected, *, at: Instant) -> Answered:
    """Hold the nonce against the challenge (step 9); using it once is the ledger's.

    Raises:
        RejectionError: NONCE_MISSING, NONCE_UNKNOWN or NONCE_EXPIRED.
    """
    nonce = claims.text(names.nonce)
    asked = expected.nonce
    if isinstance(asked, OwnChallenge):
        return _check_own(nonce, asked, expected, at=at)
    if isinstance(asked, LiteralNonce):
        _check_equal(nonce, asked.nonce)
    return _UNANSWERED


def _check_own(nonce: str | None, own: OwnChallenge, expected: Expected, *, at: Instant) -> Answered:
    if own.nonce is not None:
        _check_equal(nonce, own.nonce)
    if nonce is None:
        return _UNANSWERED
    (agreed,) = expected.transaction_data or ("",)
    found = challenge.check(
        nonce, keyring=own.keyring, relying_party=expected.relying_party, transaction_data=agreed, at=at
    )
    return Answered(nonce=nonce, challenge=found)


def _check_equal(nonce: str | None, named: str) -> None:
    if nonce is None:
        raise RejectionError(Reason.NONCE_MISSING)
    if nonce != named:  # neither is secret: whoever sends the one was given the other
        raise RejectionError(Reason.NONCE_UNKNOWN, "another nonce than the one asked for")


def check_transaction(
    claims: SignedClaims, names: ClaimNames, expected: Expected, answered: Answered
) -> TransactionBinding:
    """Tell how firmly the assertion is bound to exactly this transaction (step 10).

    Raises:
        RejectionError: TRANSACTION_MISSING, TRANSACTION_MISMATCH, TRANSACTION_EXTRA or CLAIM_MALFORMED.
    """
    tie = answered.challenge.tie if answered.challenge else Tie.NONE
    if tie is Tie.OTHER:
        raise RejectionError(Reason.TRANSACTION_MISMATCH, "the challenge was for another transaction")
    hashes = claims.texts(names.transaction_data_hashes)
    if hashes is not None:
        _check_algorithm(claims.text(names.transaction_data_hashes_alg))
        _check_exact_set(hashes, expected.transaction_data)
        return TransactionBinding.SIGNED
    if expected.transaction_data and expected.hashes_required:
        raise RejectionError(Reason.TRANSACTION_MISSING)
    return TransactionBinding.CHALLENGED if tie is Tie.THIS else TransactionBinding.NONE


def _check_algorithm(named: str | None) -> None:
    """We offer one hash; another is a hash of something that we did not ask for (OpenID4VP 1.0 §B.3.3.1).

    A leniency: a wallet should say it, as our request does; not said, it can only be the one.
    """
    if named is not None and named != HASH_ALGORITHM:
        raise RejectionError(Reason.TRANSACTION_MISMATCH, f"the hash algorithm is not {HASH_ALGORITHM}")


def _check_exact_set(hashes: tuple[str, ...], asked: tuple[str, ...]) -> None:
    ours = set(map(hash_of, asked))
    if not ours.issubset(hashes):
        raise RejectionError(Reason.TRANSACTION_MISMATCH, "what was asked for is not what was signed")
    if len(hashes) != len(ours):
        raise RejectionError(Reason.TRANSACTION_EXTRA, "more was signed than was asked for")
