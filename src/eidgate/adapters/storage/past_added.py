"""What an allowed payment adds to the past: whom it credits, what its account does, who used the device."""

from msgspec import Struct

from eidgate.adapters.storage.cases import Case
from eidgate.adapters.storage.past import Past, PastAdded, person_of
from eidgate.adapters.storage.past_keys import HOUR_ITEMS, LARGEST, START, payee_item
from eidgate.adapters.storage.rows import to_micros
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.regulation.terms import Earlier
from eidgate.core.risk.history import hour_of_day
from eidgate.core.terms import DecisionName, Vnd
from eidgate.ports import Entry


class Allowed(Struct, frozen=True, kw_only=True):
    """An allowed transaction; `binding` is its account's, `listed` says whether its payer is on the list."""

    case: Case
    entry: Entry
    decision: DecisionName
    binding: Binding | None
    listed: bool


def remember(allowed: Allowed, past: Past, added: PastAdded) -> None:
    """Add an allowed transaction to what the batch knows and to what it will write."""
    case, entry = allowed.case, allowed.entry
    if entry.earlier is not None:
        micros = to_micros(entry.earlier.at)
        _payment(case, micros, entry.earlier.amount, past)
        _habits(case, micros, entry.earlier, past, added)
        if entry.credits and case.payee_key:
            _credit(allowed, micros, entry.earlier.amount, past, added)
    if entry.device and case.device_key:
        _user(case, allowed.binding, past, added)


def _payment(case: Case, micros: int, amount: Vnd, past: Past) -> None:
    known = past.payments.get(case.unit.claim.scope)
    if known is not None:
        known[0].append((micros, amount, case.payee_key))


def _habits(case: Case, micros: int, paid: Earlier, past: Past, added: PastAdded) -> None:
    """Add what is new; the largest payment is replaced by a larger one."""
    scope = case.unit.claim.scope
    items = [START, HOUR_ITEMS[hour_of_day(paid.at)], *case.places]
    if case.payee_key:
        items.append(payee_item(case.payee_key))
    for key in [(scope, item) for item in items]:
        known = past.habits.get(key)
        if known is None or micros < known[0]:
            past.habits[key] = added.habits[key] = (micros, 0)
    if paid.amount > past.habits.get((scope, LARGEST), (0, 0))[1]:
        past.habits[scope, LARGEST] = added.habits[scope, LARGEST] = (micros, paid.amount)


def _credit(allowed: Allowed, micros: int, amount: Vnd, past: Past, added: PastAdded) -> None:
    case = allowed.case
    added.credits.append((case.payee_key, micros, allowed.decision, amount, case.payer_key))
    known = past.credits.get(case.payee_key)
    if known is not None:
        known[0].append((micros, amount, case.payer_key, int(allowed.listed)))


def _user(case: Case, binding: Binding | None, past: Past, added: PastAdded) -> None:
    user = (case.user_key, person_of(binding))
    users = past.users.setdefault(case.device_key, set())
    if user not in users:
        users.add(user)
        added.users.append((case.device_key, *user))
