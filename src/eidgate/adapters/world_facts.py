"""The facts of a world: read by the shape of `Facts`, on top of a plain payment; new ones need no line here.

Plain is: a person bound to one account pays 4,000,000 from the known phone at noon, by one-time password. A
record names what differs. `none` is absent or empty, a duration such as `2h` is that long ago, some have a
short form: `assertion: signed`, `confirmations: [sms_otp]`, `sim: {swap: 2h}` or `sim: {swap: unavailable}`.
`history: {device_others: 2}` differs from a past of a year in which nothing stands out.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from eidgate.adapters.plain_world import AT, PLAIN_PARTS, plain_payment, signed
from eidgate.adapters.policy_parameters import DURATION, duration
from eidgate.adapters.strict_yaml import Field
from eidgate.core.observation import Reading, SignalState
from eidgate.core.regulation.evidence import Confirmation
from eidgate.core.risk.facts import AssertionFacts, Facts
from eidgate.core.shape import field_names, has_fields, replace
from eidgate.core.terms import Instant, as_utc

_YEARS: Final = range(1900, 2200)
"""Of every instant of a world: whoever lives, with room for the sums of a decision on both sides."""


def read_facts(field: Field) -> Facts:
    """Return the facts of a world.

    Raises:
        ConfigurationError: a name or a value is not a fact's.
    """
    told = field.entries(field_names(Facts))
    at = _Reader(AT).instant(told["at"]) if "at" in told else AT
    facts: Facts = _Reader(at).differing(field, plain_payment(at))
    return facts


class _Reader:
    """Reads values as they are at one instant; every method raises `ConfigurationError` for what is none."""

    def __init__(self, at: Instant) -> None:
        self._at = at
        self._short: dict[type, Callable[[Field], Any]] = {
            AssertionFacts: self._assertion,
            Confirmation: self._confirmation,
            Reading: self._reading,
        }

    def differing(self, field: Field, base: Any) -> Any:
        """Return a record with what a mapping says in place."""
        hints = get_type_hints(type(base))
        told = field.entries(tuple(hints))
        changes = {name: self._value(cell, hints[name], getattr(base, name)) for name, cell in told.items()}
        return replace(base, **changes)

    def instant(self, field: Field) -> Instant:
        """Return an instant, or one so long ago."""
        text = field.node.value if field.is_scalar() else ""
        try:
            found = self._ago(field) if DURATION.fullmatch(text) else as_utc(datetime.fromisoformat(text))
        except (ValueError, OverflowError) as error:
            raise field.fault('must be "2026-03-05T12:00:00+07:00", or 2h for two hours ago') from error
        if found.year not in _YEARS:
            raise field.fault(f"must lie in the years {_YEARS[0]} to {_YEARS[-1]}")
        return found

    def _ago(self, field: Field) -> Instant:
        return as_utc(self._at - duration(field))

    def _value(self, field: Field, hint: Any, base: Any = None) -> Any:
        if get_origin(hint) in {Union, UnionType}:
            if field.is_none():
                return None
            [hint] = [part for part in get_args(hint) if part is not NoneType]
        hint = getattr(hint, "__supertype__", hint)
        if get_origin(hint) is tuple:
            return self._many(field, get_args(hint)[0])
        if has_fields(hint):
            return self._record(field, hint, base)
        return self._scalar(field, hint)

    def _many(self, field: Field, hint: Any) -> tuple[Any, ...]:
        return () if field.is_none() else tuple(self._value(one, hint) for one in field.items())

    def _record(self, field: Field, kind: type, base: Any) -> Any:
        if kind in self._short and field.is_scalar():
            return self._short[kind](field)
        plain = base if base is not None else PLAIN_PARTS.get(kind)
        if plain is None:
            raise field.fault(f"a {kind.__name__} has no plain form to differ from")
        return self.differing(field, signed(self._at) if kind is AssertionFacts else self._dated(plain))

    def _dated(self, plain: Any) -> Any:
        """Return a part's plain form, made at this instant where it says when."""
        return plain(self._at) if callable(plain) else plain

    def _scalar(self, field: Field, kind: Any) -> Any:  # noqa: PLR0911 (one a kind of value)
        if kind is str:
            return "" if field.is_none() else field.text()
        if kind is bool:
            return field.flag()
        if kind is int:
            return field.integer()
        if kind is datetime:
            return self.instant(field)
        if kind is timedelta:
            return duration(field)
        if kind is date:
            return field.day()
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return field.word(kind)
        raise TypeError(f"{field.path}: a fact is none of the kinds that a world can spell")

    def _assertion(self, field: Field) -> AssertionFacts:
        if field.is_none():
            return AssertionFacts(presented=False)
        if field.text() != "signed":
            raise field.fault("must be none, signed, or what differs from a signed one")
        return signed(self._at)

    def _confirmation(self, field: Field) -> Confirmation:
        made: Confirmation = self._dated(PLAIN_PARTS[Confirmation])
        return replace(made, form=self._scalar(field, get_type_hints(Confirmation)["form"]))

    def _reading(self, field: Field) -> Reading:
        if DURATION.fullmatch(field.text()):
            return Reading(state=SignalState.OBSERVED, at=self.instant(field), as_of=self._at)
        return Reading(state=field.word(SignalState), as_of=self._at)
