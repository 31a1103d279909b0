from datetime import UTC, date, datetime

import pytest

from builders.assertion import AT, expecting, judge, rejected, signed_with
from eidgate.core.assertion.expected import Unchecked
from eidgate.core.assertion.identity import decode_personal_number
from eidgate.core.assertion.verdict import Sex, Verified
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant
from eidgate.simulator.citizen import personal_number
from eidgate.simulator.identity_provider import IdentityProvider

IDP = IdentityProvider(1)


def outcome(at: Instant = AT, /, **claims: object) -> tuple[str, int] | Verified:
    moment = int(at.timestamp())
    times = {"iat": moment, "exp": moment + 300, "auth_time": moment}
    verdict = judge(signed_with(IDP, **times | claims), IDP, expecting(Unchecked.UNCHECKED), at=at)
    return verdict if isinstance(verdict, Verified) else rejected(verdict)


@pytest.mark.parametrize(
    ("digit", "sex", "year"),
    [
        (0, Sex.MALE, 1990),
        (1, Sex.FEMALE, 1990),
        (2, Sex.MALE, 2090),
        (3, Sex.FEMALE, 2090),
        (4, Sex.MALE, 2190),
        (5, Sex.FEMALE, 2190),
        (6, Sex.MALE, 2290),
        (7, Sex.FEMALE, 2290),
        (8, Sex.MALE, 2390),
        (9, Sex.FEMALE, 2390),
    ],
)
def test_the_fourth_digit_is_century_and_sex(digit: int, sex: Sex, year: int) -> None:
    encoded = decode_personal_number(f"001{digit}90123456")

    assert (encoded.province, encoded.sex, encoded.birth_year) == ("001", sex, year)


@pytest.mark.parametrize(
    "number", ["", "00119012345", "0011901234567", "00119012345x", "٠٠١١٩٠١٢٣٤٥٦", "001 90123456"]
)
def test_a_personal_number_is_twelve_ascii_digits(number: str) -> None:
    with pytest.raises(ValueError, match="12 digits"):
        decode_personal_number(number)


@pytest.mark.parametrize("born", [date(1900, 1, 1), date(1999, 12, 31), date(2000, 1, 1), date(2010, 5, 5)])
@pytest.mark.parametrize("sex", Sex)
def test_a_composed_number_is_consistent(born: date, sex: Sex) -> None:
    number = personal_number(province="096", sex=sex, birth_date=born, serial=1)

    assert isinstance(outcome(personal_number=number, birth_date=born.isoformat(), sex=sex), Verified)


@pytest.mark.parametrize(
    "claims",
    [
        {"birth_date": "1991-02-14"},
        {"birth_date": "2090-02-14"},
        {"sex": "male"},
        {"personal_number": "001390123456", "birth_date": ..., "sex": ...},
        {"personal_number": "123"},
    ],
)
def test_an_inconsistent_number_is_rejected(claims: dict[str, object]) -> None:
    assert outcome(**claims) == (Reason.PERSONAL_NUMBER_INCONSISTENT, 12)


def test_what_the_issuer_withholds_is_not_compared() -> None:
    found = outcome(birth_date=..., sex=...)

    assert isinstance(found, Verified)
    assert (found.identity.birth_date, found.identity.sex) == (None, None)
    found = outcome(personal_number=...)
    assert isinstance(found, Verified)
    assert found.identity.personal_number is None


@pytest.mark.parametrize("word", ["female", "F", "Nữ"])
def test_the_sex_may_be_written_in_known_words(word: str) -> None:
    found = outcome(sex=word)

    assert isinstance(found, Verified)
    assert found.identity.sex is not None
    assert found.identity.sex.reveal() == "female"


@pytest.mark.parametrize(
    "claims",
    [
        {"sex": "woman"},
        {"birth_date": "14/02/1990"},
        {"birth_date": "1990-02-30"},
        {"birth_date": "19900214"},
        {"birth_date": "1990-W07-3"},
        {"birth_date": "1990-02-14T00:00:00"},
    ],
)
def test_another_way_of_writing_is_malformed_rather_than_guessed(claims: dict[str, object]) -> None:
    assert outcome(**claims) == (Reason.CLAIM_MALFORMED, 12)


def test_an_unlisted_province_is_a_note() -> None:
    found = outcome(personal_number="997190123456")

    assert isinstance(found, Verified)
    assert found.notes == (Reason.PROVINCE_CODE_UNKNOWN,)


def test_a_document_is_valid_through_its_last_day_in_viet_nam() -> None:
    last_moment = datetime(2026, 3, 5, 16, 59, 59, tzinfo=UTC)
    next_day = datetime(2026, 3, 5, 17, 0, 0, tzinfo=UTC)

    assert isinstance(outcome(last_moment, document_expires_on="2026-03-05"), Verified)
    assert outcome(next_day, document_expires_on="2026-03-05") == (Reason.DOCUMENT_EXPIRED, 12)


def test_a_document_without_expiry_is_noted() -> None:
    found = outcome(document_expires_on=...)

    assert isinstance(found, Verified)
    assert found.notes == (Reason.DOCUMENT_EXPIRY_UNKNOWN,)


def test_an_identity_prints_nothing_of_itself() -> None:
    found = outcome()

    assert isinstance(found, Verified)
    for value in ("001190123456", "Nguyễn", "1990", "female"):
        assert value not in repr(found)


def test_an_organisations_tax_code_is_read_and_masked() -> None:
    verdict = outcome(tax_code="0100000000-001")
    assert isinstance(verdict, Verified)
    assert verdict.identity.tax_code is not None
    assert verdict.identity.tax_code.reveal() == "0100000000-001"
    assert "0100000000" not in repr(verdict)
