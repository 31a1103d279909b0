"""What banks said is kept for minutes, in memory, and goes by itself."""

from datetime import timedelta

from builders.banks import ANOTHER, PERSON
from builders.service import NOON
from eidgate.adapters.banks.memory import REFUSAL, Memory
from eidgate.core.binding.registration import AccountStanding, Registration
from eidgate.core.shape import replace
from eidgate.core.terms import InstrumentKind, Masked

FRESH = timedelta(minutes=10)
TOLD = Registration(standing=AccountStanding.OPEN, name=Masked("NGUYEN VAN GIA DINH"), as_of=NOON)
UNKNOWN = Registration(standing=AccountStanding.UNKNOWN, as_of=NOON)


def remembering(told: Registration = TOLD) -> Memory:
    memory = Memory()
    memory.keep(PERSON, told, now=NOON, fresh=FRESH)
    return memory


def test_a_name_stands_for_its_time_and_is_gone_after_it() -> None:
    memory = remembering()
    just_before = NOON + FRESH - timedelta(microseconds=1)
    assert memory.fresh(PERSON, now=just_before) == TOLD
    assert memory.fresh(PERSON, now=NOON + FRESH) is None
    assert len(memory) == 0


def test_a_name_is_let_go_when_anybody_is_asked_about() -> None:
    memory = remembering()
    assert memory.fresh(ANOTHER, now=NOON + FRESH) is None
    assert len(memory) == 0


def test_an_account_without_a_name_is_asked_about_again_soon() -> None:
    memory = remembering(UNKNOWN)
    assert memory.fresh(PERSON, now=NOON) == UNKNOWN
    assert memory.fresh(PERSON, now=NOON + REFUSAL) is None


def test_a_clock_that_was_set_back_makes_none_younger() -> None:
    assert remembering().fresh(PERSON, now=NOON - timedelta(seconds=1)) is None


def test_another_kind_bank_or_number_is_another_account() -> None:
    memory = remembering()
    for other in (
        replace(PERSON, kind=InstrumentKind.WALLET),
        replace(PERSON, institution="999903"),
        replace(PERSON, number=PERSON.number + "0"),
    ):
        assert memory.fresh(other, now=NOON) is None


def test_a_new_answer_replaces_the_old_one() -> None:
    memory = remembering()
    memory.keep(PERSON, UNKNOWN, now=NOON, fresh=FRESH)
    assert (memory.fresh(PERSON, now=NOON), len(memory)) == (UNKNOWN, 1)


def test_the_account_heard_first_is_forgotten_first() -> None:
    memory = Memory(most=1)
    memory.keep(PERSON, TOLD, now=NOON, fresh=FRESH)
    memory.keep(ANOTHER, TOLD, now=NOON, fresh=FRESH)
    assert memory.fresh(PERSON, now=NOON) is None
    assert memory.fresh(ANOTHER, now=NOON) == TOLD


def test_what_is_kept_prints_neither_name_nor_account() -> None:
    kept = repr(vars(remembering()))
    assert "NGUYEN" not in kept
    assert PERSON.number not in kept
