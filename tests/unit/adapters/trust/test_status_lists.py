"""Lists kept current aside: what is asked for when, and what stays when nothing good comes."""

import threading
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from builders.assertion import AT, rejected, signed_with, trust_from, verified
from builders.status import configured, judged, status_scene, token_with
from eidgate.adapters.trust.https import FetchError
from eidgate.adapters.trust.status_lists import FIRST_ROUND, StatusListTrust
from eidgate.core.assertion.status_list import StatusListError
from eidgate.core.assertion.status_lists import StatusLists
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.errors import ConfigurationError, EidgateError
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant
from eidgate.simulator.citizen import AN
from eidgate.simulator.identity_provider import ISSUER
from eidgate.simulator.status_publisher import URI, StatusPublisher

VALID = None
SECOND = timedelta(seconds=1)


class World:
    """An issuer with one list, whoever fetches it, and a clock that is set."""

    def __init__(self, **lists: Any) -> None:
        self.scene = status_scene()
        self.at = AT
        self.lists = {"uris": [URI], "refresh_seconds": 300, "maximum_age_seconds": 7_200} | lists
        self.base = self.read_configuration()
        self.served: Callable[[], str] = lambda: self.scene.statuses.token(self.scene.key, self.at)
        self.asked: list[tuple[str, Instant]] = []
        self.failures: list[EidgateError] = []
        self.read: list[tuple[str, Instant]] = []
        self.trust = StatusListTrust(self, clock=self, randomness=self, watcher=self, fetch=self._fetch)

    def read_configuration(self) -> TrustSnapshot:
        return trust_from(configured(self.scene, **self.lists), read_at=self.at)

    def current(self) -> TrustSnapshot:
        return self.base

    def key_unknown(self) -> None: ...

    def now(self) -> Instant:
        return self.at

    def bytes(self, count: int) -> bytes:
        return b"\xff" * count

    def status_list_read(self, issuer: str, issued_at: Instant) -> None:
        self.read.append((issuer, issued_at))

    def status_list_failed(self, issuer: str, error: EidgateError) -> None:
        assert issuer == ISSUER
        self.failures.append(error)

    def _fetch(self, uri: str, _: StatusLists) -> str:
        self.asked.append((uri, self.at))
        return self.served()

    def serve(self, token: str) -> None:
        self.served = lambda: token

    def fail(self) -> None:
        def nothing() -> str:
            raise FetchError("nothing there")

        self.served = nothing

    def after(self, wait: timedelta) -> None:
        self.at += wait
        self.trust.refresh()

    def reason(self, at: Instant | None = None) -> str | None:
        """Why the citizen's assertion is refused now, or None."""
        assertion = signed_with(self.scene.identity_provider, status=self.scene.statuses.claim(AN.subject_id))
        verdict = judged(assertion, self.trust.current(), at=at or AT)
        if not hasattr(verdict, "reason"):
            verified(verdict)
            return VALID
        return rejected(verdict)[0]


class Broken:
    """A watcher that cannot note how the lists are doing, for a disk that is full."""

    def __init__(self, world: World) -> None:
        self.status_list_failed = world.status_list_failed

    def status_list_read(self, issuer: str, issued_at: Instant) -> None:
        raise OSError(issuer, issued_at)


@pytest.fixture
def world() -> World:
    return World()


def asked_after(world: World) -> list[int]:
    """Seconds between attempts."""
    times = [at for _, at in world.asked]
    return [int((later - earlier).total_seconds()) for earlier, later in pairwise(times)]


def test_before_the_first_round_the_status_is_unavailable(world: World) -> None:
    assert world.reason() == Reason.STATUS_UNAVAILABLE
    assert world.asked == []


def test_after_it_the_list_says(world: World) -> None:
    world.trust.refresh()

    assert world.reason() is VALID
    assert world.asked == [(URI, AT)]
    assert world.read == [(ISSUER, AT)]


def test_a_revocation_is_known_after_the_next_refresh(world: World) -> None:
    world.trust.refresh()
    world.scene.statuses.revoke(AN.subject_id)
    assert world.reason() is VALID

    world.after(timedelta(seconds=60))  # the list's ttl

    assert world.reason() == Reason.STATUS_REVOKED


