"""An assertion under an unknown key lets fetched keys be asked again; its own answer does not wait."""

import json
from pathlib import Path
from typing import Any

from builders.assertion import AT, KEYRING, rejected, request
from eidgate.adapters.observers import FanOut
from eidgate.adapters.trust.files import FileTrust
from eidgate.app.identify import Presented, identify
from eidgate.app.service import Service
from eidgate.core.assertion.verdict import Verdict
from eidgate.core.reasons import Reason
from eidgate.core.relying_party import Quota, RelyingParty, Role
from eidgate.core.terms import Instant, Masked, RelyingPartyId
from eidgate.simulator.citizen import AN
from eidgate.simulator.identity_provider import IdentityProvider

BANK = RelyingParty(
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
        trust=trust,
        clock=Still(),
        randomness=unused,
        observer=FanOut([]),
        regulation=unused,
        policy=unused,
        challenge_keys=KEYRING,
        receipt_keys=unused,
    )
    if rotated:
        idp.rotate()
    presented = Presented(assertion=Masked(idp.issue(AN, request(transaction_data=()))))
    identified = identify(presented, caller=BANK, transaction_data="", service=service, at=AT)
    return trust.told, identified.verdict


def test_an_unknown_key_is_told(tmp_path: Path) -> None:
    told, verdict = told_by(tmp_path, IdentityProvider(1), rotated=True)

    assert rejected(verdict) == (Reason.ISSUER_KEY_UNKNOWN, 3)
    assert told == 1


def test_nothing_else_is_told(tmp_path: Path) -> None:
    told, _ = told_by(tmp_path, IdentityProvider(1), rotated=False)

    assert told == 0
