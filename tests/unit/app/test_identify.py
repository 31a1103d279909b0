import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from builders.assertion import AT, KEYRING, rejected, request
from builders.service import NOON, Scene
from eidgate.adapters.observers import FanOut
from eidgate.adapters.trust.files import FileTrust
from eidgate.app.challenge import transaction_data
from eidgate.app.identify import Presented, identify
from eidgate.app.service import Service
from eidgate.core.assertion.verdict import TransactionBinding, Verdict, Verified
from eidgate.core.reasons import Reason
from eidgate.core.relying_party import Quota, RelyingParty, Role
from eidgate.core.terms import Instant, Masked, RelyingPartyId
from eidgate.simulator.citizen import AN
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.world import BANK


def test_nothing_presented_is_no_verdict_and_uses_nothing(scene: Scene) -> None:
    found = identify(None, caller=BANK, transaction_data="", service=scene.service, at=NOON)
    assert (found.verdict, found.assertion_use, found.nonce_use) == (None, None, None)
    assert not found.facts.presented
    assert scene.watching.verdicts == []


def test_what_is_verified_is_used_up_until_nobody_could_accept_it(scene: Scene) -> None:
    presented = Presented(assertion=Masked(scene.sign()))
    data = transaction_data(scene.transaction())
    found = identify(presented, caller=BANK, transaction_data=data, service=scene.service, at=NOON)
    assert isinstance(found.verdict, Verified)
    assert found.facts.transaction_binding is TransactionBinding.SIGNED
    assert found.assertion_use is not None
    assert found.assertion_use.key == f"jti:{found.verdict.issuer}:{found.verdict.assertion_id}"
    assert found.assertion_use.keep_until >= NOON + timedelta(seconds=360)
    assert found.nonce_use is not None
    assert found.nonce_use.keep_until >= NOON + timedelta(seconds=300)


def test_what_is_rejected_uses_nothing_up(scene: Scene) -> None:
    presented = Presented(assertion=Masked(scene.forge()))
    found = identify(presented, caller=BANK, transaction_data="", service=scene.service, at=NOON)
    assert (found.assertion_use, found.nonce_use) == (None, None)
    assert len(found.facts.digest) == 64


def test_text_that_no_encoding_knows_is_rejected_and_not_an_error(scene: Scene) -> None:
    presented = Presented(assertion=Masked("\ud800.x.y"))
    found = identify(presented, caller=BANK, transaction_data="", service=scene.service, at=NOON)
    assert found.facts.rejected == "ASSERTION_MALFORMED"
    assert found.trusted_at == scene.service.trust.current().loaded_at


CALLER = RelyingParty(
    relying_party_id=RelyingPartyId("bank-a"),
    role=Role.BANK,
    audience="https://bank-a.example",
    institution="970436",
    quota=Quota(per_second=1, burst=1),
)


class Still:
    def now(self) -> Instant:
        return AT


class CountedTrust(FileTrust):
    """The real trust, which also counts how often it was told."""

    told = 0

    def key_unknown(self) -> None:
        self.told += 1
        super().key_unknown()


def told_by(folder: Path, idp: IdentityProvider, *, rotated: bool) -> tuple[int, Verdict | None]:
    (folder / "trust.json").write_text(json.dumps(idp.trust_file()))
    trust = CountedTrust(folder / "trust.json", clock=Still(), on_failure=lambda _: None)
    unused: Any = None
    service = Service(
        ledger=unused,
        bindings=unused,
        watchlist=unused,
        lists=unused,
        look_ups=unused,
        payee_checks=unused,
        spool=unused,
        holds=unused,
        alerts=unused,
        transfers=unused,
        traces=unused,
        reports=unused,
        records=unused,
        trust=trust,
        clock=Still(),
        randomness=unused,
        observer=FanOut([]),
        regulation=unused,
        policies=unused,
        policy_store=unused,
        shadow_store=unused,
        past_decisions=unused,
        policy_reader=unused,
        working_days=unused,
        challenge_keys=KEYRING,
        receipt_keys=unused,
        program="",
    )
    if rotated:
        idp.rotate()
    presented = Presented(assertion=Masked(idp.issue(AN, request(transaction_data=()))))
    identified = identify(presented, caller=CALLER, transaction_data="", service=service, at=AT)
    return trust.told, identified.verdict


def test_an_unknown_key_is_told(tmp_path: Path) -> None:
    told, verdict = told_by(tmp_path, IdentityProvider(1), rotated=True)

    assert rejected(verdict) == (Reason.ISSUER_KEY_UNKNOWN, 3)
    assert told == 1


def test_nothing_else_is_told(tmp_path: Path) -> None:
    told, _ = told_by(tmp_path, IdentityProvider(1), rotated=False)

    assert told == 0