def test_a_list_is_asked_for_again_by_its_ttl_when_that_is_shorter(world: World) -> None:
    for _ in range(130):
        world.after(SECOND)

    assert asked_after(world) == [60, 60]


def test_a_list_is_asked_for_again_by_the_configuration_when_that_is_shorter() -> None:
    world = World(refresh_seconds=20)
    for _ in range(50):
        world.after(SECOND)

    assert asked_after(world) == [20, 20]


def test_workers_do_not_all_ask_at_once(world: World) -> None:
    world.bytes = lambda count: b"\0" * count  # type: ignore[method-assign]  # another draw
    for _ in range(60):
        world.after(SECOND)

    assert asked_after(world) == [48]


def test_a_failing_server_is_asked_ever_later_up_to_the_usual_interval(world: World) -> None:
    world.fail()
    for _ in range(1_000):
        world.after(SECOND)

    assert asked_after(world) == [5, 10, 20, 40, 80, 160, 300, 300]
    assert world.reason() == Reason.STATUS_UNAVAILABLE


def test_after_an_outage_the_rhythm_is_the_usual_one_again(world: World) -> None:
    world.fail()
    for _ in range(16):
        world.after(SECOND)
    world.served = lambda: world.scene.statuses.token(world.scene.key, world.at)
    for _ in range(100):
        world.after(SECOND)

    assert asked_after(world) == [5, 10, 20, 60]


def test_the_last_good_list_counts_through_an_outage_until_it_is_too_old(world: World) -> None:
    world.serve(token_with(world.scene, exp=...))
    world.trust.refresh()
    world.fail()
    world.after(timedelta(seconds=90))

    assert world.reason() is VALID
    (issuer,) = world.trust.current().issuers.values()
    assert issuer.status_lists is not None
    assert issuer.status_lists.lists[URI].issued_at == AT  # type: ignore[union-attr]  # a list, as asserted above
    assert [type(error) for error in world.failures] == [FetchError]


def test_a_list_that_is_too_old_says_nothing_any_more() -> None:
    world = World(maximum_age_seconds=30)
    world.trust.refresh()
    world.fail()
    world.after(timedelta(seconds=90))

    assert world.reason(AT + timedelta(seconds=29)) is VALID
    assert world.reason(AT + timedelta(seconds=30)) == Reason.STATUS_STALE


@pytest.mark.parametrize(
    "spoil",
    [
        lambda scene: "rubbish",
        lambda scene: "",
        lambda scene: scene.token[:-8] + "AAAAAAAA",
        lambda scene: token_with(scene, sub="https://another.example"),
        lambda scene: token_with(status_scene(2)),
        lambda scene: token_with(scene, iat=int(AT.timestamp()) + 3_600, exp=...),
    ],
    ids=["rubbish", "nothing", "wrong signature", "wrong sub", "a stranger's key", "future"],
)
def test_a_bad_list_changes_nothing_and_is_reported(world: World, spoil: Callable[[Any], str]) -> None:
    world.trust.refresh()
    world.serve(spoil(world.scene))

    world.after(timedelta(seconds=60))

    assert world.reason() is VALID
    assert [type(error) for error in world.failures] == [StatusListError]


