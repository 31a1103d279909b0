"""Our answers in the codes of confirmation-of-payee schemes abroad, so that nothing is lost on the way.

Pay.UK's CoP tells a match by no code; its others are ANNM, MBAM, BANM, BAMM, PANM, PAMM, AC01, CASS, OPTO,
ACNS and SCNS. The EPC's VoP has MTCH, CMTC, NMTC and NOAP. Ours say more than either: each of ours has one
code there, and the table beside tells back what a code can mean here.
"""

from dataclasses import dataclass
from typing import Final

from eidgate.core.binding.payee import PayeeCheck, PayeeResult, PayeeWhy
from eidgate.core.terms import CustomerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeCodes:
    """`cop` is "" where CoP has no code: for a match, and where no answer came at all."""

    cop: str
    vop: str


_ACCOUNT: Final = {
    PayeeWhy.ACCOUNT_UNKNOWN: SchemeCodes(cop="AC01", vop="NOAP"),
    PayeeWhy.ACCOUNT_CLOSED: SchemeCodes(cop="AC01", vop="NOAP"),
    PayeeWhy.ACCOUNT_SWITCHED: SchemeCodes(cop="CASS", vop="NOAP"),
    PayeeWhy.OPTED_OUT: SchemeCodes(cop="OPTO", vop="NOAP"),
    PayeeWhy.NOT_SUPPORTED: SchemeCodes(cop="ACNS", vop="NOAP"),
    PayeeWhy.BANK_NOT_ASKED: SchemeCodes(cop="SCNS", vop="NOAP"),
    PayeeWhy.BANK_UNAVAILABLE: SchemeCodes(cop="", vop="NOAP"),
    PayeeWhy.NOT_PERMITTED: SchemeCodes(cop="", vop="NOAP"),
}

_OTHER_KIND: Final = {
    (CustomerKind.ORGANISATION, True): SchemeCodes(cop="BANM", vop="MTCH"),
    (CustomerKind.ORGANISATION, False): SchemeCodes(cop="BAMM", vop="CMTC"),
    (CustomerKind.INDIVIDUAL, True): SchemeCodes(cop="PANM", vop="MTCH"),
    (CustomerKind.INDIVIDUAL, False): SchemeCodes(cop="PAMM", vop="CMTC"),
}
"""By whose account it is, and whether the name itself matches; VoP compares no kinds."""

_NAME: Final = {
    PayeeResult.MATCH: SchemeCodes(cop="", vop="MTCH"),
    PayeeResult.CLOSE: SchemeCodes(cop="MBAM", vop="CMTC"),
    PayeeResult.NO_MATCH: SchemeCodes(cop="ANNM", vop="NMTC"),
}


def scheme_codes(check: PayeeCheck) -> SchemeCodes:
    """Return a check in the codes of CoP and VoP."""
    if check.why in _ACCOUNT:
        return _ACCOUNT[check.why]
    if check.kind_differs and check.kind is not None:
        return _OTHER_KIND[check.kind, check.why is PayeeWhy.KIND_DIFFERS]
    return _NAME[check.result]
