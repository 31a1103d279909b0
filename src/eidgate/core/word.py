"""What every closed vocabulary of the core is made of."""

from enum import StrEnum


class Word(StrEnum):
    """A word that hashes as its text does.

    `Enum` hashes by a function of Python; looking a word up in a table, which every decision does some
    hundred times, is mostly that. And two things that compare equal, a word and its text, hash alike.
    """

    __hash__ = str.__hash__
