"""Documents that an older program read: what a newer one makes of the rows that they lack.

A newer program may know reasons, sources and kinds of which a document in force says nothing. Such a row
never lets anything pass: it asks for more at least. Who proposes a document must say every row; only what was
activated before, or decided by, is read this way.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import TransactionClass
from eidgate.core.risk.gaps import GAPS, UNKNOWN_GAP, GapRow
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.parameters import UnusualPlaceParameters
from eidgate.core.risk.policy_terms import COLUMNS, FLOORS, Column

UNSAID: Final = Outcome.STEP_UP
"""What a reason means that the document in force does not speak of, unless its floor is harder."""

UNSAID_CLASS: Final = TransactionClass.D
"""As what a kind without money is judged that the document does not speak of: the strongest."""

UNSAID_PARAMETERS: Final[Mapping[str, Any]] = {
    "unusual_place": UnusualPlaceParameters(least_history=timedelta(0)),
}
"""Sections of parameters that came after the first release, by the name of their signal, each with the values
by which it finds the most. A new parameter has a section of its own, and its line here."""


def unsaid_row(reason: Reason) -> dict[Column, Outcome]:
    """Return the row of a reason that a document lacks, the same for every class."""
    return dict.fromkeys(COLUMNS, max(UNSAID, FLOORS.get(reason, UNSAID)))


def unsaid_gap() -> GapRow:
    """Return the row of a source that a document lacks."""
    return dict.fromkeys(GAPS, dict.fromkeys(COLUMNS, UNKNOWN_GAP))
