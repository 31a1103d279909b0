"""The class tables of Circular 50/2024 App. 01 and 03: bounds in order; the first rule that holds decides.

Every bound is an upper one and inclusive, classes never fall from one rule to the next, and the last rule has
no bound. So each amount has exactly one class, and with the totals fixed a larger amount never has a weaker
one: the first rule that holds can only move down the table.
"""

from dataclasses import dataclass
from itertools import pairwise

from msgspec import Struct

from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.core.regulation.terms import Group, TransactionClass
from eidgate.core.regulation.totals import Totals
from eidgate.core.terms import Vnd


class Payment(Struct, frozen=True, kw_only=True):
    """What is to be classified.

    `linked_wallet`: between a wallet and the owner's own bank account linked to it; of weight in I.3 only.
    `new_organisation`: known or registered for at most 12 months, not of an exempt kind (Circular 77/2025).

    Raises:
        InvalidCommandError: the amount is not above zero.
    """

    group: Group
    amount: Vnd
    """In dong; a transfer abroad at the day's exchange rate (App. 01 I.4, II.3)."""
    linked_wallet: bool = False
    new_organisation: bool = False

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise InvalidCommandError(FieldViolation(field="amount", description="must be above zero"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of a class table; a bound that is None does not bind."""

    rule_id: str
    """Its id in findings and records, such as `I.3.C.2`."""
    transaction_class: TransactionClass
    amount_at_most: Vnd | None = None
    """Bound of G."""
    day_total_at_most: Vnd | None = None
    """Bound of G + T."""
    small_total_at_most: Vnd | None = None
    """Bound of G + Tksth."""
    linked_wallet_only: bool = False

    def holds(self, payment: Payment, totals: Totals) -> bool:
        """Whether the payment is within every bound; a bound is inclusive."""
        amount = payment.amount
        return (
            (self.amount_at_most is None or amount <= self.amount_at_most)
            and (self.day_total_at_most is None or amount + totals.t <= self.day_total_at_most)
            and (self.small_total_at_most is None or amount + totals.tksth <= self.small_total_at_most)
            and (payment.linked_wallet or not self.linked_wallet_only)
        )

    def covers(self, other: "Rule") -> bool:
        """Whether this rule holds wherever the other does, so that the other could never be reached."""
        return (
            _looser(self.amount_at_most, other.amount_at_most)
            and _looser(self.day_total_at_most, other.day_total_at_most)
            and _looser(self.small_total_at_most, other.small_total_at_most)
            and (other.linked_wallet_only or not self.linked_wallet_only)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTable:
    """The rules of one group, first match first.

    Raises:
        ValueError: the rules leave a payment without a class, fall in class, belong to another regime, repeat
            an id, or hold one that can never be reached.
    """

    group: Group
    clause: str
    rules: tuple[Rule, ...]

    def __post_init__(self) -> None:
        _check_ids(self)
        _check_classes(self)
        _check_last_is_open(self)
        _check_reachable(self)

    def first(self, payment: Payment, totals: Totals) -> Rule:
        """Return the rule that decides; there always is one."""
        return next(rule for rule in self.rules if rule.holds(payment, totals))


def _looser(mine: Vnd | None, theirs: Vnd | None) -> bool:
    return mine is None or (theirs is not None and mine >= theirs)


def _check_ids(table: ClassTable) -> None:
    if len({rule.rule_id for rule in table.rules}) < len(table.rules):
        raise ValueError("two rules have the same id")


def _check_classes(table: ClassTable) -> None:
    ladder = table.group.regime.ladder
    for rule in table.rules:
        if rule.transaction_class not in ladder:
            raise ValueError(f"rule {rule.rule_id}: class {rule.transaction_class} is not of {table.group}")
    for above, below in pairwise(table.rules):
        if below.transaction_class < above.transaction_class:
            raise ValueError(
                f"rule {below.rule_id}: its class is weaker than that of {above.rule_id} before it"
            )


def _check_last_is_open(table: ClassTable) -> None:
    everything = Rule(rule_id="", transaction_class=table.group.regime.ladder[-1])
    if not table.rules or not table.rules[-1].covers(everything):
        raise ValueError("the last rule must have no bound, so that every payment has a class")


def _check_reachable(table: ClassTable) -> None:
    for place, rule in enumerate(table.rules):
        for before in table.rules[:place]:
            if before.covers(rule):
                raise ValueError(f"rule {rule.rule_id} can never be reached: {before.rule_id} holds first")
