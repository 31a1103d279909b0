from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from builders.service import NOON, Scene, because, judged
from eidgate.app.challenge import CreateChallenge, create_challenge, mint_challenge, transaction_data
from eidgate.core.assertion.challenge import CHALLENGE_LIFETIME, Keyring, Tie, check
from eidgate.core.errors import NotPermittedError
from eidgate.core.relying_party import Quota, RelyingParty, Role
from eidgate.core.shape import field_names, replace
from eidgate.core.terms import (
    CustomerKind,
    Instrument,
    InstrumentKind,
    Masked,
    RelyingPartyId,
    TransactionKind,
    Vnd,
)
from eidgate.core.transaction import Channel, Transaction
from eidgate.simulator.world import BANK, OTHER_BANK, SHOP

AT = datetime(2026, 3, 5, 5, 0, 0, 123_456, tzinfo=UTC)
KEYRING = Keyring(keys={7: bytes(range(32))}, current=7)
CALLER = RelyingParty(
    relying_party_id=RelyingPartyId("bank-a"),
    role=Role.BANK,
    audience="https://bank-a.example",
    institution="970436",
    quota=Quota(per_second=1, burst=1),
)
PAYER = Instrument(kind=InstrumentKind.ACCOUNT, institution="970436", number="0011001234567")
PAYEE = Instrument(kind=InstrumentKind.ACCOUNT, institution="970418", number="12010001234567")
PAYMENT = Transaction(
    kind=TransactionKind.TRANSFER_OTHER,
    customer=CustomerKind.INDIVIDUAL,
    payer=PAYER,
    payee=PAYEE,
    payee_name=Masked("NGUYEN THI BINH"),
    amount=Vnd(4_000_000),
)
LOGIN = Transaction(kind=TransactionKind.LOGIN, customer=CustomerKind.INDIVIDUAL, payer=PAYER)

BOUND: dict[str, list[Any]] = {
    "kind": [TransactionKind.TRANSFER_OWN, TransactionKind.GOODS_AND_SERVICES],
    "amount": [Vnd(4_000_001), Vnd(40_000_000), Vnd(1)],
    "payer": [replace(PAYER, number="0011001234568"), replace(PAYER, institution="970415")],
    "payee": [
        None,
        replace(PAYEE, number="12010001234568"),
        replace(PAYEE, institution="970415"),
        replace(PAYEE, kind=InstrumentKind.WALLET),
    ],
    "payee_name": [Masked(""), Masked("NGUYEN THI BINH "), Masked("NGUYỄN THỊ BÌNH")],
    "payee_qr": [Masked("000201...6304ABCD"), Masked("000201...6304ABCE")],
}
CHANGES = [(field, other) for field, others in BOUND.items() for other in others]

UNBOUND: dict[str, Any] = {
    "customer": CustomerKind.ORGANISATION,
    "channel": Channel.WEB,
    "merchant": "SHOP-7",
    "end_to_end_id": "E2E-1",
    "linked_wallet": True,
    "new_organisation": True,
}
"""What the relying party tells about a payment; the holder neither sees nor agrees to it."""


def test_the_same_transaction_gives_the_same_text() -> None:
    assert transaction_data(PAYMENT) == transaction_data(replace(PAYMENT))


@pytest.mark.parametrize(
    ("field", "other"), [(field, one) for field, others in BOUND.items() for one in others]
)
def test_each_bound_field_changes_the_text(field: str, other: Any) -> None:
    assert transaction_data(replace(PAYMENT, **{field: other})) != transaction_data(PAYMENT)


def test_no_two_changes_give_the_same_text() -> None:
    changed = [replace(PAYMENT, **{field: other}) for field, other in CHANGES]
    assert len({transaction_data(one) for one in changed}) == len(changed)


@pytest.mark.parametrize(("field", "other"), UNBOUND.items())
def test_what_the_holder_does_not_agree_to_leaves_the_text_alone(field: str, other: Any) -> None:
    assert transaction_data(replace(PAYMENT, **{field: other})) == transaction_data(PAYMENT)


def test_every_field_of_a_transaction_is_either_bound_or_not() -> None:
    assert set(field_names(Transaction)) == {*BOUND, *UNBOUND}


@pytest.mark.parametrize("kind", [kind for kind in TransactionKind if not kind.moves_money])
def test_an_act_without_money_is_bound_to_its_kind_and_instrument(kind: TransactionKind) -> None:
    act = replace(LOGIN, kind=kind)
    others = [replace(LOGIN, kind=one) for one in TransactionKind if not one.moves_money and one is not kind]
    elsewhere = replace(act, payer=PAYEE)
    assert transaction_data(act) not in {transaction_data(one) for one in (*others, elsewhere)}


