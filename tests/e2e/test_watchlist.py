"""The shared list over the wire, on both engines: a listing's life, and copies that survive what happens."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import grpc
import pytest

from builders.desk import because, new_id, outcome
from builders.holding_desk import waiting
from builders.lister import PATIENCE, Kept, Lister, account, lister, site
from builders.running import Running
from builders.served import details
from builders.supervised import eventually
from eidgate.core.terms import Instrument, InstrumentKind
from eidgate.simulator.world import BANK, OTHER_BANK, PLATFORM, POLICE, SHOP, WALLET
from eidgate.v1 import alert_service_pb2 as alerts
from eidgate.v1 import identifier_pb2 as identifiers
from eidgate.v1 import watchlist_service_pb2 as pb
from eidgate.v1.decision_pb2 import Decision

pytest_plugins = ("builders.store_fixtures",)

WARN, HIGH, BLOCK = pb.ENTRY_GRADE_REPORTED, pb.ENTRY_GRADE_SUSPECTED, pb.ENTRY_GRADE_CONFIRMED
numbers = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    bank: Lister
    other_bank: Lister
    wallet: Lister
    shop: Lister
    platform: Lister
    police: Lister
    officer: Lister


@pytest.fixture
def parties(on_each_store: Running) -> Iterator[Parties]:
    with ExitStack() as open_:
        named = {"bank": BANK, "other_bank": OTHER_BANK, "wallet": WALLET, "shop": SHOP, "platform": PLATFORM}
        made = {name: open_.enter_context(lister(on_each_store, party)) for name, party in named.items()}
        police = open_.enter_context(lister(on_each_store, POLICE, officer="an"))
        officer = open_.enter_context(lister(on_each_store, POLICE, officer="binh"))
        yield Parties(police=police, officer=officer, **made)


def fresh() -> object:
    return account(f"02{next(numbers):08}")


def refused(act: object) -> tuple[str, str]:
    with pytest.raises(grpc.RpcError) as caught:
        act()  # type: ignore[operator]
    return caught.value.code().name, details(caught.value)["ErrorInfo"].reason


def test_a_listing_from_the_first_report_to_the_appeal_that_clears_it(parties: Parties) -> None:
    mule = fresh()
    entry = parties.bank.report(mule, evidence="case 7")
    assert parties.shop.listings(mule) == [(entry.name, WARN)]

    entry = parties.wallet.report(mule)
    assert (entry.grade, [one.institution for one in entry.reporters]) == (HIGH, ["999901", "999903"])
    confirmed = parties.police.confirm(entry)
    assert parties.shop.listings(mule) == [(entry.name, BLOCK)]

    appeal = parties.other_bank.appeal(entry.name)
    assert appeal.review_due_time.seconds - appeal.file_time.seconds == 12 * 3600
    assert appeal.decision_due_time.seconds - appeal.file_time.seconds == 90 * 86_400
    under_appeal = parties.officer.get(entry.name).entry
    assert under_appeal.expire_time == min(
        confirmed.expire_time, appeal.decision_due_time, key=lambda one: one.seconds
    )
    cleared = parties.officer.resolve(appeal.name, under_appeal.etag, pb.APPEAL_STATE_GRANTED)
    assert (cleared.state, cleared.code) == (pb.ENTRY_STATE_CLEARED, 0)
    assert cleared.appeals[0].state == pb.APPEAL_STATE_GRANTED
    assert parties.shop.listings(mule) == []
    assert parties.police.check(fresh()).sources == []  # type: ignore[arg-type]


def test_the_next_payment_to_a_listed_account_is_judged_by_it(
    on_each_store: Running, parties: Parties
) -> None:
    desk = on_each_store.desk()
    payee = Instrument(kind=InstrumentKind.ACCOUNT, institution="999902", number=f"03{next(numbers):08}")

    def pay() -> Decision:
        return desk.pay(transaction=desk.transaction(payee=payee))

    assert outcome(pay()) == "ALLOW"
    entry = parties.police.confirm(parties.bank.report(account(payee.number)))
    denied = pay()
    assert outcome(denied) == "DENY"
    assert because(denied) == {"PAYEE_LISTED_BLOCK"}
    parties.officer.clear(entry)
    assert outcome(pay()) == "ALLOW"


def test_who_may_do_what(parties: Parties) -> None:
    entry = parties.bank.report(fresh())
    assert refused(lambda: parties.bank.confirm(entry)) == ("PERMISSION_DENIED", "NOT_PERMITTED")
    assert refused(lambda: parties.bank.clear(entry)) == ("PERMISSION_DENIED", "NOT_PERMITTED")
    assert refused(lambda: parties.shop.report(fresh())) == ("PERMISSION_DENIED", "NOT_PERMITTED")
    assert refused(lambda: parties.wallet.get(entry.name)) == ("NOT_FOUND", "NOT_FOUND")
    assert refused(lambda: parties.wallet.clear(entry)) == ("NOT_FOUND", "NOT_FOUND")
    assert refused(lambda: next(parties.shop.watch())) == ("PERMISSION_DENIED", "NOT_PERMITTED")
    stale = pb.Entry(name=entry.name, etag="v9")
    assert refused(lambda: parties.police.clear(stale)) == ("ABORTED", "ETAG_MISMATCH")
    assert parties.other_bank.clear(entry).state == pb.ENTRY_STATE_CLEARED


def test_what_is_nothing_of_its_kind_is_refused_by_its_field(parties: Parties) -> None:
    with pytest.raises(grpc.RpcError) as caught:
        parties.bank.check(account("1"), site("not a host"))
    assert [one.field for one in details(caught.value)["BadRequest"].field_violations] == [
        "identifiers[1].value"
    ]
    assert refused(lambda: parties.bank.report(site("com.vn"))) == ("INVALID_ARGUMENT", "REQUEST_INVALID")


def test_a_page_is_covered_by_its_host_and_a_host_not_by_its_page(parties: Parties) -> None:
    number = next(numbers)
    host = parties.bank.report(site(f"https://evil-{number}.com.vn/"))
    page = parties.bank.report(site(f"forum-{number}.com.vn/posts/7"))
    assert parties.shop.listings(site(f"http://LOGIN.evil-{number}.com.vn/x?y")) == [(host.name, WARN)]
    assert parties.shop.listings(site(f"forum-{number}.com.vn/posts/7/2")) == [(page.name, WARN)]
    assert parties.shop.listings(site(f"forum-{number}.com.vn")) == []


def test_a_person_is_asked_about_by_subject_and_listed_on_the_word_of_two(parties: Parties) -> None:
    person = identifiers.Identifier(
        kind=identifiers.IDENTIFIER_KIND_PERSON, value=f"https://idp.example subject-{next(numbers)}"
    )
    entry = parties.bank.report(person)
    assert entry.state == pb.ENTRY_STATE_PENDING
    assert len(entry.identifier.value) == 64
    assert parties.shop.listings(person) == []
    assert parties.police.report(person).state == pb.ENTRY_STATE_ACTIVE
    assert parties.shop.listings(person) == [(entry.name, HIGH)]


def test_a_miss_costs_more_than_a_hit_or_what_one_keeps_oneself(parties: Parties) -> None:
    mule, unknown = fresh(), fresh()
    parties.bank.report(mule)

    def cost(party: Lister, identifier: object) -> int:
        before = party.check(identifier).budget  # type: ignore[arg-type]
        assert (before.hit_cost, before.miss_cost) == (1, 20)
        return round((before.capacity - before.left) % before.miss_cost)

    first = parties.shop.check(mule).budget  # type: ignore[arg-type]
    assert 0 < first.left < first.capacity
    assert cost(parties.other_bank, unknown) <= 1  # its own: one unit, and some came back meanwhile


def test_copies_agree_with_the_server_whoever_keeps_them(parties: Parties) -> None:
    early = Kept().follow(parties.bank)
    mule = parties.bank.report(fresh())
    parties.bank.report(site(f"scam-{next(numbers)}.com"))
    gone = parties.bank.report(fresh())
    parties.other_bank.clear(gone)
    early.follow(parties.bank)
    late = Kept().follow(parties.platform)
    assert set(late.held) == set(early.held)
    assert mule.name in late.held
    assert gone.name not in late.held
    assert not late.held[mule.name].HasField("identifier")
    keeper = Kept().follow(parties.other_bank)
    assert keeper.held[mule.name].identifier == mule.identifier


def test_a_removal_is_acknowledged_and_who_lacks_it_is_seen(parties: Parties) -> None:
    entry = parties.bank.report(fresh())
    bank, wallet = Kept().follow(parties.bank), Kept().follow(parties.wallet)
    parties.bank.acknowledge(bank.cursor)
    parties.other_bank.clear(entry)
    parties.wallet.acknowledge(wallet.follow(parties.wallet).cursor)

    def reached() -> dict[str, bool]:
        return {one.institution: one.applied for one in parties.police.get(entry.name).propagation}

    assert (reached()["999901"], reached()["999903"]) == (False, True)
    parties.bank.acknowledge(bank.follow(parties.bank).cursor)
    assert reached()["999901"]
    assert refused(lambda: parties.bank.acknowledge("c:999999:")) == ("INVALID_ARGUMENT", "REQUEST_INVALID")


def test_a_list_is_imported_whole_or_not_at_all(parties: Parties) -> None:
    def row(identifier: object, grade: int = HIGH) -> pb.ImportRow:
        return pb.ImportRow(identifier=identifier, grade=grade, code=5)  # type: ignore[arg-type]

    kept = Kept().follow(parties.bank)
    accounts = [fresh() for _ in range(2_500)]
    told = parties.police.import_list("mules", *(row(one) for one in accounts))
    assert (told.applied, told.added, told.source) == (True, 2_500, "police/mules")
    assert len(parties.shop.listings(accounts[7])) == 1  # type: ignore[arg-type]

    broken = [*accounts[:1_500], site("not a host"), *accounts[1_500:]]
    told = parties.police.import_list("mules", *(row(one) for one in broken))
    assert (told.applied, [(one.row, one.description) for one in told.faults]) == (
        False,
        [(1_501, "no host")],
    )
    told = parties.police.import_list("mules", row(accounts[0]), dry_run=True)
    assert (told.applied, told.fault_count) == (False, 0)
    assert len(parties.shop.listings(accounts[7])) == 1  # type: ignore[arg-type]
    told = parties.bank.import_list("mules", row(accounts[0]))
    assert [one.description for one in told.faults] == [
        "only an authority imports what is suspected or confirmed"
    ]
    told = parties.police.import_list("mules")
    assert (told.applied, told.removed) == (True, 2_500)
    kept.follow(parties.bank)


def test_a_list_without_its_end_or_with_a_wrong_one_changes_nothing(parties: Parties) -> None:
    mule = fresh()
    header = pb.ImportEntriesRequest(header=pb.ImportHeader(request_id=new_id(), list="endless"))
    row = pb.ImportRow(identifier=mule, grade=HIGH, code=5)  # type: ignore[arg-type]
    some = pb.ImportEntriesRequest(rows=pb.ImportRows(rows=[row]))
    end = pb.ImportEntriesRequest(end=pb.ImportEnd(row_count=1))
    wrong = pb.ImportEntriesRequest(end=pb.ImportEnd(row_count=2))
    for messages in (
        [header, some],
        [header, some, wrong],
        [header, some, end, some],
        [header, some, header],
    ):
        sent = iter(messages)
        assert refused(lambda sent=sent: parties.police.stub.ImportEntries(sent, timeout=PATIENCE)) == (
            "INVALID_ARGUMENT",
            "REQUEST_INVALID",
        )
        assert parties.shop.listings(mule) == []  # type: ignore[arg-type]
    assert parties.police.stub.ImportEntries(iter([header, some, end]), timeout=PATIENCE).applied


def test_a_cursor_of_nobodys_is_refused_and_the_reader_begins_anew(parties: Parties) -> None:
    for cursor in ("c:999999:", "x", "c:07:", "c:1:zz", "s:1:q::"):
        assert refused(lambda cursor=cursor: next(parties.bank.watch(cursor))) == (
            "INVALID_ARGUMENT",
            "REQUEST_INVALID",
        )


def test_a_copy_survives_killed_workers_and_readers_that_do_not_read(
    on_each_store: Running, parties: Parties
) -> None:
    kept = Kept().follow(parties.bank)
    lazy = parties.wallet.watch()
    next(lazy)
    for worker in on_each_store.workers():
        os.kill(worker, signal.SIGKILL)
        for _ in range(3):
            reported = fresh()
            eventually(lambda reported=reported: bool(_try(lambda: parties.bank.report(reported))))
        eventually(lambda: bool(_try(lambda: kept.follow(parties.bank))))
    assert Kept().follow(parties.bank).held.keys() == kept.held.keys()
    lazy.cancel()


def _try(act: object) -> object:
    """Do it, or see that the server is not there yet."""
    try:
        return act()  # type: ignore[operator]
    except grpc.RpcError as error:
        if error.code() not in {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED}:
            raise
        return None


def test_a_list_is_one_alert_that_leads_to_its_entries(
    parties: Parties, on_each_store: Running, tmp_path: Path
) -> None:
    mine = [fresh() for _ in range(30)]
    theirs = account("77001", institution=BANK.institution)
    parties.police.import_list(
        f"news{next(numbers)}",
        *(pb.ImportRow(identifier=one, grade=BLOCK, code=3) for one in [*mine, theirs]),
    )
    told = waiting(on_each_store, OTHER_BANK, tmp_path)
    *_, alert = [one for one in told if one.kind == alerts.ALERT_KIND_LIST_IMPORTED]
    assert (alert.action, alert.list_news.listed_count) == (alerts.ALERT_ACTION_RESTRICT, 30)
    assert not alert.HasField("identifier")

    read = set[str]()
    for message in parties.other_bank.watch(alert.list_news.watch_cursor):
        if message.HasField("checkpoint"):
            break
        if message.change.HasField("identifier"):
            read.add(message.change.identifier.value)
    assert read == {one.value for one in mine}  # the one of the other bank has its hash only
