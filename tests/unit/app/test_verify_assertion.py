from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec import structs

from builders.service import Scene, because, judged
from eidgate.app.verify_assertion import is_adult, verify_assertion
from eidgate.core.assertion.verdict import (
    HolderBinding,
    Identity,
    Rejected,
    TransactionBinding,
    Verified,
)
from eidgate.core.errors import DeadlineError, NotPermittedError, RequestIdReusedError
from eidgate.core.reasons import Reason
from eidgate.core.relying_party import Role
from eidgate.core.risk.facts import Expectation
from eidgate.core.risk.outcome import Outcome
from eidgate.core.shape import replace
from eidgate.core.terms import IssuerId, Masked, SubjectId
from eidgate.core.transparency.canonical import canonical
from eidgate.simulator.citizen import Citizen, personal_number
from eidgate.simulator.identity_provider import Levels
from eidgate.simulator.world import BANK, SHOP

AT = datetime(2026, 3, 5, 5, tzinfo=UTC)
VERIFIED = Verified(
    issuer=IssuerId("https://idp.example"),
    subject_id=SubjectId("pairwise-1"),
    assertion_id="jti-1",
    issued_at=AT,
    expires_at=AT + timedelta(minutes=5),
    acceptable_until=AT + timedelta(minutes=6),
    authenticated_at=AT,
    account_level=2,
    authentication_level=3,
    factors=("face",),
    holder_binding=HolderBinding.NONE,
    transaction_binding=TransactionBinding.NONE,
    nonce=None,
    nonce_acceptable_until=None,
    identity=Identity(),
)


def born(on: str) -> Verified:
    return structs.replace(VERIFIED, identity=Identity(birth_date=Masked(on)))


@pytest.mark.parametrize(
    ("birth_date", "on", "adult"),
    [
        ("2008-03-05", date(2026, 3, 4), False),
        ("2008-03-05", date(2026, 3, 5), True),
        ("2008-03-05", date(2026, 3, 6), True),
        ("2008-12-31", date(2026, 12, 30), False),
        ("2008-12-31", date(2026, 12, 31), True),
        ("2009-01-01", date(2026, 12, 31), False),
        ("2008-02-29", date(2026, 2, 28), False),
        ("2008-02-29", date(2026, 3, 1), True),
        ("1926-03-05", date(2026, 3, 5), True),
        ("2026-03-05", date(2026, 3, 5), False),
    ],
)
def test_a_person_comes_of_age_on_the_eighteenth_birthday(birth_date: str, on: date, *, adult: bool) -> None:
    assert is_adult(born(birth_date), on=on) is adult


def test_the_age_of_a_person_whose_birth_date_was_withheld_is_unknown_which_is_not_no() -> None:
    assert is_adult(VERIFIED, on=AT.date()) is None


@pytest.mark.parametrize("verdict", [None, Rejected(reason=Reason.SIGNATURE_INVALID, step=5)])
def test_nothing_is_known_of_who_was_not_verified(verdict: Rejected | None) -> None:
    assert is_adult(verdict, on=AT.date()) is None


def born_on(citizen: Citizen, day: date) -> Citizen:
    number = personal_number(province="001", sex=citizen.sex, birth_date=day, serial=1)
    return replace(citizen, birth_date=day, personal_number=number, document_number=number)


def test_a_shop_learns_that_its_buyer_is_a_real_person_of_age(scene: Scene) -> None:
    answered = scene.meet(scene.identify(caller=SHOP))
    assert judged(answered) == ("ALLOW", "")
    record = scene.stored(answered)
    assert record == answered.record
    assert (record.relying_party, record.method, record.adult) == ("shop-one", "VerifyAssertion", True)
    assert (record.facts.transaction, record.decision.regulated) == (None, None)
    assert record.facts.assertion.subject_id == scene.customer.citizen.subject_id


def test_a_person_is_of_age_from_the_eighteenth_birthday_in_viet_nam(scene: Scene) -> None:
    citizen = born_on(scene.customer.citizen, date(2008, 3, 6))
    eve = datetime(2026, 3, 5, 16, 59, 59, tzinfo=UTC)
    for at, adult in ((eve, False), (eve + timedelta(seconds=1), True)):
        scene.clock.at = at
        assert scene.stored(scene.meet(scene.identify(citizen, caller=SHOP))).adult is adult


def test_who_was_born_on_a_leap_day_is_of_age_on_the_first_of_march(scene: Scene) -> None:
    citizen = born_on(scene.customer.citizen, date(2008, 2, 29))
    for at, adult in (
        (datetime(2026, 2, 28, 5, tzinfo=UTC), False),
        (datetime(2026, 3, 1, 5, tzinfo=UTC), True),
    ):
        scene.clock.at = at
        assert scene.stored(scene.meet(scene.identify(citizen, caller=SHOP))).adult is adult


def test_the_age_of_whom_nobody_verified_is_not_known(scene: Scene) -> None:
    assert is_adult(None, on=date(2026, 3, 5)) is None
    answered = scene.meet(scene.forge())
    assert (judged(answered), because(answered)) == (("DENY", ""), {"SIGNATURE_INVALID"})
    assert scene.stored(answered).adult is None


