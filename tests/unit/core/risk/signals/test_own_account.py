"""The signal that says whether a transfer between own accounts is one."""

from builders.facts import BINH, ELSEWHERE, account, bound, confirmed, decided, facts, found, transaction
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Group
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Outcome
from eidgate.core.terms import TransactionKind


def between_own(institution: str = "970436", **differs: object) -> Facts:
    own = transaction(
        900_000_000, kind=TransactionKind.TRANSFER_OWN, payee=account("0022", institution=institution)
    )
    return facts(own, **{"confirmations": confirmed("pin"), "payee_binding": bound(), **differs})


def test_between_own_accounts_of_one_provider_any_amount_is_class_a() -> None:
    decision = decided(between_own())
    assert decision.outcome is Outcome.ALLOW
    assert decision.regulated.group == Group.OWN_SAME_PROVIDER
    assert decision.regulated.transaction_class == "A"
    assert not found(decision, "own_account")


def test_an_own_account_elsewhere_is_a_transfer_to_others_though_the_owner_is_proven() -> None:
    decision = decided(between_own(ELSEWHERE))
    assert decision.regulated.group == Group.OTHER_OR_ELSEWHERE
    assert not found(decision, "own_account")


def test_without_the_payees_binding_it_is_a_transfer_to_others() -> None:
    decision = decided(between_own(payee_binding=None))
    assert found(decision)[Reason.OWN_ACCOUNT_UNPROVEN].outcome is Outcome.ALLOW
    assert decision.regulated.group == Group.OTHER_OR_ELSEWHERE
    assert decision.outcome is not Outcome.ALLOW


def test_somebody_elses_account_is_not_an_own_one() -> None:
    assert Reason.OWN_ACCOUNT_UNPROVEN in found(between_own(payee_binding=bound(BINH)))


def test_the_same_subject_name_of_another_issuer_is_somebody_else() -> None:
    assert Reason.OWN_ACCOUNT_UNPROVEN in found(
        between_own(payee_binding=bound(issuer="https://other.example"))
    )


def test_a_revoked_binding_proves_no_ownership() -> None:
    assert Reason.OWN_ACCOUNT_UNPROVEN in found(between_own(payee_binding=bound(active=False)))
    assert Reason.OWN_ACCOUNT_UNPROVEN in found(between_own(payer_binding=bound(active=False)))


def test_other_transfers_are_not_looked_at() -> None:
    assert not found(facts(payee_binding=None), "own_account")
