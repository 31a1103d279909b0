"""What the reasons say to people, in Vietnamese and English: one table a chapter, in the catalogue's order.

The rows are keyed by the reason's code, so that the catalogue can read them without a circle.
"""

from collections.abc import Mapping
from typing import Final

from eidgate.core.reason_texts.assertion import ASSERTION_TEXTS
from eidgate.core.reason_texts.desk import DESK_TEXTS
from eidgate.core.reason_texts.history import HISTORY_TEXTS
from eidgate.core.reason_texts.number import NUMBER_TEXTS
from eidgate.core.reason_texts.payee import PAYEE_TEXTS
from eidgate.core.reason_texts.policy import POLICY_TEXTS
from eidgate.core.reason_texts.status import STATUS_TEXTS
from eidgate.core.reason_texts.text import Text
from eidgate.core.reason_texts.transaction import TRANSACTION_TEXTS

TEXTS: Final[Mapping[str, Text]] = {
    **ASSERTION_TEXTS,
    **STATUS_TEXTS,
    **TRANSACTION_TEXTS,
    **PAYEE_TEXTS,
    **NUMBER_TEXTS,
    **DESK_TEXTS,
    **HISTORY_TEXTS,
    **POLICY_TEXTS,
}