def test_an_assertion_for_another_audience_is_denied(scene: Scene) -> None:
    nonce_of_the_shop = scene.identify(caller=SHOP)
    answered = scene.meet(nonce_of_the_shop, caller=BANK)
    assert because(answered) == {"AUDIENCE_MISMATCH"}
    assert scene.stored(answered).facts.assertion.rejected == "AUDIENCE_MISMATCH"


def test_an_assertion_is_used_up_by_an_identity_check_and_by_a_payment_alike(bound: Scene) -> None:
    shown = bound.identify()
    assert judged(bound.meet(shown, caller=BANK)) == ("ALLOW", "")
    assert because(bound.meet(shown, caller=BANK)) == {"JTI_REPLAYED", "NONCE_REUSED"}
    assert {"JTI_REPLAYED", "NONCE_REUSED"} <= because(bound.pay(assertion=shown))


def test_an_assertion_for_a_payment_identifies_nobody(bound: Scene) -> None:
    answered = bound.meet(bound.sign(), caller=BANK)
    assert (judged(answered), because(answered)) == (("DENY", ""), {"TRANSACTION_MISMATCH"})


@pytest.mark.parametrize(
    ("expected", "reason", "outcome"),
    [
        (Expectation(subject_id="somebody-else"), "SUBJECT_MISMATCH", "DENY"),
        (Expectation(authentication_level=4), "ASSURANCE_TOO_LOW", "STEP_UP"),
        (Expectation(account_level=2), "ASSURANCE_TOO_LOW", "STEP_UP"),
    ],
)
def test_what_the_caller_itself_expects_counts_too(
    scene: Scene, expected: Expectation, reason: str, outcome: str
) -> None:
    shown = scene.identify(caller=SHOP, levels=Levels(account=1, authentication=3))
    answered = scene.meet(shown, expected=expected)
    assert (judged(answered), because(answered)) == ((outcome, ""), {reason})
    assert scene.stored(answered).facts.expected == expected
    assert (scene.stored(answered).challenge is not None) == (outcome == "STEP_UP")


def test_the_subject_that_was_expected_is_allowed(scene: Scene) -> None:
    expected = Expectation(subject_id=scene.customer.citizen.subject_id, authentication_level=3)
    assert judged(scene.meet(scene.identify(caller=SHOP), expected=expected)) == ("ALLOW", "")


def test_a_dry_run_uses_nothing_up(scene: Scene) -> None:
    command = scene.check(scene.identify(caller=SHOP))
    dry = verify_assertion(replace(command, validate_only=True), scene.service)
    assert (judged(dry), dry.receipt, scene.records(SHOP)) == (("ALLOW", ""), None, [])
    assert dry.record.adult
    assert judged(verify_assertion(command, scene.service)) == ("ALLOW", "")


def test_a_retry_gets_the_same_record_long_after_the_assertion_expired(scene: Scene) -> None:
    command = scene.check(scene.identify(caller=SHOP))
    first = verify_assertion(command, scene.service)
    scene.clock.wait(days=400)
    again = verify_assertion(command, scene.service)
    assert (again.record, again.receipt, again.replayed) == (first.record, first.receipt, True)
    with pytest.raises(RequestIdReusedError):
        verify_assertion(replace(command, request=replace(command.request, digest=b"x")), scene.service)


def test_an_authority_has_no_right_to_check_people(scene: Scene) -> None:
    command = replace(scene.check("x"), caller=replace(SHOP, role=Role.AUTHORITY))
    with pytest.raises(NotPermittedError, match="the role authority may not verify"):
        verify_assertion(command, scene.service)


def test_when_the_time_is_up_nothing_is_used(scene: Scene) -> None:
    command = scene.check(scene.identify(caller=SHOP))
    with pytest.raises(DeadlineError):
        verify_assertion(command, scene.service, timeout=timedelta(0))
    assert judged(verify_assertion(command, scene.service)) == ("ALLOW", "")


def test_observers_see_an_identity_check_as_one(scene: Scene) -> None:
    scene.meet(scene.identify(caller=SHOP))
    [seen] = scene.watching.decisions
    assert (seen.kind, seen.transaction_class, seen.relying_party) == ("identity", "", "shop-one")


@pytest.mark.parametrize(
    ("of_an", "reasons"),
    [(True, set()), (False, {Reason.TAX_CODE_MISMATCH})],
    ids=["the same", "another"],
)
def test_a_seller_is_held_against_the_registered_tax_code_which_is_not_kept(
    *,
    scene: Scene,
    of_an: bool,
    reasons: set[Reason],
) -> None:
    """A person's tax code is their personal number (Circular 86/2024/TT-BTC)."""
    seller = scene.customer.citizen
    code = (seller if of_an else scene.stranger.citizen).personal_number
    answered = scene.meet(scene.identify(seller, caller=SHOP), tax_code=code)
    found = {one.reason for one in answered.record.decision.findings if one.signal == "tax_code"}
    assert found == reasons
    assert code not in repr(answered.record)
    assert code.encode() not in canonical(answered.record)


def test_a_registered_organisation_that_the_issuer_does_not_name_asks_for_more(scene: Scene) -> None:
    shown = scene.identify(scene.customer.citizen, caller=SHOP)
    decision = scene.meet(shown, tax_code="0100000000").record.decision
    assert Reason.TAX_CODE_UNKNOWN in {one.reason for one in decision.findings}
    assert decision.outcome is Outcome.STEP_UP
