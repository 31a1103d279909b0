from datetime import timedelta

import pytest

from builders.assertion import (
    AT,
    NONCE,
    PAYMENT,
    expecting,
    judge,
    nonce_for,
    own,
    payment,
    rejected,
    signed_with,
    verified,
)
from eidgate.core.assertion.expected import Expected, ExpectedNonce, LiteralNonce, Unchecked
from eidgate.core.assertion.transaction_data import hash_of
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.reasons import Reason
from eidgate.core.terms import RelyingPartyId
from eidgate.simulator.identity_provider import IdentityProvider

IDP = IdentityProvider(1)
OTHER = payment(amount=4_000_001)
ABSENT = ...
OURS = hash_of(PAYMENT)
THEIRS = hash_of(OTHER)

Answer = TransactionBinding | tuple[Reason, int]

NONCES: list[tuple[str, ExpectedNonce, object, Answer]] = [
    ("none named, absent", own(None), ABSENT, TransactionBinding.NONE),
    ("none named, ours", own(None), NONCE, TransactionBinding.CHALLENGED),
    ("none named, foreign", own(None), "foreign", (Reason.NONCE_UNKNOWN, 9)),
    ("none named, too late", own(None), nonce_for(expires_at=AT), (Reason.NONCE_EXPIRED, 9)),
    (
        "none named, another bank's",
        own(None),
        nonce_for(relying_party=RelyingPartyId("b")),
        (Reason.NONCE_UNKNOWN, 9),
    ),
    ("named, absent", own(NONCE), ABSENT, (Reason.NONCE_MISSING, 9)),
    ("named, the same", own(NONCE), NONCE, TransactionBinding.CHALLENGED),
    ("named, another of ours", own(NONCE), nonce_for(""), (Reason.NONCE_UNKNOWN, 9)),
    ("named foreign, the same", own("foreign"), "foreign", (Reason.NONCE_UNKNOWN, 9)),
    ("literal, absent", LiteralNonce(nonce="n"), ABSENT, (Reason.NONCE_MISSING, 9)),
    ("literal, equal", LiteralNonce(nonce="n"), "n", TransactionBinding.NONE),
    ("literal, another", LiteralNonce(nonce="n"), "m", (Reason.NONCE_UNKNOWN, 9)),
    ("unchecked, absent", Unchecked.UNCHECKED, ABSENT, TransactionBinding.NONE),
    ("unchecked, any", Unchecked.UNCHECKED, "any", TransactionBinding.NONE),
]

# name, asked for, hashes required, hashes carried, transaction that the challenge was for (None: no nonce)
TRANSACTIONS: list[tuple[str, tuple[str, ...], bool, object, str | None, Answer]] = [
    ("challenge for another", (PAYMENT,), False, ABSENT, OTHER, (Reason.TRANSACTION_MISMATCH, 10)),
    (
        "challenge for another, ours signed",
        (PAYMENT,),
        False,
        [OURS],
        OTHER,
        (Reason.TRANSACTION_MISMATCH, 10),
    ),
    ("challenge for one, none asked", (), False, ABSENT, PAYMENT, (Reason.TRANSACTION_MISMATCH, 10)),
    ("identity only", (), False, ABSENT, "", TransactionBinding.NONE),
    ("identity only, no nonce", (), False, ABSENT, None, TransactionBinding.NONE),
    ("identity only, hashes required of none", (), True, ABSENT, None, TransactionBinding.NONE),
    ("identity only, something signed", (), False, [OURS], "", (Reason.TRANSACTION_EXTRA, 10)),
    ("another signed", (PAYMENT,), False, [THEIRS], PAYMENT, (Reason.TRANSACTION_MISMATCH, 10)),
    ("two asked, one signed", (PAYMENT, OTHER), True, [OURS], None, (Reason.TRANSACTION_MISMATCH, 10)),
    ("one asked, two signed", (PAYMENT,), False, [OURS, THEIRS], PAYMENT, (Reason.TRANSACTION_EXTRA, 10)),
    ("signed twice over", (PAYMENT,), False, [OURS, OURS], PAYMENT, (Reason.TRANSACTION_EXTRA, 10)),
    ("exactly, challenge for this", (PAYMENT,), False, [OURS], PAYMENT, TransactionBinding.SIGNED),
    ("exactly, challenge for none", (PAYMENT,), False, [OURS], "", TransactionBinding.SIGNED),
    ("exactly, no nonce", (PAYMENT,), True, [OURS], None, TransactionBinding.SIGNED),
    (
        "two asked, two signed in any order",
        (PAYMENT, OTHER),
        True,
        [THEIRS, OURS],
        None,
        TransactionBinding.SIGNED,
    ),
    ("required and absent", (PAYMENT,), True, ABSENT, PAYMENT, (Reason.TRANSACTION_MISSING, 10)),
    ("absent, challenge for this", (PAYMENT,), False, ABSENT, PAYMENT, TransactionBinding.CHALLENGED),
    ("absent, challenge for none", (PAYMENT,), False, ABSENT, "", TransactionBinding.NONE),
    ("absent, no nonce", (PAYMENT,), False, ABSENT, None, TransactionBinding.NONE),
    ("an empty list", (PAYMENT,), False, [], PAYMENT, (Reason.CLAIM_MALFORMED, 10)),
]


