"""An invented population and the registry that knows it: compares four fields and tells results only."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from eidgate.core.binding.registry import (
    UNAVAILABLE,
    Person,
    RegistryAnswer,
    RegistryField,
    RegistryResult,
)
from eidgate.core.terms import Instant
from eidgate.simulator.citizen import Citizen
from eidgate.simulator.world import World

PEOPLE: Final = 1_000
"""Customers of the seeded world that are registered, by their index."""

MATCHED: Final = "matched"
NOT_PERFORMED: Final = "not_performed"


class Population:
    """Who is registered, by personal number."""

    def __init__(self, citizens: Iterable[Citizen]) -> None:
        self._citizens = {citizen.personal_number: citizen for citizen in citizens}

    def compare(self, told: Mapping[str, str]) -> tuple[str, dict[str, str]]:
        """Return the result of all four fields, and each one's."""
        fields = self._fields(told)
        words = set(fields.values())
        result = "mismatch" if "mismatch" in words else "unknown" if "unknown" in words else "match"
        return result, fields

    def _fields(self, told: Mapping[str, str]) -> dict[str, str]:
        citizen = self._citizens.get(told["personal_number"])
        if citizen is None:
            return {field.value: "unknown" for field in RegistryField}
        return {
            RegistryField.PERSONAL_NUMBER.value: "match",
            RegistryField.FULL_NAME.value: _word(_folded(told["full_name"]) == _folded(citizen.full_name)),
            RegistryField.BIRTH_DATE.value: _word(told["birth_date"] == citizen.birth_date.isoformat()),
            RegistryField.FACE.value: _face(told["face"]),
        }


def world_population(seed: int, people: int = PEOPLE) -> Population:
    """Register the first customers of a seeded world."""
    world = World(seed)
    return Population(world.customer(index).citizen for index in range(people))


class PopulationInProcess:
    """Implements `eidgate.ports.PopulationRegistry` without a network, for stories; `down` takes it away."""

    def __init__(self, population: Population, *, as_of: Instant) -> None:
        self._population, self._as_of = population, as_of
        self.down = False

    def match(self, person: Person, *, within: timedelta) -> RegistryAnswer:  # noqa: ARG002 (the port's)
        """Compare at once."""
        if self.down:
            return UNAVAILABLE
        result, fields = self._population.compare(
            {
                "personal_number": person.personal_number.reveal(),
                "full_name": person.full_name.reveal(),
                "birth_date": person.birth_date.reveal(),
                "face": MATCHED if person.face_matched else NOT_PERFORMED,
            }
        )
        mismatched = tuple(field for field in RegistryField if fields[field.value] == "mismatch")
        return RegistryAnswer(result=RegistryResult(result), mismatched=mismatched, as_of=self._as_of)


def _word(same: bool) -> str:  # noqa: FBT001 (a word for a flag)
    return "match" if same else "mismatch"


def _face(told: str) -> str:
    if told == MATCHED:
        return "match"
    return "unknown" if told == NOT_PERFORMED else "mismatch"


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
