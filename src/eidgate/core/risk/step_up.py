"""Stepping up: what more proof would let the transaction go on, named completely and the first time."""

from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache

from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.regulation.forms import Combinations, in_order, minimal
from eidgate.core.regulation.terms import Form
from eidgate.core.risk.case import Case
from eidgate.core.risk.decision import StepUp
from eidgate.core.risk.face_match import BIOMETRIC_LEVEL
from eidgate.core.risk.outcome import Finding, Outcome
from eidgate.core.risk.policy import STRENGTH
from eidgate.core.risk.proof import SETTLED_BY_FACE
from eidgate.core.risk.signals.device import demands_first_use


def step_up(case: Case, findings: Iterable[Finding] = ()) -> StepUp:
    """Return the proof that would do; a new assertion meets it in full where the forms include the face."""
    ways = _ways_on(case)
    if any(one.outcome is Outcome.STEP_UP and one.reason in SETTLED_BY_FACE for one in findings):
        ways = _with_face(ways)
    by_face = any(Form.FACE_MATCH in way for way in ways)
    return StepUp(
        authentication_level=_level(case, by_face=by_face),
        transaction_binding=_degree(case, by_face=by_face),
        forms=listed(ways),
        maximum_age_seconds=case.policy.authentication_age // timedelta(seconds=1),
    )


@lru_cache(maxsize=256)
def listed(ways: Combinations) -> tuple[tuple[Form, ...], ...]:
    """List combinations in the order of table and vocabulary; once for each of the few in the tables."""
    return tuple(in_order(way) for way in ways)


def _ways_on(case: Case) -> Combinations:
    """Return the combinations that serve the class and, with the device in doubt, its first use as well."""
    if not demands_first_use(case):
        return case.sufficient
    return minimal(way | first for way in case.sufficient for first in case.first_use)


def _with_face(ways: Combinations) -> Combinations:
    """Add the face match that settles a doubt; where no form is demanded it alone will do."""
    return minimal(way | {Form.FACE_MATCH} for way in ways or (frozenset(),))


def _level(case: Case, *, by_face: bool) -> int:
    """Return the least authentication level that policy, caller and forms ask for."""
    least, asked = case.policy.levels[case.column], case.facts.expected
    return max(least.authentication, asked.authentication_level, BIOMETRIC_LEVEL if by_face else 0)


def _degree(case: Case, *, by_face: bool) -> TransactionBinding:
    """Return the least transaction binding; a face match counts only for the transaction it was shown for."""
    least = TransactionBinding.CHALLENGED if by_face else TransactionBinding.NONE
    return max(case.policy.consent[case.column], least, key=STRENGTH.__getitem__)
