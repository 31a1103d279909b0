"""What a binding's state and age say, for the payer's and the payee's alike."""

from datetime import timedelta
from typing import Final

from eidgate.core.binding.lifecycle import BindingState
from eidgate.core.risk.case import Case
from eidgate.core.risk.facts import BindingFacts

_HOUR: Final = timedelta(hours=1)


def is_suspended(binding: BindingFacts) -> bool:
    """Whether the binding is out of force for now; its person is known all the same."""
    return binding.state is BindingState.SUSPENDED


def young_for(case: Case, binding: BindingFacts) -> str | None:
    """Return the whole hours since a young binding was confirmed, or None; one without a date is old."""
    if binding.confirmed_at is None:
        return None
    age = case.facts.at - binding.confirmed_at
    return str(max(age, timedelta(0)) // _HOUR) if age < case.policy.parameters.binding.young else None
