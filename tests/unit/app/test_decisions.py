from datetime import timedelta

import pytest

from builders.others import WITHOUT_RIGHTS
from builders.service import NOON, Scene
from eidgate.app.answer import Answer
from eidgate.app.decisions import ALL, NOTHING, Wanted, get_decision, list_decisions
from eidgate.app.paging import LARGEST_PAGE
from eidgate.core.errors import InvalidCommandError, NotFoundError, NotPermittedError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.risk.outcome import Outcome
from eidgate.core.shape import replace
from eidgate.core.terms import DecisionName, TransactionKind
from eidgate.simulator.world import AUDITOR, BANK, OTHER_BANK, POLICE, RISK_TEAM, SHOP


def names(answers: tuple[Answer, ...]) -> list[str]:
    return [one.record.name for one in answers]


def test_a_decision_reads_as_it_was_answered(bound: Scene) -> None:
    answered = bound.pay()
    read = get_decision(BANK, answered.record.name, bound.service)
    assert (read.record, read.receipt) == (answered.record, answered.receipt)


@pytest.mark.parametrize("caller", [OTHER_BANK, SHOP])
def test_anothers_decision_reads_like_none(bound: Scene, caller: RelyingParty) -> None:
    name = bound.pay().record.name
    with pytest.raises(NotFoundError) as of_another:
        get_decision(caller, name, bound.service)
    with pytest.raises(NotFoundError) as of_nobody:
        get_decision(caller, DecisionName("decisions/none"), bound.service)
    assert str(of_another.value) == str(of_nobody.value)


def test_pages_give_every_decision_once_oldest_first(bound: Scene) -> None:
    made = [bound.pay(1_000_000).record.name for _ in range(5)]
    found: list[str] = []
    token, pages = "", 0
    while token or not pages:
        page = list_decisions(BANK, 2, token, bound.service)
        found, token, pages = found + names(page.answers), page.next_page_token, pages + 1
    assert (found, pages) == (made, 3)


def test_a_page_that_ends_exactly_at_the_last_one_is_the_last(bound: Scene) -> None:
    for _ in range(2):
        bound.pay(1_000_000)
    assert list_decisions(BANK, 2, "", bound.service).next_page_token == ""


def test_what_was_added_while_paging_comes_last(bound: Scene) -> None:
    made = [bound.pay(1_000_000).record.name for _ in range(3)]
    first = list_decisions(BANK, 2, "", bound.service)
    made.append(bound.pay(1_000_000).record.name)
    rest = list_decisions(BANK, 9, first.next_page_token, bound.service)
    assert names(first.answers + rest.answers) == made


def test_a_relying_party_lists_its_own_and_nothing_else(bound: Scene) -> None:
    bound.pay()
    assert list_decisions(OTHER_BANK, 9, "", bound.service).answers == ()


def test_a_token_of_another_relying_party_or_question_is_refused(bound: Scene) -> None:
    for _ in range(2):
        bound.pay(1_000_000)
    token = list_decisions(BANK, 1, "", bound.service).next_page_token
    for caller, asked in ((OTHER_BANK, token), (BANK, token[:-4] + "AAA="), (BANK, "x"), (BANK, "đ")):
        with pytest.raises(InvalidCommandError) as refused:
            list_decisions(caller, 1, asked, bound.service)
        assert [one.field for one in refused.value.violations] == ["page_token"]


def test_no_size_means_fifty_and_a_huge_one_the_largest(bound: Scene) -> None:
    for _ in range(51):
        bound.pay(10_000)
    assert len(list_decisions(BANK, 0, "", bound.service).answers) == 50
    assert len(list_decisions(BANK, LARGEST_PAGE * 9, "", bound.service).answers) == 51


@pytest.mark.parametrize("caller", [POLICE, RISK_TEAM, WITHOUT_RIGHTS])
def test_who_may_not_read_decisions_reads_none(bound: Scene, caller: RelyingParty) -> None:
    name = bound.pay().record.name
    with pytest.raises(NotPermittedError):
        list_decisions(caller, 1, "", bound.service)
    with pytest.raises(NotPermittedError):
        get_decision(caller, name, bound.service)


def test_an_auditor_reads_everybodys_with_who_asked_and_the_receipt(bound: Scene) -> None:
    answered = bound.pay()
    read = get_decision(AUDITOR, answered.record.name, bound.service)
    assert (read.record, read.receipt) == (answered.record, answered.receipt)
    assert (read.asked_by, answered.asked_by) == (BANK.relying_party_id, "")
    with pytest.raises(NotFoundError, match="no such decision"):
        get_decision(AUDITOR, DecisionName("decisions/none"), bound.service)


def test_an_auditor_is_told_no_customers_challenge(bound: Scene) -> None:
    answered = bound.pay(1_000_000, forms=())
    assert answered.record.challenge is not None
    read = get_decision(AUDITOR, answered.record.name, bound.service)
    assert read.record == replace(answered.record, challenge=None)
    [listed] = list_decisions(AUDITOR, 9, "", bound.service).answers
    assert listed.record == read.record


def of_two(bound: Scene) -> dict[str, list[str]]:
    """Decisions of a bank and of a shop, in turn."""
    made: dict[str, list[str]] = {BANK.relying_party_id: [], SHOP.relying_party_id: []}
    for caller in (BANK, SHOP, BANK, SHOP):
        kind = TransactionKind.GOODS_AND_SERVICES
        made[caller.relying_party_id].append(bound.pay(1_000_000, caller=caller, kind=kind).record.name)
    return made


