"""The tables in force: each version of the regulation is complete in itself and has a first day.

Raises `ValueError` where the parts of a version do not fit together; whoever loads it says in which file.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from eidgate.core.errors import ConfigurationError
from eidgate.core.regulation.classes import ClassTable, Payment
from eidgate.core.regulation.evidence import EvidenceLimits
from eidgate.core.regulation.forms import Combinations, FormLadder, each_with_one_of
from eidgate.core.regulation.terms import Form, Group, Regime, TransactionClass
from eidgate.core.regulation.totals import Totals
from eidgate.core.terms import CustomerKind, Instant, Vnd, local_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrganisationRule:
    """Circular 77/2025: above either bound a new organisation needs one of `one_of` as well (F1.5).

    Raises:
        ValueError: no group, no form, or a group that is not an organisation's.
    """

    clause: str
    groups: frozenset[Group]
    amount_above: Vnd
    day_total_above: Vnd
    """Bound of the amount with everything the account did that day, in whatever group (I: the stricter)."""
    one_of: tuple[Form, ...]

    def __post_init__(self) -> None:
        if not self.groups or not self.one_of:
            raise ValueError("groups and one_of must not be empty")
        if any(group.regime is not Regime.ORGANISATION for group in self.groups):
            raise ValueError("groups must be those of organisations")

    def applies(self, payment: Payment, totals: Totals) -> bool:
        """Whether the payment is a new organisation's and above a bound; the bound itself is free."""
        return (
            payment.new_organisation
            and payment.group in self.groups
            and (payment.amount > self.amount_above or payment.amount + totals.account > self.day_total_above)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationVersion:
    """Every table of one version, in force from the start of `effective_from` in Asia/Ho_Chi_Minh.

    Raises:
        ValueError: a group, a regime or a kind of customer has no table.
    """

    version: str
    """Its id in answers and records, such as `circular-50-2024`."""
    title: str
    effective_from: date
    classes: Mapping[Group, ClassTable]
    forms: Mapping[Regime, FormLadder]
    evidence: EvidenceLimits
    first_use: Mapping[CustomerKind, Combinations | None]
    """Forms for the first use of the app or another device (Art. 8(6)); None where nothing is demanded."""
    new_organisation: NewOrganisationRule | None
    _of_new_organisation: Mapping[TransactionClass, Combinations] = field(init=False, repr=False)
    """What suffices where `new_organisation` applies, worked out once."""

    def __post_init__(self) -> None:
        for what, have, need in (
            ("groups", set(self.classes), set(Group)),
            ("forms", set(self.forms), set(Regime)),
            ("first_use", set(self.first_use), set(CustomerKind)),
        ):
            if have != need:
                raise ValueError(f"{what} must have exactly {', '.join(sorted(need))}")
        also = () if self.new_organisation is None else self.new_organisation.one_of
        usual = self.forms[Regime.ORGANISATION].sufficient
        ways = {one: each_with_one_of(combinations, also) for one, combinations in usual.items()}
        object.__setattr__(self, "_of_new_organisation", ways)

    def sufficient(self, payment: Payment, totals: Totals, for_class: TransactionClass) -> Combinations:
        """Return each minimal set of forms that confirms this payment of this class."""
        rule = self.new_organisation
        if rule is not None and rule.applies(payment, totals):
            return self._of_new_organisation[for_class]
        return self.forms[payment.group.regime].sufficient[for_class]

    def confirmed_as(self, forms: frozenset[Form], group: Group) -> TransactionClass | None:
        """Return the strongest class that the forms are good for in the group's regime, or None.

        This is what a ledger row keeps as `Earlier.confirmed_as`, whatever class the amount had.
        """
        return self.forms[group.regime].confirmed_as(forms)


class Regulation:
    """All versions, and which of them is in force at an instant.

    Raises:
        ConfigurationError: no version, two with one id, or two with one first day.
    """

    __slots__ = ("_days", "versions")

    def __init__(self, versions: Iterable[RegulationVersion]) -> None:
        self.versions = tuple(sorted(versions, key=attrgetter("effective_from")))
        self._days = tuple(version.effective_from for version in self.versions)
        if not self.versions:
            raise ConfigurationError("the regulation has no version: give at least one table file")
        if len(set(self._days)) < len(self._days):
            raise ConfigurationError("two versions of the regulation have the same effective_from")
        if len({version.version for version in self.versions}) < len(self.versions):
            raise ConfigurationError("two versions of the regulation have the same version id")

    def at(self, instant: Instant) -> RegulationVersion:
        """Return the version in force on the instant's local day.

        Raises:
            ConfigurationError: the day is before the first version; which rules held then is not guessed.
        """
        day = local_day(instant)
        place = bisect_right(self._days, day)
        if place == 0:
            raise ConfigurationError(
                f"no regulation table is in force on {day}; the first is of {self._days[0]}"
            )
        return self.versions[place - 1]
