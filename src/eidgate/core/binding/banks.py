"""The banks and wallet providers of the national switch by their BINs: names for people to read, no more.

That a BIN is in no public list is worth a note: new ones come before lists do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Banks:
    """Short names by BIN."""

    names: Mapping[str, str]

    def name_of(self, institution: str) -> str:
        """Return a bank's short name; "" when its BIN is in no list."""
        return self.names.get(institution, "")


NO_BANKS: Final = Banks(names={})
