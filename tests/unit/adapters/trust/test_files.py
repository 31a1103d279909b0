import json
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from builders.assertion import AT, EXPECTED, rejected, request, verified
from eidgate.adapters.trust.files import FileTrust, load_offline
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.assertion.verdict import Verdict
from eidgate.core.assertion.verify import verify
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant, Masked
from eidgate.simulator.citizen import AN
from eidgate.simulator.identity_provider import IdentityProvider


class SetClock:
    def __init__(self) -> None:
        self.at = AT

    def now(self) -> Instant:
        return self.at


class World:
    """An identity provider that publishes its keys to a file, and a server that trusts it."""

    def __init__(self, folder: Path, check_interval: timedelta = timedelta(hours=1)) -> None:
        self.idp = IdentityProvider(1)
        self.path, self.keys = folder / "trust.json", folder / "jwks.json"
        self.idp.write_jwks(self.keys)
        self.path.write_text(json.dumps(self.idp.trust_file(jwks_file="jwks.json")))
        self.clock = SetClock()
        self.failures: list[ConfigurationError] = []
        self.trust = FileTrust(
            self.path, clock=self.clock, on_failure=self.failures.append, check_interval=check_interval
        )

    def judge(self, assertion: str) -> Verdict:
        return verify(Masked(assertion), trust=self.trust.current(), expected=EXPECTED, at=AT)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_a_rotated_key_is_picked_up(world: World) -> None:
    world.idp.rotate()
    assertion = world.idp.issue(AN, request())
    assert rejected(world.judge(assertion)) == (Reason.ISSUER_KEY_UNKNOWN, 3)

    world.idp.write_jwks(world.keys)

    assert world.trust.refresh()
    verified(world.judge(assertion))
    assert not world.trust.refresh()


def test_a_changed_configuration_is_picked_up(world: World) -> None:
    (entry,) = world.idp.trust_file(jwks_file="jwks.json")["issuers"]
    world.path.write_text(json.dumps({"issuers": [entry | {"status": "require"}]}))

    assert world.trust.refresh()
    assert rejected(world.judge(world.idp.issue(AN, request()))) == (Reason.STATUS_UNAVAILABLE, 13)


@pytest.mark.parametrize("content", ["", "{", '{"keys": []}', "[]"])
def test_a_bad_key_file_changes_nothing_and_is_reported(world: World, content: str) -> None:
    before = world.trust.current()
    world.keys.write_text(content)

    assert not world.trust.refresh()
    assert world.trust.current() is before
    assert len(world.failures) == 1
    verified(world.judge(world.idp.issue(AN, request())))


def test_keys_that_cannot_be_read_again_grow_too_old(world: World) -> None:
    world.clock.at = AT - timedelta(days=1)
    world.trust.refresh()
    world.keys.unlink()
    world.clock.at = AT

    world.trust.refresh()

    verdict = world.judge(world.idp.issue(AN, request()))
    assert rejected(verdict) == (Reason.ISSUER_KEYS_UNAVAILABLE, 3)
    assert "cannot be read" in str(world.failures[0])


def test_reading_the_same_keys_again_keeps_them_young(world: World) -> None:
    world.clock.at = AT + timedelta(hours=5)

    assert not world.trust.refresh()

    (issuer,) = world.trust.current().issuers.values()
    assert issuer.keys_usable_until == world.clock.at + timedelta(days=1)
    assert world.trust.current().loaded_at == AT


def test_there_is_no_start_without_trust(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        FileTrust(tmp_path / "none.json", clock=SetClock(), on_failure=lambda _: None)


def test_a_thread_aside_looks_for_changes(tmp_path: Path) -> None:
    world = World(tmp_path, check_interval=timedelta(milliseconds=1))
    reported = threading.Event()
    world.failures = _Signalling(reported)
    world.trust._on_failure = world.failures.append
    world.keys.unlink()
    world.trust.start()

    assert reported.wait(timeout=30)
    world.trust.close()


def test_a_defect_of_our_own_does_not_end_the_thread_that_looks(tmp_path: Path) -> None:
    world = World(tmp_path, check_interval=timedelta(milliseconds=1))
    twice = threading.Barrier(2)

    def broken(_: TrustSnapshot) -> None:
        twice.wait(timeout=30)
        raise ZeroDivisionError

    world.trust._on_read = broken
    world.trust.start()
    twice.wait(timeout=30)
    twice.wait(timeout=30)
    twice.abort()
    world.trust.close()

    assert "ZeroDivisionError" in str(world.failures[0])


class _Signalling(list[ConfigurationError]):
    def __init__(self, event: threading.Event) -> None:
        super().__init__()
        self._event = event

    def append(self, item: ConfigurationError) -> None:
        super().append(item)
        self._event.set()


def test_closing_what_was_never_started_is_harmless(world: World) -> None:
    world.trust.close()


def test_offline_trust_is_loaded_once(world: World) -> None:
    snapshot = load_offline(world.path, read_at=AT)

    verdict = verify(
        Masked(world.idp.issue(AN, request())),
        trust=snapshot,
        expected=EXPECTED,
        at=AT + timedelta(seconds=1),
    )
    verified(verdict)
