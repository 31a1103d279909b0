"""Our answers in the codes of two schemes: each has one, and none turns a doubt into a match."""

from itertools import product

import pytest

from eidgate.core.binding.payee import PayeeCheck, PayeeResult, PayeeWhy, check_payee_name
from eidgate.core.binding.registration import AccountStanding, Registration
from eidgate.core.binding.scheme_codes import scheme_codes
from eidgate.core.terms import CustomerKind, Masked

PERSON, COMPANY = CustomerKind.INDIVIDUAL, CustomerKind.ORGANISATION


def codes(given: str, registered: str, kind: CustomerKind, meant: CustomerKind) -> tuple[str, str]:
    told = Registration(standing=AccountStanding.OPEN, name=Masked(registered), kind=kind)
    found = scheme_codes(check_payee_name(Masked(given), told, meant=meant))
    return found.cop, found.vop


@pytest.mark.parametrize(
    ("given", "registered", "kind", "meant", "expected"),
    [
        ("Lê Ví Dụ", "LE VI DU", PERSON, PERSON, ("", "MTCH")),
        ("Lê Dụ Ví", "LE VI DU", PERSON, PERSON, ("MBAM", "CMTC")),
        ("Phạm Bịa", "LE VI DU", PERSON, PERSON, ("ANNM", "NMTC")),
        ("Cty TNHH Ví Dụ", "CONG TY TNHH VI DU", COMPANY, PERSON, ("BANM", "MTCH")),
        ("Ví Dụ", "CONG TY TNHH VI DU", COMPANY, PERSON, ("BAMM", "CMTC")),
        ("Lê Ví Dụ", "LE VI DU", PERSON, COMPANY, ("PANM", "MTCH")),
        ("Lê Dụ Ví", "LE VI DU", PERSON, COMPANY, ("PAMM", "CMTC")),
    ],
)
def test_names_compared(
    given: str, registered: str, kind: CustomerKind, meant: CustomerKind, expected: tuple[str, str]
) -> None:
    assert codes(given, registered, kind, meant) == expected


@pytest.mark.parametrize(
    ("standing", "cop"),
    [
        (AccountStanding.UNKNOWN, "AC01"),
        (AccountStanding.CLOSED, "AC01"),
        (AccountStanding.SWITCHED, "CASS"),
        (AccountStanding.OPTED_OUT, "OPTO"),
        (AccountStanding.NOT_SUPPORTED, "ACNS"),
        (AccountStanding.NOT_ASKED, "SCNS"),
        (AccountStanding.UNAVAILABLE, ""),
        (AccountStanding.NOT_PERMITTED, ""),
    ],
)
def test_accounts_without_a_name(standing: AccountStanding, cop: str) -> None:
    found = scheme_codes(check_payee_name(Masked("Lê Ví Dụ"), Registration(standing=standing)))
    assert (found.cop, found.vop) == (cop, "NOAP")


def test_a_scheme_hears_of_a_match_only_where_the_name_matched() -> None:
    for result, why in product(PayeeResult, PayeeWhy):
        if result is PayeeResult.UNAVAILABLE and why in set(PayeeWhy) - _UNANSWERED:
            continue  # no check says so
        vop = scheme_codes(PayeeCheck(result=result, why=why)).vop
        assert (vop == "MTCH") <= (result is PayeeResult.MATCH)


_UNANSWERED = {
    PayeeWhy.ACCOUNT_SWITCHED,
    PayeeWhy.OPTED_OUT,
    PayeeWhy.NOT_SUPPORTED,
    PayeeWhy.BANK_NOT_ASKED,
    PayeeWhy.BANK_UNAVAILABLE,
    PayeeWhy.NOT_PERMITTED,
}
