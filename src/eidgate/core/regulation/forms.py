"""Which confirmation forms suffice: combinations, their dominance, and what is still missing.

Circular 50/2024 App. 02 (accounts, wallets) and App. 04 (cards). A combination is a set of forms that must
all be performed; a class is served by any one of its combinations. A form good for a class is good for every
class below it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from eidgate.core.regulation.terms import Form, Regime, TransactionClass

Combination = frozenset[Form]
Combinations = tuple[Combination, ...]
"""Alternatives in the order of the table; minimal: none contains another."""

_RANK: Final = {form: rank for rank, form in enumerate(Form)}


@lru_cache(maxsize=256)  # the same few combinations come all day
def in_order(combination: Combination) -> tuple[Form, ...]:
    """List a combination's forms in the order of the vocabulary, so that answers are reproducible."""
    return tuple(sorted(combination, key=_RANK.__getitem__))


def minimal(combinations: Iterable[Combination]) -> Combinations:
    """Drop repeats and every combination that contains another one, keeping the order."""
    unique = tuple(dict.fromkeys(combinations))
    return tuple(one for one in unique if not any(other < one for other in unique))


def is_met(sufficient: Combinations, performed: frozenset[Form]) -> bool:
    """Whether some combination was performed in full; no combination at all is never met."""
    return any(combination <= performed for combination in sufficient)


def missing(sufficient: Combinations, performed: frozenset[Form]) -> Combinations:
    """Return what each way would still need, shortest ways only; `(frozenset(),)` when it is met."""
    return minimal(combination - performed for combination in sufficient)


def each_with_one_of(sufficient: Combinations, also: Iterable[Form]) -> Combinations:
    """Demand one more form on top: every combination joined with each of `also`, made minimal again."""
    extra = tuple(also)
    return minimal(combination | {form} for combination in sufficient for form in extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLadder:
    """The forms of one regime: what its table lists per class, and what suffices for each by dominance."""

    regime: Regime
    listed: Mapping[TransactionClass, Combinations]
    sufficient: Mapping[TransactionClass, Combinations]
    """The class's own first, in table order, then those of the stronger classes."""

    def confirmed_as(self, forms: frozenset[Form]) -> TransactionClass | None:
        """Return the strongest class that these forms are good for, or None."""
        for transaction_class in reversed(self.regime.ladder):
            if is_met(self.listed[transaction_class], forms):
                return transaction_class
        return None


def form_ladder(regime: Regime, listed: Mapping[TransactionClass, Combinations]) -> FormLadder:
    """Work out dominance once, when a table is loaded.

    Raises:
        ValueError: a class of the regime has no form, or the table names a class of another regime.
    """
    if set(listed) != set(regime.ladder) or not all(listed.values()):
        raise ValueError(f"{regime} needs forms for exactly the classes {', '.join(regime.ladder)}")
    sufficient = {
        one: minimal(way for stronger in regime.ladder[rank:] for way in listed[stronger])
        for rank, one in enumerate(regime.ladder)
    }
    return FormLadder(regime=regime, listed=listed, sufficient=sufficient)
