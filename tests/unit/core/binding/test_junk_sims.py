from datetime import timedelta

from builders.facts import account
from builders.ledger import NOON, binding
from eidgate.core.binding.junk_sims import numbers_by_operator
from eidgate.core.binding.lifecycle import Binding, BindingState
from eidgate.core.binding.sim_rules import UNSAID, SimTerms
from eidgate.core.shape import replace


def sim(number: int, *, operator: str = "operator-one", contract: bool = False) -> Binding:
    return replace(
        binding(f"b{number}", instrument=account(f"+8491234567{number}", institution=operator, kind="sim")),
        institution=operator,
        sim=SimTerms(contract=contract) if contract else UNSAID,
        created_at=NOON + timedelta(minutes=number),
    )


def test_numbers_are_told_by_operator_oldest_first() -> None:
    [one, two] = numbers_by_operator([sim(2), sim(1), sim(3, operator="operator-two")])
    assert (one.operator, one.numbers, one.above) == ("operator-one", ("bindings/b1", "bindings/b2"), ())
    assert (two.operator, two.numbers) == ("operator-two", ("bindings/b3",))


def test_above_the_limit_is_who_lacks_the_contract_that_the_fourth_needs() -> None:
    [report] = numbers_by_operator([sim(1), sim(2), sim(3), sim(4), sim(5, contract=True), sim(6)])
    assert report.above == ("bindings/b4", "bindings/b6")


def test_what_has_ended_or_is_no_sim_does_not_count() -> None:
    ended = [replace(sim(1), state=state) for state in (BindingState.REVOKED, BindingState.TRANSFERRED)]
    assert numbers_by_operator([*ended, binding("b9")]) == ()
    [report] = numbers_by_operator([replace(sim(1), state=BindingState.SUSPENDED), *ended])
    assert report.numbers == ("bindings/b1",)