def answer(expected: Expected, **claims: object) -> Answer:
    verdict = judge(signed_with(IDP, **claims), IDP, expected)
    if isinstance(outcome := getattr(verdict, "transaction_binding", None), TransactionBinding):
        return outcome
    reason, step = rejected(verdict)
    return Reason(reason), step


@pytest.mark.parametrize(("expected", "claim", "wanted"), [n[1:] for n in NONCES], ids=[n[0] for n in NONCES])
def test_the_nonce_answers_the_challenge(expected: ExpectedNonce, claim: object, wanted: Answer) -> None:
    assert answer(expecting(expected), nonce=claim, transaction_data_hashes=...) == wanted


@pytest.mark.parametrize(
    ("asked", "required", "hashes", "minted_for", "wanted"),
    [t[1:] for t in TRANSACTIONS],
    ids=[t[0] for t in TRANSACTIONS],
)
def test_the_transaction_is_exactly_the_one_asked_for(
    *, asked: tuple[str, ...], required: bool, hashes: object, minted_for: str | None, wanted: Answer
) -> None:
    nonce: ExpectedNonce = own(None) if len(asked) < 2 else Unchecked.UNCHECKED
    expected = expecting(nonce, transaction_data=asked, hashes_required=required)
    claim = ABSENT if minted_for is None else nonce_for(minted_for)

    assert answer(expected, nonce=claim, transaction_data_hashes=hashes) == wanted


@pytest.mark.parametrize("algorithm", ["sha-384", "SHA-256", "md5"])
def test_a_hash_that_we_did_not_ask_for_is_a_mismatch(algorithm: str) -> None:
    assert answer(expecting(), transaction_data_hashes_alg=algorithm) == (Reason.TRANSACTION_MISMATCH, 10)


def test_the_default_hash_needs_no_name() -> None:
    assert answer(expecting(), transaction_data_hashes_alg=...) is TransactionBinding.SIGNED


def test_only_a_challenge_of_ours_is_left_for_the_ledger_to_claim() -> None:
    plain = signed_with(IDP, nonce="n")

    assert verified(judge(plain, IDP, expecting(LiteralNonce(nonce="n")))).nonce is None
    assert verified(judge(signed_with(IDP), IDP)).nonce == NONCE


def test_a_challenge_expires_although_the_assertion_has_not() -> None:
    verdict = judge(signed_with(IDP), IDP, at=AT + timedelta(seconds=200))

    assert rejected(verdict) == (Reason.NONCE_EXPIRED, 9)


def test_expecting_what_no_caller_can_mean_is_refused() -> None:
    with pytest.raises(ValueError, match="audience"):
        expecting(audience="")
    with pytest.raises(ValueError, match="one transaction"):
        expecting(transaction_data=(PAYMENT, OTHER))
