"""A number as its owner may see it on somebody else's screen: enough to know it again, too little to use."""

from typing import Final

from eidgate.core.terms import MASK, Instrument

_SHOWN: Final = 3
"""Last characters shown, as receipts of Vietnamese banks do."""
_HIDDEN_AT_LEAST: Final = 5
"""A shorter number shows fewer, so that most of it always stays hidden."""


def masked_number(instrument: Instrument) -> str:
    """Return the mask and the last characters; the length is hidden too."""
    shown = min(_SHOWN, max(0, len(instrument.number) - _HIDDEN_AT_LEAST))
    return f"{MASK}{instrument.number[-shown:] if shown else ''}"