def listed(bound: Scene, caller: RelyingParty, wanted: Wanted = ALL) -> list[str]:
    found: list[str] = []
    token, pages = "", 0
    while token or not pages:
        page = list_decisions(caller, 1, token, bound.service, wanted)
        found, token, pages = found + names(page.answers), page.next_page_token, pages + 1
    return found


def test_an_auditor_lists_everybodys_or_one_relying_partys(bound: Scene) -> None:
    made = of_two(bound)
    banks, shops = made.values()
    assert listed(bound, AUDITOR) == [banks[0], shops[0], banks[1], shops[1]]
    for party, own in made.items():
        assert listed(bound, AUDITOR, Wanted(relying_party=party)) == own
        assert listed(bound, AUDITOR, Wanted(relying_party=party, outcome=Outcome.DENY)) == []
    assert listed(bound, AUDITOR, Wanted(relying_party="nobody")) == []
    assert len(listed(bound, AUDITOR, Wanted(kind=TransactionKind.GOODS_AND_SERVICES))) == 4


def test_anothers_decisions_list_as_those_of_nobody(bound: Scene) -> None:
    made = of_two(bound)
    assert listed(bound, BANK, Wanted(relying_party=BANK.relying_party_id)) == made[BANK.relying_party_id]
    for party in (SHOP.relying_party_id, "nobody"):
        assert list_decisions(BANK, 9, "", bound.service, Wanted(relying_party=party)) == NOTHING


def test_an_auditors_token_is_good_for_its_relying_party_alone(bound: Scene) -> None:
    of_two(bound)
    wanted = Wanted(relying_party=BANK.relying_party_id)
    token = list_decisions(AUDITOR, 1, "", bound.service, wanted).next_page_token
    for other in (ALL, Wanted(relying_party=SHOP.relying_party_id)):
        with pytest.raises(InvalidCommandError):
            list_decisions(AUDITOR, 1, token, bound.service, other)


def all_of(bound: Scene, wanted: Wanted, size: int = 2) -> list[str]:
    found: list[str] = []
    token, pages = "", 0
    while token or not pages:
        page = list_decisions(BANK, size, token, bound.service, wanted)
        found, token, pages = found + names(page.answers), page.next_page_token, pages + 1
    return found


def test_a_filter_by_outcome_and_kind_gives_what_passes_in_order(bound: Scene) -> None:
    first = bound.pay(1_000_000).record
    stepped_up = bound.pay(1_000_000, forms=()).record
    abroad = bound.pay(1_000_000, kind=TransactionKind.TRANSFER_ABROAD).record
    last = bound.pay(1_000_000).record
    assert stepped_up.decision.outcome is Outcome.STEP_UP
    allowed = [one.name for one in (first, abroad, last) if one.decision.outcome is Outcome.ALLOW]
    assert all_of(bound, Wanted(outcome=Outcome.ALLOW), size=1) == allowed
    assert all_of(bound, Wanted(kind=TransactionKind.TRANSFER_ABROAD)) == [abroad.name]
    assert all_of(bound, Wanted(kind=TransactionKind.LOGIN)) == []


def test_a_period_includes_its_start_and_not_its_end(bound: Scene) -> None:
    made = []
    for _ in range(3):
        made.append(bound.pay(1_000_000).record)
        bound.clock.wait(minutes=1)
    since, until = made[1].decision.decided_at, made[2].decision.decided_at
    assert all_of(bound, Wanted(since=since, until=until)) == [made[1].name]
    assert all_of(bound, Wanted(since=since)) == [one.name for one in made[1:]]
    assert all_of(bound, Wanted(until=until)) == [one.name for one in made[:2]]


def test_a_token_is_good_for_its_own_filter_only(bound: Scene) -> None:
    for _ in range(2):
        bound.pay(1_000_000)
    token = list_decisions(BANK, 1, "", bound.service, Wanted(outcome=Outcome.ALLOW)).next_page_token
    for other in (ALL, Wanted(outcome=Outcome.DENY)):
        with pytest.raises(InvalidCommandError):
            list_decisions(BANK, 1, token, bound.service, other)


def test_a_rare_match_takes_several_pages_of_a_bounded_look(
    bound: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eidgate.adapters.storage.decision_search.LOOKED_AT", 2)
    for _ in range(4):
        bound.pay(1_000_000)
    rare = bound.pay(1_000_000, forms=()).record.name
    first = list_decisions(BANK, 9, "", bound.service, Wanted(outcome=Outcome.STEP_UP))
    assert (first.answers, bool(first.next_page_token)) == ((), True)
    assert all_of(bound, Wanted(outcome=Outcome.STEP_UP)) == [rare]


def test_a_token_is_good_for_its_own_period_only(bound: Scene) -> None:
    for _ in range(2):
        bound.pay()
    day = timedelta(days=1)
    asked = Wanted(since=NOON - day, until=NOON + day)
    token = list_decisions(BANK, 1, "", bound.service, asked).next_page_token
    assert len(list_decisions(BANK, 1, token, bound.service, asked).answers) == 1
    for other in (
        Wanted(since=NOON - 2 * day, until=NOON + day),
        Wanted(since=NOON - day, until=NOON + 2 * day),
        Wanted(since=NOON - day),
        ALL,
    ):
        with pytest.raises(InvalidCommandError):
            list_decisions(BANK, 1, token, bound.service, other)