def test_a_defect_of_our_own_is_reported_and_the_lists_are_kept_current_all_the_same(world: World) -> None:
    world.trust.refresh()
    world.served = lambda: str(1 // 0)
    world.after(timedelta(seconds=60))

    assert world.reason() is VALID
    assert [str(error) for error in world.failures] == [f"{URI}: ZeroDivisionError"]


def test_a_defect_beside_the_lists_does_not_end_the_thread_that_keeps_them(world: World) -> None:
    world.trust = StatusListTrust(
        world, clock=world, randomness=world, watcher=Broken(world), fetch=world._fetch
    )
    world.trust._round()
    world.trust._round()

    assert [str(error) for error in world.failures] == [f"{ISSUER}: OSError"] * 2


def test_a_bad_first_list_is_a_reason_of_its_own(world: World) -> None:
    world.serve("rubbish")
    world.trust.refresh()
    assert world.reason() == Reason.STATUS_TOKEN_INVALID

    world.fail()
    world.after(timedelta(seconds=10))

    assert world.reason() == Reason.STATUS_TOKEN_INVALID


@pytest.mark.parametrize(
    "claims", [{"iat": int(AT.timestamp()) - 7_200, "exp": ...}, {"iat": 1, "exp": int(AT.timestamp())}]
)
def test_a_list_that_comes_too_late_is_stale_and_soon_asked_for_again(
    world: World, claims: dict[str, Any]
) -> None:
    world.serve(token_with(world.scene, **claims))
    for _ in range(7):
        world.after(SECOND)

    assert world.reason(AT) == Reason.STATUS_STALE
    assert asked_after(world) == [5]
    assert len(world.failures) == 2


def test_a_list_that_was_rolled_back_is_refused(world: World) -> None:
    old = world.scene.token
    world.at += timedelta(seconds=10)
    world.scene.statuses.revoke(AN.subject_id)
    world.trust.refresh()
    world.serve(old)

    world.after(timedelta(seconds=60))

    assert world.reason(AT + timedelta(seconds=70)) == Reason.STATUS_REVOKED
    assert "rolled back" in str(world.failures[0])


def test_a_list_signed_by_a_key_that_is_gone_goes_with_it(world: World) -> None:
    world.trust.refresh()
    world.scene.identity_provider.rotate()
    world.scene.identity_provider.retire()
    world.fail()
    world.at += SECOND
    world.base = world.read_configuration()

    world.trust.refresh()

    assert world.reason() == Reason.STATUS_TOKEN_INVALID
    assert len(world.asked) == 2, "it is asked for again at once"


def test_a_list_of_a_key_that_overlaps_stays(world: World) -> None:
    world.trust.refresh()
    world.scene.identity_provider.rotate()
    world.at += SECOND
    world.base = world.read_configuration()

    world.trust.refresh()

    assert world.reason() is VALID
    assert len(world.asked) == 1


def test_a_list_that_is_configured_no_more_is_forgotten(world: World) -> None:
    world.trust.refresh()
    world.at += SECOND
    world.lists["uris"] = ["https://status.example/other"]
    world.base = world.read_configuration()

    world.trust.refresh()

    assert world.reason() == Reason.STATUS_LIST_NOT_ACCEPTED
    assert world.asked[-1][0] == "https://status.example/other"


def test_what_an_assertion_names_is_never_asked_for(world: World) -> None:
    world.trust.refresh()
    status = {"status_list": {"idx": 0, "uri": "https://stranger.example/list"}}
    assertion = signed_with(world.scene.identity_provider, status=status)

    verdict = judged(assertion, world.trust.current())
    world.after(timedelta(seconds=60))

    assert rejected(verdict) == (Reason.STATUS_LIST_NOT_ACCEPTED, 13)
    assert {uri for uri, _ in world.asked} == {URI}


def test_a_clock_that_was_set_back_does_not_stop_the_refresh(world: World) -> None:
    world.trust.refresh()

    world.after(-timedelta(days=1))

    assert len(world.asked) == 2


def test_renewed_keys_are_seen_at_once(world: World) -> None:
    world.trust.refresh()
    before = world.trust.current()
    world.base = world.read_configuration()

    assert world.trust.current() is not before
    assert world.trust.current() is world.trust.current()
    assert world.reason() is VALID


def test_lists_of_the_configuration_itself_are_not_fetched() -> None:
    scene = status_scene()
    world = World(uris=[], tokens={URI: scene.token})

    world.trust.refresh()

    assert world.asked == []
    assert world.reason() is VALID


def test_a_thread_aside_does_the_first_round_before_the_start_is_over(world: World) -> None:
    world.trust.start()
    try:
        assert world.reason() is VALID
    finally:
        world.trust.close()


def test_a_server_that_hangs_does_not_hold_the_start_for_ever(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = threading.Event()
    monkeypatch.setattr("eidgate.adapters.trust.status_lists.FIRST_ROUND", FIRST_ROUND / 100)

    def hang() -> str:
        answer.wait()
        raise FetchError("at last")

    world.served = hang
    world.trust.start()
    assert world.reason() == Reason.STATUS_UNAVAILABLE

    answer.set()
    world.trust.close()


def test_two_lists_are_as_old_as_the_older_one() -> None:
    other = StatusPublisher(uri="https://status.example/2")
    world = World(uris=[URI, other.uri])
    earlier = AT - timedelta(minutes=10)

    def fetch() -> str:
        if world.asked[-1][0] == URI:
            return world.scene.token
        return other.token(world.scene.key, earlier)

    world.served = fetch
    world.trust.refresh()

    assert world.read == [(ISSUER, earlier)]


def test_a_server_in_trouble_is_asked_for_one_list_a_tick_and_after_everybody_else() -> None:
    """Each attempt may take ten seconds, in which nobody else's list is renewed."""
    uris = [URI, *(f"https://status.example/{number}" for number in range(2, 5))]
    world = World(uris=uris)
    world.fail()
    world.trust.refresh()
    assert len(world.asked) == 1

    for _ in range(3):
        world.after(timedelta(seconds=1))
    assert sorted(uri for uri, _ in world.asked) == sorted(uris)

    world.served = lambda: StatusPublisher(uri=world.asked[-1][0]).token(world.scene.key, world.at)
    world.after(timedelta(seconds=10))
    assert sorted(uri for uri, _ in world.asked[4:]) == sorted(uris)


def test_closing_what_was_never_started_is_harmless(world: World) -> None:
    world.trust.close()


def restarted(world: World) -> World:
    """Start again with the same configuration, the same people and the same disk."""
    again = World(**world.lists)
    again.scene, again.at = world.scene, world.at
    again.fail()
    return again


def test_a_copy_on_disk_serves_a_start_during_an_outage(tmp_path: Path) -> None:
    world = World(copies=str(tmp_path / "copies"))
    world.trust.refresh()
    assert len(list((tmp_path / "copies").iterdir())) == 1

    again = restarted(world)
    again.trust.refresh()

    assert again.reason() is VALID
    assert [type(error) for error in again.failures] == [FetchError]


def test_a_copy_keeps_a_list_from_being_rolled_back_over_a_restart(tmp_path: Path) -> None:
    world, old = World(copies=str(tmp_path)), status_scene().token
    world.at += SECOND
    world.scene.statuses.revoke(AN.subject_id)
    world.trust.refresh()

    again = restarted(world)
    again.serve(old)
    again.trust.refresh()

    assert again.reason(AT + SECOND) == Reason.STATUS_REVOKED
    assert "rolled back" in str(again.failures[0])


@pytest.mark.parametrize("content", [b"", b"rubbish", b"\xff\xfe"])
def test_a_spoilt_copy_is_reported_and_not_believed(tmp_path: Path, content: bytes) -> None:
    world = World(copies=str(tmp_path))
    world.trust.refresh()
    (copy,) = tmp_path.iterdir()
    copy.write_bytes(content)

    again = restarted(world)
    again.trust.refresh()

    assert again.reason() == Reason.STATUS_UNAVAILABLE
    assert [type(error) for error in again.failures] == [StatusListError, FetchError]


def test_a_copy_that_cannot_be_written_costs_nothing_now(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    world = World(copies=str(tmp_path / "file"))

    world.trust.refresh()

    assert world.reason() is VALID
    assert [type(error) for error in world.failures] == [ConfigurationError]


def test_an_unknown_key_is_the_other_sources_business(world: World) -> None:
    told: list[str] = []
    world.key_unknown = lambda: told.append("unknown")  # type: ignore[method-assign]  # to hear of it

    world.trust.key_unknown()

    assert told == ["unknown"]


def test_a_list_that_no_key_verified_is_asked_for_again_when_the_trust_changes(world: World) -> None:
    world.serve(token_with(status_scene(2)))
    world.trust.refresh()
    assert world.reason() == Reason.STATUS_TOKEN_INVALID
    world.serve(world.scene.token)
    world.at += SECOND
    world.base = world.read_configuration()

    world.trust.refresh()

    assert world.reason() is VALID
