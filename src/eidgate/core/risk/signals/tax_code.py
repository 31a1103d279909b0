"""Is the seller the taxpayer that the platform registered (`domain.md` F4.11; 10.27)?"""

from typing import Final

from eidgate.core.assertion.tax_code import TaxCode
from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen

_REASONS: Final = {
    TaxCode.MISMATCH: Reason.TAX_CODE_MISMATCH,
    TaxCode.UNKNOWN: Reason.TAX_CODE_UNKNOWN,
}


def tax_code(case: Case) -> Seen:
    """Find another taxpayer, and an issuer that does not say who the taxpayer is."""
    told = case.facts.expected.tax_code
    if told is TaxCode.NOT_ASKED or not case.facts.assertion.verified:
        return NOT_MONITORED
    reason = _REASONS.get(told)
    return NOTHING if reason is None else seen([case.finding("tax_code", reason)])
