"""The report store on every engine: versions, cases, standings and alerts are one."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Thread

import pytest

from builders.holds import AT, hold
from builders.ledger import request
from builders.reports import ACCOUNT, NUMBER, ROBBED, SITE, report
from builders.stores import rows
from eidgate.adapters.storage.alert_columns import from_body
from eidgate.adapters.storage.open import Store
from eidgate.adapters.storage.standings import standings_of
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.report import Report, ReportName, ReportState, Scheme
from eidgate.core.desk.report_steps import ReportChange, change_report
from eidgate.core.desk.standing import Standing
from eidgate.core.errors import ConflictError, NotFoundError, RequestIdReusedError
from eidgate.core.shape import replace
from eidgate.core.terms import Vnd
from eidgate.ports import ReportQuery
from eidgate.simulator.world import BANK, HOTLINE, POLICE

pytest_plugins = ("builders.store_fixtures",)

NAME = ReportName("reports/r1")


def standings(store: Store, identifier: Identifier = ACCOUNT) -> list[Standing]:
    return store.access.read(lambda session: standings_of(session, identifier))


def told(store: Store, address: str) -> list[tuple[str, str]]:
    found = [from_body(body) for (body,) in rows(store, "SELECT body FROM alert ORDER BY cursor")]
    return [(one.kind.value, one.about) for one in found if one.address == address]


def change(store: Store, request_id: str, name: str = "r1", etag: str = "v1", **changes: object) -> Report:
    said = ReportChange(**changes)  # type: ignore[arg-type]  # a test names fields freely
    step = partial(change_report, change=said, by=BANK, etag=etag, at=AT + timedelta(hours=1))
    return store.reports.change(request(request_id), ReportName(f"reports/{name}"), step)


def test_a_report_comes_back_as_it_was_filed(store: Store) -> None:
    filed = store.reports.file(request("q1"), report())
    assert filed == report()
    found = store.reports.get(NAME)
    assert found == (report(), None)
    assert store.reports.get(ReportName("reports/none")) is None


def test_a_report_is_a_standing_and_an_alert_in_the_same_moment(store: Store) -> None:
    store.reports.file(request("q1"), report())
    [against_account] = standings(store)
    assert (against_account.name, against_account.source, against_account.until) == (
        NAME,
        "hotline",
        AT + timedelta(days=90),
    )
    assert [one.name for one in standings(store, NUMBER)] == [NAME]
    assert told(store, "institution:999902") == [("report_filed", NAME)]
    assert told(store, "role:operator") == [("report_filed", NAME)]
    assert told(store, "institution:999901") == [("report_filed", NAME)]  # who handles it, once
    assert told(store, "role:authority") == [("report_filed", NAME)]  # of both indicators


def test_spam_is_told_but_stands_against_nobody(store: Store) -> None:
    store.reports.file(request("q1"), report(scheme=Scheme.SPAM_CALL, indicators=(NUMBER,)))
    assert standings(store, NUMBER) == []
    assert told(store, "role:operator") == [("report_filed", NAME)]


def test_a_retry_files_nothing_again_and_tells_nobody_again(store: Store) -> None:
    store.reports.file(request("q1"), report())
    assert store.reports.file(request("q1"), report("r2")) == report()
    assert store.reports.earlier(request("q1")) == report()
    assert len(told(store, "institution:999902")) == 1
    for again in (
        lambda: store.reports.file(request("q1", digest=b"other"), report("r2")),
        lambda: store.reports.earlier(request("q1", digest=b"other")),
    ):
        with pytest.raises(RequestIdReusedError):
            again()


def test_the_same_matter_is_linked_and_stands_and_is_told_once(store: Store) -> None:
    store.reports.file(request("q1"), report())
    again = report("r2", by=BANK, happened_at=AT, indicators=(ACCOUNT, SITE))
    linked = store.reports.file(request("q2"), again)
    assert (linked.duplicate_of, linked.case) == (NAME, NAME)
    assert [one.name for one in standings(store)] == [NAME]
    assert [one.name for one in standings(store, SITE)] == [NAME]  # what the second one adds
    assert told(store, "institution:999902") == [("report_filed", NAME)]
    assert told(store, "role:platform") == [("report_filed", "reports/r2")]


def test_a_third_report_is_linked_to_the_first(store: Store) -> None:
    store.reports.file(request("q1"), report())
    store.reports.file(request("q2"), report("r2", indicators=(ACCOUNT, SITE)))
    third = store.reports.file(request("q3"), report("r3", indicators=(SITE,)))
    assert third.duplicate_of == NAME


@pytest.mark.parametrize(
    "changes",
    [
        {"victim": None},
        {"victim": NUMBER, "indicators": (ACCOUNT,)},
        {"amount": Vnd(9_999_999)},
        {"indicators": (SITE,)},
        {"happened_at": AT + timedelta(hours=23, microseconds=1)},
    ],
)
def test_another_matter_is_a_case_of_its_own(store: Store, changes: dict[str, object]) -> None:
    store.reports.file(request("q1"), report())
    assert store.reports.file(request("q2"), report("r2", **changes)).duplicate_of == ""


def test_what_is_closed_is_another_matter(store: Store) -> None:
    store.reports.file(request("q1"), report())
    change(store, "q2", state=ReportState.RESOLVED)
    assert store.reports.file(request("q3"), report("r2")).duplicate_of == ""


def test_two_who_file_at_once_make_one_case(opened: Callable[[], Store]) -> None:
    stores = [opened() for _ in range(4)]
    threads = [
        Thread(target=one.reports.file, args=(request(f"q{number}"), report(f"r{number}")))
        for number, one in enumerate(stores)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [
        filed.report for _, filed in stores[0].reports.page(ReportQuery(institution=""), after=0, limit=9)
    ]
    assert len(found) == 4
    assert len({one.case for one in found}) == 1
    assert len(standings(stores[0])) == 1


def test_closing_ends_what_stands_and_tells_it(store: Store) -> None:
    store.reports.file(request("q1"), report())
    closed = change(store, "q2", state=ReportState.UNFOUNDED)
    assert (closed.state, closed.closed_at) == (ReportState.UNFOUNDED, AT + timedelta(hours=1))
    assert standings(store) == standings(store, NUMBER) == []
    assert told(store, "institution:999902") == [("report_filed", NAME), ("report_closed", NAME)]


def test_the_case_stands_as_long_as_one_of_its_reports_is_open(store: Store) -> None:
    store.reports.file(request("q1"), report())
    store.reports.file(request("q2"), report("r2", by=BANK, indicators=(ACCOUNT,)))
    change(store, "q3", state=ReportState.WITHDRAWN)
    assert [one.source for one in standings(store)] == ["999901"]
    assert standings(store, NUMBER) == []  # only the first one named it
    assert told(store, "institution:999902") == [("report_filed", NAME)]
    change(store, "q4", "r2", state=ReportState.RESOLVED)
    assert standings(store) == []
    assert told(store, "institution:999902")[1:] == [("report_closed", "reports/r2")]


def test_a_further_indicator_stands_and_is_told(store: Store) -> None:
    store.reports.file(request("q1"), report())
    change(store, "q2", indicators=(SITE,))
    assert [one.name for one in standings(store, SITE)] == [NAME]
    assert told(store, "role:platform") == [("report_filed", NAME)]
    assert len(told(store, "institution:999902")) == 1


def test_every_version_is_kept_and_a_change_is_made_once(store: Store) -> None:
    store.reports.file(request("q1"), report())
    first = change(store, "q2")
    assert change(store, "q2", etag="v9") == first
    with pytest.raises(ConflictError):
        change(store, "q3")
    with pytest.raises(NotFoundError):
        change(store, "q4", "none")
    assert rows(store, "SELECT version FROM report_version ORDER BY version") == [(1,), (2,)]


def test_a_step_that_fails_oddly_is_raised_as_it_is_and_changes_nothing(store: Store) -> None:
    store.reports.file(request("q1"), report())
    for step in (lambda one: one, lambda one: replace(one, version=2, victim=None)):
        with pytest.raises(ValueError, match="next version"):
            store.reports.change(request("q2"), NAME, step)
    assert store.reports.get(NAME) == (report(), None)


def test_the_first_hold_of_a_case_is_known_to_each_of_its_reports(store: Store) -> None:
    store.reports.file(request("q1"), report())
    store.reports.file(request("q2"), report("r2", by=BANK))
    for number, minutes in enumerate((20, 10)):
        placed = AT + timedelta(minutes=minutes)
        held = hold(f"h{number}", basis="reports/r2", placed_at=placed, amount=Vnd(1))
        store.holds.place(request(f"q{minutes}"), held)
    for name in ("r1", "r2"):
        found = store.reports.get(ReportName(f"reports/{name}"))
        assert found is not None
        assert found.first_hold_at == AT + timedelta(minutes=10)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (ReportQuery(institution=""), ["r1", "r2", "r3"]),
        (ReportQuery(institution=HOTLINE.institution), ["r1", "r3"]),
        (ReportQuery(institution=BANK.institution), ["r1", "r2"]),
        (ReportQuery(institution="999903"), []),
        (ReportQuery(institution="", indicator=SITE), ["r2"]),
        (ReportQuery(institution="", indicator=ROBBED), []),
        (ReportQuery(institution=HOTLINE.institution, open_only=True), ["r1"]),
    ],
)
def test_a_page_holds_what_concerns_the_institution(
    store: Store, query: ReportQuery, names: list[str]
) -> None:
    store.reports.file(request("q1"), report("r1"))
    store.reports.file(request("q2"), report("r2", by=BANK, indicators=(SITE,)))
    store.reports.file(request("q3"), report("r3", handler="hotline", victim=None))
    change(store, "q4", "r3", state=ReportState.RESOLVED)
    found = store.reports.page(query, after=0, limit=10)
    assert [filed.report.name for _, filed in found] == [f"reports/{name}" for name in names]
    if found:
        assert store.reports.page(query, after=found[0][0], limit=10) == found[1:]


def test_open_reports_come_oldest_first(store: Store) -> None:
    store.reports.file(request("q1"), report("r1", by=POLICE))
    store.reports.file(request("q2"), report("r2", amount=Vnd(1), filed_at=AT - timedelta(hours=1)))
    store.reports.file(request("q3"), report("r3", amount=Vnd(2)))
    change(store, "q4", "r3", state=ReportState.RESOLVED)
    assert [one.report.name for one in store.reports.open_reports(limit=9)] == ["reports/r2", NAME]
    assert len(store.reports.open_reports(limit=1)) == 1
