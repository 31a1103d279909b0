"""Comparing a name as typed with a registered one, and what of the registered one may be shown."""

from eidgate.core.binding.names.grade import NameGrade, NameMatch
from eidgate.core.binding.names.organisation import compare_organisation
from eidgate.core.binding.names.person import compare_person
from eidgate.core.binding.names.words import words
from eidgate.core.terms import CustomerKind


def compare(given: str, registered: str, kind: CustomerKind) -> NameMatch:
    """Compare; total over arbitrary text, and it looks at no more than `MOST_CHARACTERS` of either."""
    if kind is CustomerKind.ORGANISATION:
        return compare_organisation(given, registered)
    return compare_person(given, registered)


def shown(given: str, registered: str, match: NameMatch) -> str:
    """Return the registered name as far as the grade lets the payer see it.

    MATCH: nothing, they typed it themselves. CLOSE: the words that they typed, and of each other word its
    first letter, so that a typo is recognised and a stranger's name is not given away. NO_MATCH: nothing.
    """
    if match.grade is not NameGrade.CLOSE:
        return ""
    typed = {word.bare for word in words(given)}
    return " ".join(_shown(part, typed) for part in registered.split())


def _shown(part: str, typed: set[str]) -> str:
    known = words(part)
    if known and all(word.bare in typed for word in known):
        return part
    return f"{part[:1]}***"
