"""The client's streams of the shared list against a running server, on both engines, whatever breaks."""

import os
import re
import signal
from collections.abc import Iterator
from datetime import timedelta
from itertools import count, islice
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from builders.lister import account
from builders.running import Running
from eidgate.client import CallRefusedError, Client, ListCopy, RetryPolicy
from eidgate.core.relying_party import RelyingParty
from eidgate.simulator.world import BANK, OTHER_BANK, POLICE, SHOP, officer
from eidgate.v1 import identifier_pb2 as identifiers
from eidgate.v1 import watchlist_service_pb2 as pb

pytest_plugins = ("builders.store_fixtures",)

AN: RelyingParty = officer(POLICE, "an")
PAGE = Path(__file__).parents[2] / "docs" / "watchlist.md"
HEADER = pb.ImportHeader(list="client-mules")
DEADLINE = timedelta(minutes=2)  # a crowded machine
PATIENT = RetryPolicy(attempts=100)  # a worker that was killed is replaced in a second or two
numbers = count(1)


def fresh() -> identifiers.Identifier:
    return account(f"05{next(numbers):08}")


def row(identifier: identifiers.Identifier, grade: pb.EntryGrade.ValueType) -> pb.ImportRow:
    return pb.ImportRow(identifier=identifier, grade=grade, code=5)


def rows(found: list[identifiers.Identifier]) -> list[pb.ImportRow]:
    return [row(one, pb.ENTRY_GRADE_SUSPECTED) for one in found]


def caught_up(client: Client, copy: ListCopy | None = None) -> ListCopy:
    """Read up to the next checkpoint, which the copy must agree with."""
    copy = ListCopy() if copy is None else copy
    for step in client.read_entries(copy.cursor, deadline=DEADLINE):
        copy.apply(step)
    return copy


def names(copy: ListCopy) -> set[str]:
    return {one.name for one in copy}


def test_an_imported_list_reaches_every_copy(on_each_store: Running) -> None:
    police, bank = on_each_store.client(AN), on_each_store.client(BANK)
    copy, mules, steps = caught_up(bank), [fresh() for _ in range(2_300)], list[int]()
    told = police.import_entries(HEADER, rows(mules), progress=steps.append)
    assert (told.applied, told.added, told.source) == (True, 2_300, "police/client-mules")
    assert steps == [1_000, 2_000, 2_300]

    at = on_each_store.clock.now()
    assert copy.listings(mules[7], at=at) == []
    caught_up(bank, copy)
    [listing] = copy.listings(mules[7], at=at)
    [check] = bank.check_identifiers(pb.CheckIdentifiersRequest(identifiers=[mules[7]])).checks
    assert [one.name for one in check.listings] == [listing.name]
    answered = bank.acknowledge_changes(pb.AcknowledgeChangesRequest(cursor=copy.cursor))
    assert answered.response.cursor == copy.cursor

    told = police.import_entries(HEADER, rows(mules[:100]))
    assert (told.removed, told.unchanged) == (2_200, 100)
    assert caught_up(bank, copy).listings(mules[700], at=at) == []


def test_a_list_that_was_sent_twice_is_found_unchanged(on_each_store: Running) -> None:
    police, mules = on_each_store.client(AN), rows([fresh() for _ in range(30)])
    header = pb.ImportHeader(list="client-twice", request_id="7c1d3b0e-52b8-4a19-9d44-6d4a52f0a001")
    assert police.import_entries(header, mules).added == 30
    told = police.import_entries(header, mules)
    assert (told.applied, told.added, told.unchanged) == (True, 0, 30)


def test_a_list_whose_making_fails_changes_nothing(on_each_store: Running) -> None:
    police = on_each_store.client(AN)
    header, mules = pb.ImportHeader(list="client-broken"), [fresh() for _ in range(2_500)]
    police.import_entries(header, rows(mules[:40]))
    before = caught_up(police)

    def broken() -> Iterator[pb.ImportRow]:
        yield from rows(mules)
        raise LookupError("line 2501")

    with pytest.raises(LookupError):
        police.import_entries(header, broken())
    told = police.import_entries(header, rows(mules[:40]))  # waits for nothing that was left behind
    assert (told.applied, told.unchanged) == (True, 40)
    assert names(caught_up(police)) == names(before)


