from typing import cast

import pytest

from eidgate.app.permission import require, require_instrument, require_transaction
from eidgate.core.errors import NotPermittedError
from eidgate.core.relying_party import Quota, RelyingParty, Right, Role
from eidgate.core.terms import (
    CustomerKind,
    Instrument,
    InstrumentKind,
    RelyingPartyId,
    TransactionKind,
    Vnd,
)
from eidgate.core.transaction import Transaction

BANK_A, BANK_B, OPERATOR = "970436", "970418", "viettel"


def caller(role: Role, institution: str = "") -> RelyingParty:
    return RelyingParty(
        relying_party_id=RelyingPartyId("caller"),
        role=role,
        audience="https://caller.example",
        institution=institution,
        quota=Quota(per_second=1, burst=1),
    )


def account(institution: str) -> Instrument:
    return Instrument(kind=InstrumentKind.ACCOUNT, institution=institution, number="0011001234567")


SIM = Instrument(kind=InstrumentKind.SIM, institution=OPERATOR, number="+84912345678")


def transaction(kind: TransactionKind, payer: Instrument) -> Transaction:
    return Transaction(kind=kind, customer=CustomerKind.INDIVIDUAL, payer=payer, amount=Vnd(1))


KEEPER = {
    Right.VERIFY,
    Right.READ_DECISIONS,
    Right.BIND,
    Right.LOOK_UP,
    Right.LIST,
    Right.READ_ENTRIES,
    Right.REPORT,
    Right.RECEIVE_ALERTS,
    Right.READ_STATISTICS,
}
MONEY = KEEPER | {Right.CHECK_PAYEE, Right.RECORD_TRANSFERS, Right.TRACE, Right.HOLD, Right.READ_HOLDS}


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (Role.BANK, MONEY),
        (Role.WALLET, MONEY),
        (Role.OPERATOR, KEEPER),
        (Role.SHOP, {Right.VERIFY, Right.READ_DECISIONS, Right.LOOK_UP, Right.CHECK_PAYEE, Right.REPORT}),
        (Role.PLATFORM, {Right.LOOK_UP, Right.REPORT, Right.RECEIVE_ALERTS}),
        (Role.HOTLINE, {Right.LOOK_UP, Right.REPORT, Right.TRACE, Right.READ_STATISTICS}),
        (
            Role.AUTHORITY,
            KEEPER - {Right.VERIFY, Right.READ_DECISIONS, Right.BIND}
            | {Right.CONFIRM, Right.TRACE, Right.HOLD, Right.READ_HOLDS, Right.ORDER},
        ),
        (Role.RISK_TEAM, {Right.GOVERN_POLICY, Right.READ_POLICIES, Right.READ_STATISTICS}),
        (
            Role.AUDITOR,
            {
                Right.READ_DECISIONS,
                Right.READ_ENTRIES,
                Right.READ_HOLDS,
                Right.READ_POLICIES,
                Right.READ_STATISTICS,
                Right.AUDIT,
            },
        ),
        (cast("Role", "visitor"), set()),
    ],
)
def test_a_role_has_its_rights_and_no_others(role: Role, rights: set[Right]) -> None:
    for right in Right:
        if right in rights:
            require(caller(role), right)
        else:
            with pytest.raises(NotPermittedError, match=f"the role {role} may not {right}"):
                require(caller(role), right)


@pytest.mark.parametrize("role", [Role.BANK, Role.WALLET])
@pytest.mark.parametrize(
    "kind", [kind for kind in TransactionKind if kind != TransactionKind.SIM_REPLACEMENT]
)
def test_a_bank_or_wallet_asks_about_what_it_keeps_itself(role: Role, kind: TransactionKind) -> None:
    require_transaction(caller(role, BANK_A), transaction(kind, account(BANK_A)))
    with pytest.raises(NotPermittedError, match="not kept at the caller's institution"):
        require_transaction(caller(role, BANK_A), transaction(kind, account(BANK_B)))


def test_a_sim_is_replaced_by_its_operator_only() -> None:
    require_transaction(caller(Role.OPERATOR, OPERATOR), transaction(TransactionKind.SIM_REPLACEMENT, SIM))
    with pytest.raises(NotPermittedError, match="may not ask about sim_replacement"):
        require_transaction(caller(Role.BANK, BANK_A), transaction(TransactionKind.SIM_REPLACEMENT, SIM))


@pytest.mark.parametrize("kind", TransactionKind)
def test_a_shop_asks_about_sales_and_logins_of_any_payer(kind: TransactionKind) -> None:
    sold = {TransactionKind.GOODS_AND_SERVICES, TransactionKind.CARD_PAYMENT, TransactionKind.LOGIN}
    asked = transaction(kind, account(BANK_B))
    if kind in sold:
        require_transaction(caller(Role.SHOP), asked)
    else:
        with pytest.raises(NotPermittedError, match=f"the role shop may not ask about {kind}"):
            require_transaction(caller(Role.SHOP), asked)


@pytest.mark.parametrize("role", [Role.AUTHORITY, Role.AUDITOR])
@pytest.mark.parametrize("kind", TransactionKind)
def test_who_may_not_verify_may_ask_about_nothing(role: Role, kind: TransactionKind) -> None:
    with pytest.raises(NotPermittedError, match="may not verify"):
        require_transaction(caller(role, BANK_A), transaction(kind, account(BANK_A)))


def test_a_caller_without_an_institution_keeps_nothing_not_even_what_has_none() -> None:
    with pytest.raises(NotPermittedError):
        require_instrument(caller(Role.BANK), account(BANK_A))
    with pytest.raises(NotPermittedError):
        require_instrument(caller(Role.BANK), account(""))


def test_a_refusal_says_nothing_about_the_instrument() -> None:
    with pytest.raises(NotPermittedError) as caught:
        require_instrument(caller(Role.BANK, BANK_A), account(BANK_B))
    assert "0011001234567" not in str(caught.value)
    assert BANK_B not in str(caught.value)
