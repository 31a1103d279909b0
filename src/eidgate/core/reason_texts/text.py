"""The text of one reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a reason says to people: an explanation, and a warning for the payer where one is due.

    A warning is for danger only. A payer who is warned at every routine step stops reading warnings, so what
    merely asks for one more proof has none.
    """

    vi: str
    en: str
    payer_vi: str = ""
    payer_en: str = ""
