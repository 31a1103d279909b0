"""Outcome and finding: what one signal says, and what the relying party should do."""

from collections.abc import Mapping
from enum import IntEnum

from msgspec import Struct

from eidgate.core.reason_texts.text import Text
from eidgate.core.reasons import Reason


class Outcome(IntEnum):
    """What the relying party should do; the worst finding wins."""

    ALLOW = 0
    STEP_UP = 1
    HOLD = 2
    DENY = 3


class Cited(Struct, frozen=True, kw_only=True):
    """The custom rule behind a finding: enough to explain it without its policy at hand."""

    rule: str
    version: int
    code: str
    vi: str
    en: str


class Finding(Struct, frozen=True, kw_only=True):
    """One thing a signal found, with the reason's code and what it saw.

    A finding with outcome ALLOW is a note: worth knowing, no ground to stop. `points` is what it adds to the
    score. `evidence` holds counts, levels, ages and codes, never personal values. `cited` is the custom rule
    that found it, whose own code and text it then carries.
    """

    reason: Reason
    outcome: Outcome
    signal: str
    points: int = 0
    evidence: Mapping[str, str] = {}  # a struct makes one for each
    cited: Cited | None = None

    @property
    def code(self) -> str:
        """What callers see as the reason: the rule's own code, or the catalogue's."""
        return self.cited.code if self.cited else self.reason

    @property
    def text(self) -> Text:
        """What it says to people."""
        return Text(vi=self.cited.vi, en=self.cited.en) if self.cited else self.reason.text
