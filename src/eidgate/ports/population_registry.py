"""Whether a person exists as asserted."""

from datetime import timedelta
from typing import Protocol

from eidgate.core.binding.registry import Person, RegistryAnswer


class PopulationRegistry(Protocol):
    """The population registry; it says whether four fields match and never what is registered."""

    def match(self, person: Person, *, within: timedelta) -> RegistryAnswer:
        """Compare a person's fields with the registered ones; the answer is there when `within` is over.

        Never raises: that nobody could be asked is an answer too. A MATCH may be one of before, as old as
        `as_of` says; only a match is remembered, and no field of it.
        """
        ...
