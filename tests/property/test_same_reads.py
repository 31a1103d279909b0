"""Nobody tells by the work of a refusal whether what is another's exists: the same is read, in one order.

Statements are written once for every engine, so that what holds on one holds on the other. Time is not
measured: what is compared is what takes time.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest

from builders.others import OF_OTHERS
from eidgate.adapters.storage.sqlite import SqliteSession
from eidgate.core.errors import EidgateError
from eidgate.core.relying_party import RelyingParty
from eidgate.simulator.world import BANK, POLICE, WALLET
from fuzz.examples import EXAMPLES
from fuzz.laws import NOBODY
from fuzz.town import BY_NAME, Town

Reads = list[tuple[str, int]]
"""Each statement, and how many values it was given."""


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    made = Town()
    yield made
    made.close()


@contextmanager
def noted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Reads]:
    """Note what the store is asked meanwhile; it is asked all the same."""
    reads: Reads = []
    with monkeypatch.context() as patch:
        for method in ("rows", "write"):
            patch.setattr(SqliteSession, method, noting(getattr(SqliteSession, method), reads))
        yield reads


def noting(act: Callable[..., Any], reads: Reads) -> Callable[..., Any]:
    def noted_act(self: SqliteSession, statement: str, *values: Any) -> Any:
        reads.append((statement, len(values)))
        return act(self, statement, *values)

    return noted_act


def refused(town: Town, method: str, caller: RelyingParty, request: Any) -> None:
    with pytest.raises(EidgateError):
        list(town.answers(BY_NAME[method], caller, request, request.SerializeToString()))


def example(method: str) -> Any:
    request = type(EXAMPLES[method])()
    request.CopyFrom(EXAMPLES[method])
    return request


@pytest.mark.parametrize("method", OF_OTHERS)
def test_anothers_costs_the_reads_of_none(town: Town, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    field, caller = OF_OTHERS[method]
    kind, _, rest = getattr(EXAMPLES[method], field).partition("/")
    below = "".join(f"/{part}" for part in rest.split("/")[1:])
    told: list[Reads] = []
    for name in (town.newest(kind), f"{kind}/{NOBODY}"):
        request = example(method)
        setattr(request, field, name + below)
        with noted(monkeypatch) as reads:
            refused(town, method, caller, request)
        told.append(reads)
    assert told[0] == told[1]
    assert told[0]


@pytest.mark.parametrize("kind", ["decisions", "reports", "traces"])
def test_a_hold_on_anothers_basis_costs_the_reads_of_one_on_none(
    town: Town, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Reads] = []
    for basis in (town.newest(kind), f"{kind}/{NOBODY}"):
        request = example("PlaceHold")
        request.basis = basis
        with noted(monkeypatch) as reads:
            refused(town, "PlaceHold", POLICE if kind == "decisions" else WALLET, request)
        told.append(reads)
    assert told[0] == told[1]
    assert told[0]


KNOWN: Final = EXAMPLES["RecordTransfers"].transfers[0].transfer_id
"""The reference of a transfer from the bank to the other bank; the only name here that one may guess."""


@pytest.mark.parametrize("method", ["TraceFunds", "FileReport"])
def test_a_reference_that_others_use_costs_the_reads_of_a_free_one(
    town: Town, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Reads] = []
    for reference in (KNOWN, f"{KNOWN}x"):
        request = example(method)
        field = request.transfer if method == "TraceFunds" else request.transfers[0]
        field.institution, field.transfer_id = BANK.institution, reference
        with noted(monkeypatch) as reads:
            refused(town, method, WALLET, request)
        told.append(reads)
    assert told[0] == told[1]
    assert told[0]


def test_recording_under_a_reference_that_others_use_is_work_and_answer_of_a_free_one(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Reads] = []
    answers: list[Any] = []
    for reference in (KNOWN, f"{KNOWN}y"):
        request = example("RecordTransfers")
        request.request_id = town.fresh_id()
        request.transfers[0].transfer_id = reference
        request.transfers[0].target.institution = WALLET.institution
        with noted(monkeypatch) as reads:
            answers += town.answers(BY_NAME["RecordTransfers"], WALLET, request, request.SerializeToString())
        told.append(reads)
    assert answers[0] == answers[1]
    assert answers[0].recorded_count == 1
    assert told[0] == told[1]
