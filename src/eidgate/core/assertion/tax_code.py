"""Is the taxpayer whom the caller registered the one whom the issuer names (`domain.md` F4.9, F4.11; 10.27)?

An organisation has a tax code of 10 digits, with three more for a dependent unit; a person's is their
personal number since 1 July 2025 (Circular 86/2024/TT-BTC), so who names the one names the other.
"""

from typing import Final

from eidgate.core.assertion.verdict import Identity
from eidgate.core.terms import Masked
from eidgate.core.word import Word

_PERSON_DIGITS: Final = 12


class TaxCode(Word):
    """How the tax code that the caller asked about compares; neither code is ever a fact."""

    NOT_ASKED = "not_asked"
    MATCH = "match"
    MISMATCH = "mismatch"
    UNKNOWN = "unknown"
    """The issuer did not say whose it is."""


def compare(identity: Identity | None, asked: Masked) -> TaxCode:
    """Hold the code that was asked about against what the issuer says; None is an identity nobody proved.

    An issuer's tax code counts before the personal number: who acts for an organisation is not its taxpayer.
    """
    if not asked:
        return TaxCode.NOT_ASKED
    wanted = _digits(asked)
    told = None if identity is None else _told(identity, wanted)
    if told is None:
        return TaxCode.UNKNOWN
    return TaxCode.MATCH if _digits(told) == wanted else TaxCode.MISMATCH


def _told(identity: Identity, wanted: str) -> Masked | None:
    if identity.tax_code is not None or len(wanted) != _PERSON_DIGITS:
        return identity.tax_code
    return identity.personal_number


def _digits(code: Masked) -> str:
    """Leave out the hyphen before a dependent unit's digits, which some write and some do not."""
    return code.reveal().replace("-", "")