def test_a_list_that_is_broken_off_at_any_moment_changes_nothing(on_each_store: Running) -> None:
    """To gRPC's server a lost sender looks like one that has sent all, one time in five."""
    police, header = on_each_store.client(AN), pb.ImportHeader(list="client-cut")
    kept = rows([fresh() for _ in range(20)])
    police.import_entries(header, kept)
    before = names(caught_up(police))
    for milliseconds in range(60):

        def broken(milliseconds: int = milliseconds) -> Iterator[pb.ImportRow]:
            yield from rows([fresh() for _ in range(1_001)])  # a message that is sent, and one that is not
            sleep(milliseconds / 1_000)  # the server waits for the next one
            raise LookupError("cut")

        with pytest.raises(LookupError):
            police.import_entries(header, broken())
    assert names(caught_up(police)) == before
    assert police.import_entries(header, kept).unchanged == 20


def test_rows_at_fault_are_named_and_change_nothing(on_each_store: Running) -> None:
    bank = on_each_store.client(BANK)
    told = bank.import_entries(HEADER, [row(fresh(), pb.ENTRY_GRADE_CONFIRMED)])
    assert (told.applied, told.fault_count, told.faults[0].row) == (False, 1, 1)


def test_a_role_that_may_not_is_refused(on_each_store: Running) -> None:
    shop = on_each_store.client(SHOP)
    for act in (lambda: shop.import_entries(HEADER, []), lambda: next(shop.watch_entries())):
        with pytest.raises(CallRefusedError) as refused:
            act()
        assert refused.value.reason == "NOT_PERMITTED"


def test_a_watcher_goes_on_over_killed_workers_and_loses_nothing(on_each_store: Running) -> None:
    bank, other = on_each_store.client(BANK), on_each_store.client(OTHER_BANK, retry=PATIENT)
    copy = caught_up(bank)
    watching = bank.watch_entries(copy.cursor)
    copy.apply(next(watching))
    for worker in on_each_store.workers():
        os.kill(worker, signal.SIGKILL)
        told = other.report_identifier(
            pb.ReportIdentifierRequest(identifier=fresh(), code=3), deadline=DEADLINE
        )
        for step in watching:
            copy.apply(step)
            if step.change.name == told.response.entry.name:
                break
    assert names(caught_up(bank, copy)) == names(caught_up(other))


def test_a_copy_goes_on_in_the_middle_of_its_first_reading(on_each_store: Running) -> None:
    police, bank = on_each_store.client(AN), on_each_store.client(BANK)
    police.import_entries(pb.ImportHeader(list="client-long"), rows([fresh() for _ in range(1_200)]))
    copy = ListCopy()
    while len(copy) < 900:
        for step in islice(bank.watch_entries(copy.cursor), 300):
            copy.apply(step)
    assert names(caught_up(bank, copy)) == names(caught_up(police))


def test_the_examples_of_the_page_are_what_they_say(
    on_each_store: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    files = on_each_store.certificates(BANK)
    importing, keeping = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    names = {
        "eidgate.example:8443": on_each_store.target,
        '"ca.crt"': repr(str(files.ca)),
        '"bank-one.crt"': repr(str(files.certificate)),
        '"bank-one.key"': repr(str(files.key)),
        "watch_entries": "read_entries",  # or it would watch for ever
    }
    ran: dict[str, Any] = {}
    for example in (importing, keeping):
        for shown, meant in names.items():
            example = example.replace(shown, meant)  # noqa: PLW2901 (step by step)
        exec(example, ran)
    assert capsys.readouterr().out == "1 rows\nin force\n"
    assert len(ran["copy"].listings(ran["rows"][0].identifier, at=on_each_store.clock.now())) == 1
