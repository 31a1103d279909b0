"""Lists stay readable, whatever others wrote into what they list: no answer outgrows what a client takes."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from builders.filing import filed
from builders.service import NOON, Scene, scene_in
from eidgate.app.acting import actor_of
from eidgate.app.entries import ReportIdentifier, report_identifier
from eidgate.core.desk.entry import MAX_APPEALS, MAX_REPORTERS, Appeal, AppealName, Entry, Reporter
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.listing import Word
from eidgate.core.desk.report import MOST_NAMED
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.rpc.call import Call
from eidgate.rpc.desk import DeskServicer
from eidgate.rpc.server import MAX_RESPONSE_BYTES
from eidgate.rpc.watchlist import WatchlistServicer
from eidgate.simulator.world import BANK, POLICE, SHOP
from eidgate.v1 import report_pb2 as reports
from eidgate.v1 import watchlist_service_pb2 as watchlist

WIDE = "\U0001f600"  # four bytes, one of the characters that a text may have
MADE = 120


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with scene_in(tmp_path) as made:
        yield made


def sites(of: int) -> tuple[Identifier, ...]:
    names = (f"{of}-{number}.example.com/{'a' * 2_000}" for number in range(MOST_NAMED))
    return tuple(Identifier(kind=IdentifierKind.WEBSITE, value=name) for name in names)


def pages(ask: Callable[[Any, Any], Any], request: Any, caller: RelyingParty) -> Iterator[Any]:
    while True:
        call: Any = Call.__new__(Call)
        call.relying_party = caller
        answer = ask(request, call)
        yield answer
        if not answer.next_page_token:
            return
        request.page_token = answer.next_page_token


def test_reports_as_long_as_they_may_be_are_all_read(scene: Scene) -> None:
    for number in range(MADE):
        filed(scene, caller=SHOP, indicators=sites(number), statement=WIDE * 2_000)
    servicer = DeskServicer(scene.service)

    read = list(pages(servicer.ListReports, reports.ListReportsRequest(page_size=500), BANK))

    assert len({one.name for page in read for one in page.reports}) == MADE
    assert 1 < len(read) < MADE
    assert max(page.ByteSize() for page in read) <= MAX_RESPONSE_BYTES


def test_entries_as_long_as_they_may_be_are_all_read(scene: Scene) -> None:
    for number in range(MADE):
        name = listed(scene, number)
        scene.service.watchlist.change(scene.request("FileAppeal"), name, grown, at=NOON)
    servicer = WatchlistServicer(scene.service)

    read = list(pages(servicer.ListEntries, watchlist.ListEntriesRequest(), POLICE))

    assert len({one.name for page in read for one in page.entries}) == MADE
    assert 1 < len(read) < MADE
    assert max(page.ByteSize() for page in read) <= MAX_RESPONSE_BYTES


def listed(scene: Scene, number: int) -> Any:
    identifier = Identifier(kind=IdentifierKind.ACCOUNT, value=f"999902:{number:012}")
    request = scene.request("ReportIdentifier")
    command = ReportIdentifier(caller=BANK, request=request, identifier=identifier, word=Word(code=3))
    return report_identifier(command, scene.service).entry.name


def grown(entry: Entry) -> Entry:
    """With all the appeals and reporters that an entry may have, each as long as it may be."""
    by = actor_of(SHOP).institution
    one = Appeal(
        name=AppealName(f"{entry.name}/appeals/1"),
        filed_by=by,
        filed_at=NOON,
        ground=WIDE * 2_000,
        note=WIDE * 500,
    )
    names = (f"{number:06}" for number in range(MAX_REPORTERS))
    return replace(
        entry,
        appeals=(one,) * MAX_APPEALS,
        reporters=tuple(Reporter(institution=name, at=NOON) for name in names),
        version=entry.version + 1,
    )