def test_an_identity_check_has_no_text() -> None:
    assert transaction_data(None) == ""


def tie(transaction: Transaction | None, *, minted_for: Transaction | None, at: datetime = AT) -> Tie:
    made = mint_challenge(CALLER, transaction_data(minted_for), keyring=KEYRING, random=bytes(16), at=AT)
    return check(
        made.nonce,
        keyring=KEYRING,
        relying_party=CALLER.relying_party_id,
        transaction_data=transaction_data(transaction),
        at=at,
    ).tie


def test_a_challenge_is_tied_to_its_transaction_and_no_other() -> None:
    assert tie(PAYMENT, minted_for=PAYMENT) is Tie.THIS
    assert tie(replace(PAYMENT, amount=Vnd(4_000_001)), minted_for=PAYMENT) is Tie.OTHER
    assert tie(LOGIN, minted_for=PAYMENT) is Tie.OTHER
    assert tie(PAYMENT, minted_for=None) is Tie.NONE


def test_a_challenge_names_its_text_and_a_whole_second_within_its_lifetime() -> None:
    text = transaction_data(PAYMENT)
    made = mint_challenge(CALLER, text, keyring=KEYRING, random=bytes(16), at=AT)
    assert made.transaction_data == text
    assert made.expires_at.microsecond == 0
    assert CHALLENGE_LIFETIME - timedelta(seconds=1) < made.expires_at - AT <= CHALLENGE_LIFETIME


def test_the_same_random_bytes_mint_the_same_challenge_so_that_weighing_may_run_again() -> None:
    first, second = (
        mint_challenge(CALLER, "e30", keyring=KEYRING, random=bytes(range(16)), at=AT) for _ in range(2)
    )
    assert first == second


def test_a_challenge_names_the_transaction_and_lasts_five_minutes(scene: Scene) -> None:
    asked = scene.transaction()
    challenge = create_challenge(CreateChallenge(caller=BANK, transaction=asked), scene.service)
    assert challenge.transaction_data == transaction_data(asked)
    assert challenge.expires_at == NOON + timedelta(minutes=5)


def test_a_challenge_for_no_transaction_names_none(scene: Scene) -> None:
    challenge = create_challenge(CreateChallenge(caller=SHOP, transaction=None), scene.service)
    assert challenge.transaction_data == ""


def test_no_two_challenges_are_alike_and_nothing_is_stored(scene: Scene) -> None:
    command = CreateChallenge(caller=BANK, transaction=None)
    nonces = {create_challenge(command, scene.service).nonce for _ in range(20)}
    assert len(nonces) == 20
    assert scene.records() == []


def test_a_challenge_is_good_until_the_second_of_its_end(bound: Scene) -> None:
    challenge = create_challenge(CreateChallenge(caller=BANK, transaction=bound.transaction()), bound.service)
    bound.clock.wait(minutes=5, microseconds=-1)
    late = bound.answer(challenge.nonce, challenge.transaction_data)
    assert judged(bound.pay(assertion=late)) == ("ALLOW", "B")
    other = create_challenge(CreateChallenge(caller=BANK, transaction=bound.transaction()), bound.service)
    bound.clock.wait(minutes=5)
    late = bound.answer(other.nonce, other.transaction_data)
    assert "NONCE_EXPIRED" in because(bound.pay(assertion=late))


def test_a_challenge_is_good_for_the_relying_party_that_asked(bound: Scene) -> None:
    nonce = create_challenge(CreateChallenge(caller=SHOP, transaction=None), bound.service).nonce
    assert "NONCE_UNKNOWN" in because(bound.meet(bound.answer(nonce, ""), caller=BANK))


def test_a_challenge_is_given_for_what_the_caller_may_ask_about(scene: Scene) -> None:
    login = scene.transaction(0, kind=TransactionKind.LOGIN, payee=None)
    assert create_challenge(CreateChallenge(caller=BANK, transaction=login), scene.service).transaction_data
    for caller, asked in ((OTHER_BANK, scene.transaction()), (SHOP, scene.transaction())):
        with pytest.raises(NotPermittedError):
            create_challenge(CreateChallenge(caller=caller, transaction=asked), scene.service)


def test_the_holder_agrees_to_the_new_limit_of_a_limit_change() -> None:
    change = replace(LOGIN, kind=TransactionKind.LIMIT_CHANGE, amount=Vnd(500_000_000))
    assert transaction_data(change) != transaction_data(replace(change, amount=Vnd(900_000_000)))
