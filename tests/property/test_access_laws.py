"""Every method asked by whom it is not for: without its right, and about what is another's."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from builders.others import OF_OTHERS, WITHOUT_RIGHTS
from eidgate.core.errors import EidgateError, InvalidCommandError, NotFoundError, NotPermittedError
from eidgate.core.relying_party import RelyingParty, Right, Role
from eidgate.core.shape import replace
from eidgate.rpc.status import status_of
from eidgate.simulator.world import AUDITOR, BANK, POLICE, RELYING_PARTIES, RISK_TEAM, WALLET
from eidgate.v1.policy_service_pb2 import BacktestPolicyResponse
from fuzz.examples import EXAMPLES
from fuzz.laws import NOBODY
from fuzz.town import BY_NAME, Town

PAGE: Final = Path(__file__).parents[2] / "docs" / "access.md"
TABLE: Final = {
    row[1].strip(" `"): Right(row[2].strip())
    for row in (line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines())
    if len(row) == 5 and row[1].startswith(" `")
}
OFFICERS_ONLY: Final = (
    "ProposePolicy", "ApprovePolicy", "ActivatePolicy", "RollBackPolicy", "StartShadow", "EndShadow",
)  # fmt: skip
PERMISSION_DENIED: Final = 7

SEEN_BY_ALL: Final = frozenset(
    {
        "ApprovePolicy", "ActivatePolicy", "RollBackPolicy", "StartShadow", "EndShadow", "GetPolicy",
        "GetShadowReport", "BacktestPolicy", "ExtendHold", "FileAppeal",
    }
)  # fmt: skip
"""What names a resource that nobody with the right is kept from; see the page."""


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    made = Town()
    yield made
    made.close()


def ask(town: Town, method: str, caller: RelyingParty, /, **changes: str) -> list[Any]:
    request = type(EXAMPLES[method])()
    request.CopyFrom(EXAMPLES[method])
    for field, value in changes.items():
        setattr(request, field, value)
    return list(town.answers(BY_NAME[method], caller, request, request.SerializeToString()))


def test_the_page_has_a_row_for_every_method_and_no_other() -> None:
    assert set(TABLE) == set(BY_NAME)


def test_every_method_that_names_a_resource_is_asked_about_anothers() -> None:
    naming = {
        name for name, one in EXAMPLES.items() if {"name", "decision"} & set(one.DESCRIPTOR.fields_by_name)
    }
    assert naming == set(OF_OTHERS) | SEEN_BY_ALL


@pytest.mark.parametrize("name", TABLE)
def test_who_lacks_the_right_is_refused_before_anything_else(town: Town, name: str) -> None:
    lacking = [party for party in (*RELYING_PARTIES, WITHOUT_RIGHTS) if not party.has(TABLE[name])]
    assert WITHOUT_RIGHTS in lacking
    for party in lacking:
        if name == "BatchVerifyTransactions":
            [answer] = ask(town, name, party)
            assert {one.status.code for one in answer.results} == {PERMISSION_DENIED}
        else:
            with pytest.raises(NotPermittedError, match=f"the role {party.role} may not {TABLE[name]}"):
                ask(town, name, party)


@pytest.mark.parametrize("name", OFFICERS_ONLY)
def test_a_system_of_the_risk_team_governs_nothing(town: Town, name: str) -> None:
    with pytest.raises(NotPermittedError, match="officer's own certificate"):
        ask(town, name, RISK_TEAM)


@pytest.mark.parametrize("name", OF_OTHERS)
def test_anothers_reads_as_none_word_for_word(town: Town, name: str) -> None:
    field, caller = OF_OTHERS[name]
    assert caller.has(TABLE[name])
    kind, _, rest = getattr(EXAMPLES[name], field).partition("/")
    below = "".join(f"/{part}" for part in rest.split("/")[1:])
    told = [
        refusal(town, name, caller, **{field: one + below}) for one in (town.newest(kind), f"{kind}/{NOBODY}")
    ]
    assert isinstance(told[0], NotFoundError)
    assert status_of(told[0]) == status_of(told[1])
    assert str(told[0]) == str(told[1])


def refusal(town: Town, method: str, caller: RelyingParty, /, **changes: str) -> EidgateError:
    with pytest.raises(EidgateError) as caught:
        ask(town, method, caller, **changes)
    return caught.value


@pytest.mark.parametrize("kind", ["decisions", "reports", "traces"])
def test_a_hold_on_anothers_basis_is_refused_as_on_none(town: Town, kind: str) -> None:
    told = [
        refusal(town, "PlaceHold", POLICE if kind == "decisions" else WALLET, basis=basis)
        for basis in (town.newest(kind), f"{kind}/{NOBODY}")
    ]
    assert status_of(told[0]) == status_of(told[1])


def test_a_report_that_names_anothers_decision_is_refused_as_one_that_names_none(town: Town) -> None:
    told = []
    for decision in (town.newest("decisions"), f"decisions/{NOBODY}"):
        request: Any = type(EXAMPLES["FileReport"])()
        request.CopyFrom(EXAMPLES["FileReport"])
        request.ClearField("transfers")
        request.decisions.append(decision)
        with pytest.raises(InvalidCommandError) as caught:
            list(town.answers(BY_NAME["FileReport"], WALLET, request, b"other"))
        told.append(status_of(caught.value))
    assert told[0] == told[1]


def test_the_page_gives_each_role_its_rights_and_no_other() -> None:
    rows = [
        line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")
    ]
    told = {
        Role(role): {Right(one) for one in row[2].strip().split(", ")}
        for row in rows
        if len(row) == 4 and row[1].strip() != "Role"
        for role in row[1].strip().split(", ")
    }
    parties = {role: replace(BANK, role=role) for role in Role}
    had = {role: {right for right in Right if party.has(right)} for role, party in parties.items()}
    assert told == {role: rights for role, rights in had.items() if rights}


READ_BY_AUDITORS: Final[dict[str, RelyingParty]] = {
    "GetDecision": BANK,
    "ListDecisions": BANK,
    "GetEntry": BANK,
    "ListEntries": POLICE,
    "GetHold": POLICE,
    "ListHolds": POLICE,
    "GetStatistics": POLICE,
    "GetPolicy": RISK_TEAM,
    "ListPolicies": RISK_TEAM,
    "GetShadowReport": RISK_TEAM,
    "BacktestPolicy": RISK_TEAM,
}
"""What an auditor reads, and who reads the same in this town because it is theirs."""


def test_an_auditor_has_the_right_to_what_is_read_here_and_to_nothing_else() -> None:
    assert {name for name, right in TABLE.items() if AUDITOR.has(right)} == set(READ_BY_AUDITORS)
    assert all(name.startswith(("Get", "List", "Backtest")) for name in READ_BY_AUDITORS)


@pytest.mark.parametrize("name", READ_BY_AUDITORS)
def test_an_auditor_reads_what_those_read_whose_it_is(town: Town, name: str) -> None:
    kind = EXAMPLES[name].name.partition("/")[0] if hasattr(EXAMPLES[name], "name") else ""
    changes = {"name": town.newest(kind)} if kind else {}
    if hasattr(EXAMPLES[name], "page_token"):
        changes["page_token"] = ""
    if hasattr(EXAMPLES[name], "cursor"):
        changes["cursor"] = ""
    read, own = (ask(town, name, party, **changes) for party in (AUDITOR, READ_BY_AUDITORS[name]))
    assert read
    assert {one.relying_party for answer in read for one in decisions(answer)} <= {BANK.relying_party_id}
    assert [comparable(one) for one in read] == [comparable(one) for one in own]


def decisions(answer: Any) -> list[Any]:
    return [*getattr(answer, "decisions", ()), *([answer.decision] if hasattr(answer, "decision") else ())]


def comparable(answer: Any) -> Any:
    """An answer without who asked, which only an auditor is told, and without a cursor of one's own."""
    for decision in decisions(answer):
        decision.ClearField("relying_party")
    if isinstance(answer, BacktestPolicyResponse):
        answer.ClearField("cursor")
    return answer
