"""Step 12: does what the issuer says about the person hold together?

A personal number (Law 26/2023/QH15 Art. 12; Decree 70/2024) has 12 digits: three for the province or
country of birth registration, one for century and sex, two for the year of birth, six at random. There is no
check digit.
"""

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from eidgate.core.assertion.claims import SignedClaims
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.renewal import renewal_hint
from eidgate.core.assertion.trust import ClaimNames
from eidgate.core.assertion.verdict import Identity, Sex
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant, Masked, local_day

PERSONAL_NUMBER_DIGITS: Final = 12

_CENTURY_AND_SEX: Final = {
    str(digit): (1900 + digit // 2 * 100, Sex.FEMALE if digit % 2 else Sex.MALE) for digit in range(10)
}
"""By the fourth digit: 0 or 1 means 19xx, 2 or 3 means 20xx, and so on; even is male, odd female."""

SEX_WORDS: Final[Mapping[str, Sex]] = MappingProxyType(
    {
        "male": Sex.MALE,  # OIDC Core §5.1
        "female": Sex.FEMALE,
        "M": Sex.MALE,  # ICAO 9303-4
        "F": Sex.FEMALE,
        "Nam": Sex.MALE,  # as printed on the card
        "Nữ": Sex.FEMALE,
    }
)
"""How issuers write the sex; another word is refused rather than guessed."""


_MASKED_SEX: Final = {sex: Masked(str(sex)) for sex in Sex}


class Encoded(Struct, frozen=True, kw_only=True):
    """What a personal number says about its bearer."""

    province: str
    sex: Sex
    birth_year: int


def read(
    claims: SignedClaims, names: ClaimNames, *, provinces: Collection[str], at: Instant
) -> tuple[Identity, tuple[Reason, ...]]:
    """Read the identity and what is worth noting about it; `provinces` are the codes that are known.

    Raises:
        RejectionError: CLAIM_MALFORMED, PERSONAL_NUMBER_INCONSISTENT or DOCUMENT_EXPIRED.
    """
    number, birth_date = claims.text(names.personal_number), claims.day(names.birth_date)
    sex, expires_on = _sex(claims, names), claims.day(names.document_expires_on)
    today = local_day(at)
    if number is not None:
        _check_number(number, birth_date, sex, today)
    notes = _note_province(number, provinces) + _check_document(expires_on, today)
    notes += renewal_hint(expires_on, birth_date, today)
    return Identity(
        personal_number=None if number is None else Masked(number),
        full_name=claims.masked(names.full_name),
        birth_date=Masked(birth_date.isoformat()) if birth_date else None,
        sex=_MASKED_SEX[sex] if sex else None,
        document_number=claims.masked(names.document_number),
        document_expires_on=expires_on,
        tax_code=claims.masked(names.tax_code),
    ), notes


def decode_personal_number(number: str) -> Encoded:
    """Read province, sex and year of birth out of a personal number.

    Raises:
        ValueError: if it is not 12 ASCII digits.
    """
    if len(number) != PERSONAL_NUMBER_DIGITS or not (number.isascii() and number.isdecimal()):
        raise ValueError("a personal number has 12 digits")
    century, sex = _CENTURY_AND_SEX[number[3]]
    return Encoded(province=number[:3], sex=sex, birth_year=century + int(number[4:6]))


def _check_number(number: str, birth_date: date | None, sex: Sex | None, today: date) -> None:
    try:
        encoded = decode_personal_number(number)
    except ValueError as error:
        raise _inconsistent(str(error)) from error
    if birth_date is not None and birth_date.year != encoded.birth_year:
        raise _inconsistent("its year is not the birth date's")
    if sex is not None and sex is not encoded.sex:
        raise _inconsistent("its sex is not the claimed one")
    if encoded.birth_year > today.year:
        raise _inconsistent("its year lies in the future")


def _note_province(number: str | None, provinces: Collection[str]) -> tuple[Reason, ...]:
    """Note a code that is in no table: births abroad, and whatever comes after the table."""
    return () if number is None or number[:3] in provinces else (Reason.PROVINCE_CODE_UNKNOWN,)


def _check_document(expires_on: date | None, today: date) -> tuple[Reason, ...]:
    """Valid through its last day in Viet Nam; some cards never expire, so an absent date is only noted."""
    if expires_on is None:
        return (Reason.DOCUMENT_EXPIRY_UNKNOWN,)
    if today > expires_on:
        raise RejectionError(Reason.DOCUMENT_EXPIRED)
    return ()


def _sex(claims: SignedClaims, names: ClaimNames) -> Sex | None:
    word = claims.text(names.sex)
    if word is None:
        return None
    sex = SEX_WORDS.get(word)
    if sex is None:
        raise RejectionError(Reason.CLAIM_MALFORMED, f"{names.sex}: not one of {', '.join(SEX_WORDS)}")
    return sex


def _inconsistent(why: str) -> RejectionError:
    return RejectionError(Reason.PERSONAL_NUMBER_INCONSISTENT, why)
