"""Tallies add up, and stay small whatever is counted."""

from hypothesis import given
from hypothesis import strategies as st

from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.trial import tally as module
from eidgate.core.risk.trial.tally import LIMIT, OTHER, SHOWN_EACH, Cell, Example, Part, Tally
from eidgate.core.risk.trial.truth import Truth
from eidgate.core.terms import DecisionName, RelyingPartyId

OUTCOMES = st.sampled_from([one.name for one in Outcome])
CELLS = st.builds(
    Cell, st.sampled_from(Part), st.sampled_from("ab"), OUTCOMES, OUTCOMES, st.sampled_from(Truth)
)
COUNTED = st.lists(st.tuples(CELLS, st.integers(0, 5), st.integers(0, 10**12)), max_size=12)


def counting(counted: list[tuple[Cell, int, int]]) -> Tally:
    made = Tally(tried=len(counted), changed=1)
    for one in counted:
        made.count(*one)
    return made


@given(COUNTED, COUNTED)
def test_the_tally_of_two_parts_is_the_sum_of_their_tallies(
    first: list[tuple[Cell, int, int]], second: list[tuple[Cell, int, int]]
) -> None:
    total = counting(first)
    total.add(counting(second))
    whole = counting(first + second)
    assert total.cells == whole.cells
    assert (total.tried, total.changed) == (len(first + second), 2)


def test_codes_beyond_the_limit_are_counted_as_other() -> None:
    tally = Tally()
    for number in range(LIMIT + 10):
        tally.count(Cell(Part.REASON, f"CODE_{number}", "HOLD", "HOLD", Truth.UNKNOWN), 1, 7)
    other = Cell(Part.REASON, OTHER, "HOLD", "HOLD", Truth.UNKNOWN)
    assert len(tally.cells) == LIMIT + 1
    assert (tally.cells[other].decisions, tally.cells[other].amount) == (10, 70)
    tally.count(Cell(Part.BAND, "0-5m", "HOLD", "DENY", Truth.UNKNOWN), 1, 7)
    assert Cell(Part.BAND, "0-5m", "HOLD", "DENY", Truth.UNKNOWN) in tally.cells


def test_a_few_examples_of_each_change_are_kept() -> None:
    tally = Tally()
    for number in range(50):
        for candidate in (Outcome.HOLD, Outcome.DENY):
            tally.show(
                Example(
                    name=DecisionName(f"decisions/{number}"),
                    relying_party=RelyingPartyId("bank-a"),
                    recorded=Outcome.ALLOW,
                    candidate=candidate,
                    truth=Truth.UNKNOWN,
                    added=(),
                    removed=(),
                )
            )
    assert len(tally.examples) == 2 * SHOWN_EACH
    assert module.SHOWN_EACH == 5


def test_everything_that_a_part_counted_is_in_the_whole() -> None:
    shown = Example(
        name=DecisionName("decisions/1"),
        relying_party=RelyingPartyId("bank-a"),
        recorded=Outcome.ALLOW,
        candidate=Outcome.HOLD,
        truth=Truth.UNKNOWN,
        added=(),
        removed=(),
    )
    part = Tally(tried=1, changed=2, other_line=3, unknown=4, undecided=5, missed=6)
    part.show(shown)
    whole = Tally(tried=10, changed=10, other_line=10, unknown=10, undecided=10, missed=10)
    whole.add(part)
    counted = (whole.tried, whole.changed, whole.other_line, whole.unknown, whole.undecided, whole.missed)
    assert counted == (11, 12, 13, 14, 15, 16)
    assert whole.examples == [shown]
    for _ in range(SHOWN_EACH):
        whole.add(part)
    assert len(whole.examples) == SHOWN_EACH
