"""The banks and wallet providers of the national switch by their BINs: names for people to read, no more.

That a BIN is in no public list is worth a note: new ones come before lists do.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

Banks: TypeAlias = Mapping[str, str]
"""BIN → the bank's short name."""

NO_BANKS: Final[Banks] = MappingProxyType({})
