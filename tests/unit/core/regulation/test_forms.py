import pytest

from builders.regulation import forms, version_at
from eidgate.core.regulation.forms import each_with_one_of, form_ladder, in_order, is_met, minimal, missing
from eidgate.core.regulation.terms import Form, Group, Regime, TransactionClass

OTP, FACE = forms("sms_otp"), forms("face_match")
BOTH = OTP | FACE
I3, II2, CNP = Group.OTHER_OR_ELSEWHERE, Group.ORG_OTHER, Group.CARD_NOT_PRESENT

INDIVIDUAL_C = ("sms_otp", "voice_otp", "soft_otp_basic", "token_otp_basic", "e_signature")
INDIVIDUAL_D = ("soft_otp_advanced", "token_otp_advanced", "fido", "secure_e_signature")


def sufficient(regime: str, transaction_class: str) -> tuple[frozenset[Form], ...]:
    return version_at().forms[Regime(regime)].sufficient[TransactionClass(transaction_class)]


def singles(*names: str) -> tuple[frozenset[Form], ...]:
    return tuple(forms(name) for name in names)


def test_minimal_drops_repeats_and_whatever_contains_another() -> None:
    assert minimal([BOTH, FACE, FACE, OTP]) == (FACE, OTP)


def test_no_combination_at_all_is_never_met() -> None:
    assert not is_met((), frozenset(Form))


def test_missing_names_the_shortest_ways_left() -> None:
    ways = (BOTH, forms("fido", "face_match"))
    assert missing(ways, OTP) == (FACE,)  # the other way would need the face and more
    assert missing(ways, FACE) == singles("sms_otp", "fido")
    assert missing(ways, frozenset()) == ways
    assert missing(ways, BOTH) == (frozenset(),)


def test_one_form_more_on_top_keeps_the_ways_minimal() -> None:
    ways = singles("two_channel", "secure_e_signature")
    extra = (Form.FACE_MATCH, Form.SECURE_E_SIGNATURE)
    assert each_with_one_of(ways, extra) == (forms("two_channel", "face_match"), forms("secure_e_signature"))


def test_forms_are_listed_in_the_order_of_the_vocabulary() -> None:
    assert in_order(forms("face_match", "sms_otp", "fido")) == ("sms_otp", "fido", "face_match")


def test_individual_class_c_lists_its_own_ways_first_and_then_those_of_class_d() -> None:
    expected = tuple(forms(form, "face_match") for form in (*INDIVIDUAL_C, *INDIVIDUAL_D))
    assert sufficient("individual", "C") == expected


def test_individual_class_d_takes_only_its_own() -> None:
    assert sufficient("individual", "D") == tuple(forms(form, "face_match") for form in INDIVIDUAL_D)


def test_individual_class_a_takes_a_password_or_anything_stronger() -> None:
    ways = sufficient("individual", "A")
    assert ways[:3] == singles("password", "pin", "sms_otp")
    assert not any(way >= FACE for way in ways)  # its own OTP is enough without the face


def test_organisation_ways_follow_the_ladder() -> None:
    class_d = singles("soft_otp_advanced", "token_otp_advanced", "fido", "secure_e_signature")
    class_c = singles("soft_otp_basic", "token_otp_basic", "two_channel", "e_signature")
    class_b = singles("sms_otp", "voice_otp", "email_otp", "matrix_card", "device_biometric")
    assert sufficient("organisation", "D") == class_d
    assert sufficient("organisation", "C") == class_c + class_d
    assert sufficient("organisation", "B") == class_b + class_c + class_d
    assert sufficient("organisation", "A") == singles("password", "pin") + class_b + class_c + class_d


def test_card_ways_follow_the_ladder() -> None:
    class_g = singles("soft_otp_advanced", "token_otp_advanced", "fido", "e_signature", "emv_3ds")
    class_f = singles(
        "sms_otp",
        "voice_otp",
        "email_otp",
        "soft_otp_basic",
        "token_otp_basic",
        "device_biometric",
        "two_channel",
    )
    assert sufficient("card_not_present", "G") == class_g
    assert sufficient("card_not_present", "F") == class_f + class_g
    assert sufficient("card_not_present", "E") == singles("password", "pin") + class_f + class_g


@pytest.mark.parametrize(
    ("group", "performed", "expected"),
    [
        (I3, forms(), None),
        (I3, forms("face_match"), None),
        (I3, forms("emv_3ds"), None),
        (I3, forms("pin"), "A"),
        (I3, forms("email_otp"), "B"),
        (I3, forms("fido"), "B"),
        (I3, forms("email_otp", "face_match"), "B"),
        (I3, forms("device_biometric", "face_match"), "B"),
        (I3, forms("sms_otp", "face_match"), "C"),
        (I3, forms("sms_otp", "voice_otp", "face_match", "password"), "C"),
        (I3, forms("soft_otp_advanced", "face_match"), "D"),
        (I3, forms("secure_e_signature", "face_match"), "D"),
        (II2, forms("face_match"), None),
        (II2, forms("email_otp"), "B"),
        (II2, forms("two_channel"), "C"),
        (II2, forms("fido"), "D"),
        (CNP, forms("face_match"), None),
        (CNP, forms("pin"), "E"),
        (CNP, forms("sms_otp"), "F"),
        (CNP, forms("emv_3ds"), "G"),
    ],
)
def test_confirmed_as_is_the_strongest_class_the_forms_are_good_for(
    group: Group, performed: frozenset[Form], expected: str | None
) -> None:
    assert version_at().confirmed_as(performed, group) == expected


def test_a_ladder_needs_forms_for_exactly_its_classes() -> None:
    listed = dict.fromkeys(map(TransactionClass, "EF"), (OTP,))
    with pytest.raises(ValueError, match="exactly the classes E, F, G"):
        form_ladder(Regime.CARD_NOT_PRESENT, listed)
    with pytest.raises(ValueError, match="exactly the classes E, F, G"):
        form_ladder(Regime.CARD_NOT_PRESENT, {**listed, TransactionClass.G: ()})
