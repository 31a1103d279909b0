"""What a relying party may do follows from its role and its institution, never from its request."""

import pytest

from builders.facts import ELSEWHERE, OURS, account
from builders.others import WITHOUT_RIGHTS
from eidgate.core.relying_party import Quota, RelyingParty, Right, Role
from eidgate.core.shape import replace
from eidgate.core.terms import RelyingPartyId, TransactionKind


def party(role: Role, institution: str = OURS) -> RelyingParty:
    return RelyingParty(
        relying_party_id=RelyingPartyId("rp-1"),
        role=role,
        audience="https://rp.example",
        institution=institution,
        quota=Quota(per_second=10, burst=20),
    )


@pytest.mark.parametrize("role", [Role.BANK, Role.WALLET, Role.OPERATOR])
def test_whoever_keeps_instruments_may_verify_and_bind(role: Role) -> None:
    assert party(role).has(Right.VERIFY)
    assert party(role).has(Right.BIND)


def test_a_shop_may_verify_but_not_bind() -> None:
    assert party(Role.SHOP, "").has(Right.VERIFY)
    assert not party(Role.SHOP, "").has(Right.BIND)


def test_whoever_is_in_no_table_has_no_right() -> None:
    assert not [right for right in Right if WITHOUT_RIGHTS.has(right) or WITHOUT_RIGHTS.oversees(right)]
    assert not [kind for kind in TransactionKind if WITHOUT_RIGHTS.may_decide(kind)]


@pytest.mark.parametrize("role", Role)
def test_only_an_auditor_reads_everybodys_records_without_an_office(role: Role) -> None:
    offices = {right for right in Right if party(role).oversees(right)}
    had = {right for right in Right if party(role).has(right)}
    assert offices == (set(Right) if role is Role.AUDITOR else had)


@pytest.mark.parametrize("role", [Role.PLATFORM, Role.HOTLINE, Role.AUTHORITY, Role.RISK_TEAM, Role.AUDITOR])
def test_the_desk_the_risk_team_and_auditors_decide_about_no_transaction(role: Role) -> None:
    assert not party(role, "").has(Right.VERIFY)
    assert not [kind for kind in TransactionKind if party(role).may_decide(kind)]


def test_only_an_authority_confirms_entries_and_orders_holds() -> None:
    for right in (Right.CONFIRM, Right.ORDER):
        assert [role for role in Role if party(role).has(right)] == [Role.AUTHORITY]


def test_only_the_risk_team_governs_policies() -> None:
    assert [role for role in Role if party(role).has(Right.GOVERN_POLICY)] == [Role.RISK_TEAM]


def test_records_name_the_officer_beside_the_relying_party() -> None:
    assert party(Role.BANK).actor == "rp-1"
    assert replace(party(Role.BANK), officer="an").actor == "rp-1/an"


def test_a_bank_decides_about_everything_but_sims() -> None:
    assert {kind for kind in TransactionKind if not party(Role.BANK).may_decide(kind)} == {
        TransactionKind.SIM_REPLACEMENT
    }


def test_an_operator_decides_about_sims_and_logins_only() -> None:
    assert {kind for kind in TransactionKind if party(Role.OPERATOR).may_decide(kind)} == {
        TransactionKind.SIM_REPLACEMENT,
        TransactionKind.LOGIN,
    }


def test_a_shop_decides_about_purchases_and_logins_only() -> None:
    assert {kind for kind in TransactionKind if party(Role.SHOP, "").may_decide(kind)} == {
        TransactionKind.GOODS_AND_SERVICES,
        TransactionKind.CARD_PAYMENT,
        TransactionKind.LOGIN,
    }


def test_it_holds_what_is_kept_at_its_own_institution() -> None:
    assert party(Role.BANK).holds(account())
    assert not party(Role.BANK).holds(account(institution=ELSEWHERE))


def test_without_an_institution_it_holds_nothing() -> None:
    assert not party(Role.SHOP, "").holds(account(institution=""))


def test_day_totals_count_at_the_institution() -> None:
    assert party(Role.BANK).provider == OURS


def test_without_an_institution_day_totals_count_at_the_relying_party_itself() -> None:
    assert party(Role.SHOP, "").provider == "rp:rp-1"
