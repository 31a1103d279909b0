"""A person's identity is suspended, given back and revoked: what the bank hears, from the real service."""

from collections.abc import Iterator
from datetime import timedelta
from json import dumps
from pathlib import Path

import pytest

from builders.list_server import ListServer
from builders.service import NOON, OTP, Scene, because, judged
from eidgate.adapters.clock import SystemClock
from eidgate.adapters.trust.files import FileTrust
from eidgate.adapters.trust.status_lists import StatusListTrust
from eidgate.app.answer import Answer
from eidgate.core.errors import EidgateError
from eidgate.core.shape import replace
from eidgate.core.terms import Instant, SubjectId
from eidgate.simulator.certificates import Certificates, ensure_certificates
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.status_publisher import StatusPublisher

REFRESH = timedelta(seconds=20)


class Story:
    """The bank's scene, with an identity provider that publishes statuses behind a server."""

    def __init__(self, folder: Path, server: ListServer) -> None:
        self.scene, self.server = Scene(folder), server
        self.statuses = StatusPublisher(uri=server.uri)
        self.scene.identity_provider.statuses = self.statuses
        self.publish()
        lists = {
            "uris": [server.uri],
            "ca_file": str(server.authorities),
            "refresh_seconds": int(REFRESH.total_seconds()),
            "maximum_age_seconds": 3_000,
        }
        entry = self.scene.identity_provider.issuer_configuration()
        path = folder / "issuers.json"
        path.write_text(dumps({"issuers": [entry | {"status": "require", "status_lists": lists}]}))
        files = FileTrust(path, clock=self.scene.clock, on_failure=_fail)
        self.trust = StatusListTrust(
            files, clock=self.scene.clock, randomness=self.scene.service.randomness, watcher=self
        )
        self.trust.refresh()
        self.scene.service = replace(self.scene.service, trust=self.trust)
        self.scene.bind()

    def status_list_read(self, issuer: str, issued_at: Instant) -> None: ...

    def status_list_failed(self, issuer: str, error: EidgateError) -> None: ...

    def publish(self) -> None:
        self.server.publish(self.statuses.token(self.scene.identity_provider.key, self.scene.clock.now()))

    def refresh(self) -> None:
        self.scene.clock.at += REFRESH
        self.trust.refresh()

    def pay(self) -> Answer:
        return self.scene.pay(4_000_000, OTP, self.scene.sign())

    @property
    def subject(self) -> SubjectId:
        return self.scene.customer.citizen.subject_id


def _fail(error: EidgateError) -> None:
    raise error


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return ensure_certificates(tmp_path_factory.mktemp("tls"), at=SystemClock().now(), relying_parties=())


@pytest.fixture
def story(tmp_path: Path, certificates: Certificates) -> Iterator[Story]:
    with ListServer(certificates).running() as server:
        told = Story(tmp_path, server)
        yield told
        told.scene.store.close()


def test_a_revoked_identity_pays_nothing_from_the_next_refresh_on(story: Story) -> None:
    assert judged(story.pay()) == ("ALLOW", "B")

    story.statuses.revoke(story.subject)
    story.publish()
    assert judged(story.pay())[0] == "ALLOW", "until the list is fetched again"
    story.refresh()
    refused = story.pay()

    assert judged(refused)[0] == "DENY"
    assert because(refused) == {"STATUS_REVOKED"}
    assert story.scene.watching.verdicts[-1] == "STATUS_REVOKED"
    finding = next(one for one in refused.record.decision.findings if one.reason == "STATUS_REVOKED")
    assert finding.evidence == {"step": "13"}


def test_a_suspended_identity_is_held_until_it_is_given_back(story: Story) -> None:
    story.statuses.suspend(story.subject)
    story.publish()
    story.refresh()
    held = story.pay()
    assert (judged(held)[0], because(held)) == ("HOLD", {"STATUS_SUSPENDED"})

    story.statuses.reinstate(story.subject)
    story.publish()
    story.refresh()

    assert judged(story.pay())[0] == "ALLOW"


def test_an_outage_goes_unnoticed_until_the_list_is_too_old_and_then_asks_for_more(story: Story) -> None:
    story.server.stop()
    story.refresh()
    assert judged(story.pay())[0] == "ALLOW"

    story.scene.clock.at = NOON + timedelta(seconds=3_000)
    story.trust.refresh()
    asked = story.pay()

    assert judged(asked)[0] == "STEP_UP"
    assert "STATUS_STALE" in because(asked)
    assert "assertion_verdict" in asked.record.decision.gaps


def test_a_list_signed_by_a_stranger_is_no_news(story: Story) -> None:
    story.statuses.revoke(story.subject)
    stranger = IdentityProvider(99).key
    story.server.publish(story.statuses.token(stranger, story.scene.clock.now()))

    story.refresh()

    assert judged(story.pay())[0] == "ALLOW"
