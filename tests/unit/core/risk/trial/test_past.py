"""A trial reads of a record what it needs, and the same as who reads all of it."""

import msgspec
import pytest

from builders.service import Scene, scene_in
from eidgate.core.risk.record import read_record
from eidgate.core.risk.trial.past import read_past


def test_what_is_read_is_what_the_record_says(tmp_path_factory: pytest.TempPathFactory) -> None:
    with scene_in(tmp_path_factory.mktemp("scene")) as scene:
        raw = _paid(scene)
        whole, part = read_record(raw), read_past(raw)
    assert (part.name, part.relying_party, part.facts) == (whole.name, whole.relying_party, whole.facts)
    assert part.decision.outcome is whole.decision.outcome
    assert part.decision.policy_digest == whole.decision.policy_digest
    assert [(one.reason, one.outcome) for one in part.decision.findings] == [
        (one.reason, one.outcome) for one in whole.decision.findings
    ]


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(msgspec.MsgspecError):
        read_past(b'{"name":"decisions/1"}')


def _paid(scene: Scene) -> bytes:
    scene.bind()
    answered = scene.pay(60_000_000)
    raw = scene.store.ledger.find(answered.record.relying_party, answered.record.name)
    assert raw is not None
    return raw
