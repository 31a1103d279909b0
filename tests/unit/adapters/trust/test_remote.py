"""Keys behind a URI: rotation, outage, garbage, restarts, and how often a server is asked."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from builders.assertion import AT, EXPECTED, rejected, request, verified
from builders.key_server import Handler, Published, key_server, publishing
from eidgate.adapters.trust.files import FileTrust, load_offline
from eidgate.adapters.trust.rhythm import SHORTEST
from eidgate.core.assertion.verdict import Verdict
from eidgate.core.assertion.verify import verify
from eidgate.core.errors import ConfigurationError, EidgateError
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant, Masked
from eidgate.simulator.authority import root
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from eidgate.simulator.citizen import AN
from eidgate.simulator.identity_provider import IdentityProvider


class SetClock:
    def __init__(self) -> None:
        self.at = AT

    def now(self) -> Instant:
        return self.at


class World:
    """An identity provider behind HTTPS, and a server that trusts it."""

    def __init__(self, folder: Path, server: Published, **entry: Any) -> None:
        self.idp, self.server, self.clock = IdentityProvider(1), server, SetClock()
        self.path = folder / "trust.json"
        self.failures: list[tuple[str, EidgateError]] = []
        configured = self.idp.issuer_configuration()
        del configured["jwks"]
        configured |= {"jwks_uri": server.uri, "jwks_ca_file": str(server.certificates.authority)} | entry
        self.path.write_text(json.dumps({"issuers": [configured]}))
        self.publish()

    def publish(self, **headers: str) -> None:
        self.server.answer = publishing(self.idp.jwks(), **headers)

    def fail(self) -> None:
        self.server.answer = lambda handler: handler.say(b"{}", 503)

    def start(self) -> FileTrust:
        def failed(issuer: str, error: EidgateError) -> None:
            self.failures.append((issuer, error))

        def broken(error: ConfigurationError) -> None:
            raise error

        self.trust = FileTrust(self.path, clock=self.clock, on_failure=broken, on_fetch_failure=failed)
        return self.trust

    def look(self, later: timedelta) -> None:
        """Let time pass, and do what the threads would do."""
        self.clock.at += later
        for remote in self.trust._remotes._sets.values():
            remote.look()
        self.trust.refresh()

    def judge(self) -> Verdict:
        made = self.idp.issue(AN, request(at=self.clock.at, nonce=None, transaction_data=()))
        return self.verdict(made)

    def verdict(self, assertion: str) -> Verdict:
        expected = EXPECTED.__class__(
            relying_party=EXPECTED.relying_party,
            audience=EXPECTED.audience,
            nonce=EXPECTED.nonce.__class__(keyring=EXPECTED.nonce.keyring, nonce=None),  # type: ignore[union-attr]
            transaction_data=(),
            hashes_required=False,
        )
        return verify(Masked(assertion), trust=self.trust.current(), expected=expected, at=self.clock.at)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with key_server(tmp_path, lambda handler: handler.say(b"")) as server:
        yield World(tmp_path, server)


def test_keys_are_there_from_the_start(world: World) -> None:
    world.start()

    verified(world.judge())
    assert len(world.server.requests) == 1


def test_a_rotated_key_is_known_after_the_usual_interval(world: World) -> None:
    world.start()
    world.idp.rotate()
    world.publish()
    assert rejected(world.judge()) == (Reason.ISSUER_KEY_UNKNOWN, 3)

    world.look(timedelta(minutes=5))
    verified(world.judge())


def test_the_key_before_counts_only_while_it_is_in_the_set(world: World) -> None:
    world.start()
    before = world.idp.issue(AN, request(at=AT + timedelta(minutes=5), nonce=None, transaction_data=()))
    world.idp.rotate()
    world.publish()
    world.look(timedelta(minutes=5))
    verified(world.verdict(before))

    world.idp.retire()
    world.publish()
    world.look(timedelta(minutes=5))
    assert rejected(world.verdict(before)) == (Reason.ISSUER_KEY_UNKNOWN, 3)


def test_an_unknown_key_asks_once_a_minute_and_not_at_once(world: World) -> None:
    world.start()
    world.idp.rotate()
    world.publish()
    for _ in range(100):
        world.trust.key_unknown()
    world.look(SHORTEST - timedelta(seconds=1))
    assert len(world.server.requests) == 1

    world.look(timedelta(seconds=1))
    assert len(world.server.requests) == 2
    verified(world.judge())
    world.look(SHORTEST)
    assert len(world.server.requests) == 2


def test_a_clock_that_was_set_back_does_not_put_the_next_fetch_far_ahead(world: World) -> None:
    world.start()
    world.idp.rotate()
    world.publish()
    world.look(-timedelta(days=1))

    verified(world.judge())
    assert len(world.server.requests) == 2
    world.look(timedelta(seconds=1))
    assert len(world.server.requests) == 2


def test_a_clock_that_was_set_back_makes_keys_no_younger_than_new(world: World) -> None:
    """Else an outage could be survived by as much as the clock was wrong."""
    world.start()
    world.fail()
    world.look(-timedelta(days=30))
    verified(world.judge())
    world.path.write_text(world.path.read_text() + "\n")  # and the configuration is read anew
    world.look(timedelta(0))

    world.look(timedelta(days=1))
    assert rejected(world.judge()) == (Reason.ISSUER_KEYS_UNAVAILABLE, 3)


def test_renewed_authorities_of_the_server_are_read_anew(world: World) -> None:
    authorities = world.path.parent / "authorities.pem"
    authorities.write_text(root("another authority", at=AT).pem)
    entry = json.loads(world.path.read_text())["issuers"][0] | {"jwks_ca_file": "authorities.pem"}
    world.path.write_text(json.dumps({"issuers": [entry]}))
    world.start()
    assert "certificate is not accepted" in str(world.failures[0][1])

    authorities.write_bytes(world.server.certificates.authority.read_bytes())
    world.look(timedelta(seconds=5))
    verified(world.judge())


def test_unknown_keys_do_not_shorten_an_outage_below_a_minute(world: World) -> None:
    world.start()
    world.fail()
    for _ in range(60):
        world.trust.key_unknown()
        world.look(timedelta(seconds=1))

    assert len(world.server.requests) <= 2 + 5  # one a minute for the asking, the back-off's after that


def test_an_outage_is_survived_until_the_keys_are_too_old(tmp_path: Path) -> None:
    with key_server(tmp_path, lambda handler: handler.say(b"")) as server:
        world = World(tmp_path, server, maximum_key_age_seconds=3_600)
        world.start()
        world.fail()
        world.look(timedelta(minutes=59))
        verified(world.judge())

        world.look(timedelta(minutes=1))
        assert rejected(world.judge()) == (Reason.ISSUER_KEYS_UNAVAILABLE, 3)
        assert [issuer for issuer, _ in world.failures] == [world.idp.issuer] * len(world.failures)

        world.publish()
        world.look(timedelta(minutes=5))
        verified(world.judge())


@pytest.mark.parametrize(
    "garbage",
    [b"", b"{", b"[]", b'{"keys": []}', b'{"keys": 1}', b"\xff", b'{"keys": [{"kid": "a"}, {"kid": "a"}]}'],
)
def test_garbage_changes_nothing(world: World, garbage: bytes) -> None:
    world.start()
    world.server.answer = lambda handler: handler.say(garbage)
    world.look(timedelta(minutes=5))

    verified(world.judge())
    assert len(world.failures) == 1


def test_an_unchanged_set_stays_young_by_its_entity_tag(tmp_path: Path) -> None:
    with key_server(tmp_path, lambda handler: handler.say(b"")) as server:
        world = World(tmp_path, server, maximum_key_age_seconds=600)
        world.publish(ETag='"1"')
        world.start()
        for _ in range(5):
            world.look(timedelta(minutes=4))

        verified(world.judge())
        assert server.requests[-1]["If-None-Match"] == '"1"'


def test_there_is_a_start_without_keys_and_nothing_is_accepted(world: World) -> None:
    world.fail()
    world.start()
    assert rejected(world.judge()) == (Reason.ISSUER_KEYS_UNAVAILABLE, 3)

    world.publish()
    world.look(timedelta(seconds=5))
    verified(world.judge())


def test_a_fetched_key_set_leaves_anchors_and_lists_as_they_were_read(world: World) -> None:
    """A long list takes a tenth of a second to read, and key sets are fetched every few minutes."""
    entry = json.loads(world.path.read_text())["issuers"][0]
    certified = CertifiedIdentityProvider(at=AT).issuer_configuration()
    entry |= {"anchors_pem": certified["anchors_pem"]}
    world.path.write_text(json.dumps({"issuers": [entry]}))
    world.start()
    before = world.trust.current().issuers[world.idp.issuer]
    world.look(timedelta(minutes=5))

    after = world.trust.current().issuers[world.idp.issuer]
    assert after.keys_usable_until != before.keys_usable_until
    assert after.anchors is before.anchors is not None


def test_a_restart_lives_on_the_copy_whose_age_counts_on(world: World) -> None:
    world.start().close()
    world.fail()
    world.clock.at += timedelta(hours=23)
    world.start()
    verified(world.judge())

    world.look(timedelta(hours=1))
    assert rejected(world.judge()) == (Reason.ISSUER_KEYS_UNAVAILABLE, 3)


def test_a_restart_with_a_copy_that_is_too_old_fetches_before_it_answers(world: World) -> None:
    world.start().close()
    world.clock.at += timedelta(days=2)
    world.start()

    verified(world.judge())
    assert len(world.server.requests) == 2


def test_a_copy_from_the_future_or_of_another_uri_is_not_believed(world: World) -> None:
    world.start().close()
    (copy,) = (world.path.parent / "key-set-copies").glob("*.json")
    written = json.loads(copy.read_text())
    world.fail()
    for lie in (
        {"fetched_at": "2099-01-01T00:00:00Z"},
        {"fetched_at": "2026-01-01T00:00:00"},
        {"uri": "https://another.example"},
        {"content": "e30="},
    ):
        copy.write_text(json.dumps(written | lie))
        world.start()
        assert rejected(world.judge()) == (Reason.ISSUER_KEYS_UNAVAILABLE, 3), lie


def test_a_second_process_takes_what_the_first_has_fetched(world: World) -> None:
    first, second = world.start(), world.start()
    world.trust = first
    world.look(timedelta(minutes=5))
    asked = len(world.server.requests)
    world.trust = second
    world.look(timedelta(seconds=1))

    assert len(world.server.requests) == asked


def test_a_process_that_cannot_fetch_lives_on_what_another_has_fetched(world: World) -> None:
    """Else two workers of one server would answer differently all through an outage."""
    world.fail()
    unlucky = world.start()
    world.publish()
    world.clock.at += timedelta(seconds=1)
    world.start()
    world.fail()
    world.trust = unlucky
    world.look(timedelta(minutes=10))
    verified(world.judge())

    world.look(timedelta(days=1))
    assert rejected(world.judge()) == (Reason.ISSUER_KEYS_UNAVAILABLE, 3)


def test_reading_the_files_again_does_not_make_fetched_keys_young(world: World) -> None:
    world.start()
    world.clock.at += timedelta(hours=25)
    world.trust.refresh()

    assert rejected(world.judge()) == (Reason.ISSUER_KEYS_UNAVAILABLE, 3)


def test_offline_uses_the_copy_and_fetches_nothing(world: World) -> None:
    world.start().close()
    asked = len(world.server.requests)

    (issuer,) = load_offline(world.path, read_at=AT).issuers.values()
    assert issuer.key_ids == {world.idp.key.key_id}
    assert len(world.server.requests) == asked


def test_threads_keep_it_current_and_end(world: World) -> None:
    trust = world.start()
    trust.start()
    trust.close()

    verified(world.judge())


@pytest.mark.parametrize("uri", ["http://idp.example/jwks", "https://me@idp.example/", "file:///etc/passwd"])
def test_only_a_plain_https_uri_is_taken(world: World, uri: str) -> None:
    entry = json.loads(world.path.read_text())["issuers"][0]
    world.path.write_text(json.dumps({"issuers": [entry | {"jwks_uri": uri}]}))

    with pytest.raises(ConfigurationError, match="jwks_uri"):
        world.start()


def test_issuers_that_share_a_uri_are_fetched_for_together_by_the_shorter_age(world: World) -> None:
    entry = json.loads(world.path.read_text())["issuers"][0]
    hasty = entry | {"issuer": "https://hasty.example", "maximum_key_age_seconds": 240}
    world.path.write_text(json.dumps({"issuers": [entry, hasty]}))
    world.start()
    world.look(timedelta(seconds=60))

    assert len(world.server.requests) == 2


def test_a_key_set_that_the_configuration_names_no_more_is_not_kept_current(world: World) -> None:
    world.start()
    (dropped,) = world.trust._remotes._sets.values()
    entry = json.loads(world.path.read_text())["issuers"][0]
    world.path.write_text(json.dumps({"issuers": [entry | {"jwks_uri": f"{world.server.uri}?other"}]}))
    world.look(timedelta(seconds=5))

    (followed,) = world.trust._remotes._sets.values()
    assert followed is not dropped
    assert dropped._closed.is_set()
    assert not followed._closed.is_set()


def test_issuers_that_share_a_uri_expect_it_under_the_same_authorities(world: World) -> None:
    entry = json.loads(world.path.read_text())["issuers"][0]
    other = entry | {"issuer": "https://other.example"}
    del other["jwks_ca_file"]
    world.path.write_text(json.dumps({"issuers": [entry, other]}))

    with pytest.raises(ConfigurationError, match="under different authorities"):
        world.start()


def test_servers_that_hang_hold_up_a_start_together_and_not_one_after_the_other(world: World) -> None:
    entry = json.loads(world.path.read_text())["issuers"][0]
    other = entry | {"issuer": "https://other.example", "jwks_uri": f"{world.server.uri}?other"}
    world.path.write_text(json.dumps({"issuers": [entry, other]}))
    both, answer = threading.Barrier(2), world.server.answer

    def answer_when_both_ask(handler: Handler) -> None:
        both.wait(timeout=5)
        answer(handler)

    world.server.answer = answer_when_both_ask
    world.start()

    assert not world.failures
    verified(world.judge())
