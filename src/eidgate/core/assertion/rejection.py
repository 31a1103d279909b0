"""The one error that a step of the procedure raises; `verify` catches it once and adds the step's number."""

from eidgate.core.errors import EidgateError
from eidgate.core.reasons import Reason


class RejectionError(EidgateError):
    """This assertion is refused, and why.

    `detail` is for an engineer: it may name a claim or a header parameter of ours, never a value that the
    assertion carries, so that neither a log nor an answer repeats what a stranger sent.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
