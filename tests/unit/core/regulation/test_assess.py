"""Days of one account, told as stories."""

from datetime import UTC, datetime, timedelta

import pytest

from builders.regulation import BEFORE_77, NOON, assessed, forms, payment, row
from eidgate.core.errors import ConfigurationError
from eidgate.core.regulation.forms import is_met
from eidgate.core.regulation.terms import Earlier

M = 1_000_000


def test_five_payments_reach_twenty_million_in_class_b_and_the_sixth_needs_the_face() -> None:
    done: list[Earlier] = []
    for _ in range(5):
        assert assessed(payment("I.3", 4 * M), *done).transaction_class == "B"
        done.append(row("I.3", 4 * M, "B"))
    sixth = assessed(payment("I.3", 4 * M), *done)
    assert (sixth.transaction_class, sixth.rule_id) == ("C", "I.3.C.1")
    assert (sixth.t, sixth.tksth) == (20 * M, 20 * M)
    assert not is_met(sixth.sufficient, forms("sms_otp"))
    assert is_met(sixth.sufficient, forms("sms_otp", "face_match"))

    done.append(row("I.3", 4 * M, "C", "C"))
    seventh = assessed(payment("I.3", 4 * M), *done)
    assert (seventh.transaction_class, seventh.t, seventh.tksth) == ("B", 24 * M, 0)


def test_after_a_face_match_a_small_payment_is_class_b_even_above_one_and_a_half_billion() -> None:
    done = [row("I.3", 500 * M, "C") for _ in range(3)] + [row("I.3", 500 * M, "D")]
    small = assessed(payment("I.3", 4 * M), *done)
    assert (small.transaction_class, small.t, small.tksth) == ("B", 2_000 * M, 0)
    assert assessed(payment("I.3", 11 * M), *done).rule_id == "I.3.D.2"


def test_the_counter_starts_anew_at_local_midnight() -> None:
    done = [row("I.3", 10 * M, "B"), row("I.3", 10 * M, "B")]
    last = datetime(2026, 3, 5, 17, tzinfo=UTC) - timedelta(microseconds=1)
    assert assessed(payment("I.3", 1), *done, at=last).transaction_class == "C"
    assert assessed(payment("I.3", 1), *done, at=last + timedelta(microseconds=1)).transaction_class == "B"


def test_an_assessment_names_what_it_was_computed_from() -> None:
    one = assessed(payment("I.3", 12 * M), row("I.3", 5 * M, "B"))
    assert (one.group, one.transaction_class, one.t, one.tksth) == ("I.3", "C", 5 * M, 5 * M)
    assert one.regulation_version == "circular-77-2025"
    assert (one.rule_id, one.clause) == ("I.3.C.2", "Circular 50/2024 App. 01 I.3")
    assert one.sufficient[0] == forms("sms_otp", "face_match")


def test_a_day_before_the_first_version_is_refused() -> None:
    with pytest.raises(ConfigurationError):
        assessed(payment("I.3", 1), at=datetime(2024, 7, 1, tzinfo=UTC))


def needs_representative(amount: int, *earlier: int, group: str = "II.2", at: datetime = NOON) -> bool:
    rows = [row("II.2", one, "C", at=at) for one in earlier]
    one = assessed(payment(group, amount, new_organisation=True), *rows, at=at)
    assert one.transaction_class == ("B" if group == "II.1" else "C")  # the class itself is as for any other
    alone = is_met(one.sufficient, forms("two_channel"))
    assert is_met(one.sufficient, forms("two_channel", "face_match"))
    assert is_met(one.sufficient, forms("secure_e_signature"))
    return not alone


@pytest.mark.parametrize("group", ["II.1", "II.2", "II.3"])
def test_a_new_organisation_needs_its_representative_above_fifty_million(group: str) -> None:
    assert not needs_representative(50 * M, group=group)
    assert needs_representative(50 * M + 1, group=group)


def test_a_new_organisation_needs_its_representative_above_a_hundred_million_a_day() -> None:
    assert not needs_representative(50 * M, 50 * M)
    assert needs_representative(50 * M, 50 * M, 1)


def test_the_new_organisations_day_counts_every_group_of_the_account() -> None:
    assert needs_representative(1, 50 * M, 50 * M, group="II.3")


def test_before_circular_77_a_new_organisation_is_as_any_other() -> None:
    assert not needs_representative(500 * M, 500 * M, at=BEFORE_77)


def test_a_known_organisation_needs_no_representative() -> None:
    one = assessed(payment("II.2", 500 * M))
    assert is_met(one.sufficient, forms("e_signature"))


def test_a_new_organisations_class_d_payment_takes_a_secure_e_signature_alone() -> None:
    one = assessed(payment("II.2", 2_000 * M, new_organisation=True))
    assert one.sufficient == (
        forms("soft_otp_advanced", "face_match"),
        forms("token_otp_advanced", "face_match"),
        forms("fido", "face_match"),
        forms("secure_e_signature"),
    )


def test_card_purchases_have_their_own_classes_and_forms() -> None:
    one = assessed(payment("CNP", 1), row("CNP", 100 * M, "F"))
    assert (one.transaction_class, one.t, one.tksth) == ("G", 100 * M, 0)
    assert is_met(one.sufficient, forms("emv_3ds"))
    assert not is_met(one.sufficient, forms("sms_otp"))
