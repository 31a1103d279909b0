"""Harness of decision records as an auditor has them in a file: decided again, or the reason why not."""

import json
from collections.abc import Iterable

import msgspec

from builders.facts import facts, vn_bank
from builders.past_records import BY_NAME, BY_STATE, FIRST_RELEASE, records
from builders.recorded import recorded
from builders.regulation import shipped
from eidgate.core.risk.replaying import Came, replayed
from eidgate.core.transparency.canonical import canonical
from fuzz.defect import hold

OURS = "9.9.9"
POLICY = vn_bank()
RECORD = canonical(recorded(facts(), program=OURS))


def record_one(content: bytes) -> None:
    """Bytes are no record, or something came of them; of our own only canonical ones are the same."""
    try:
        found = replayed(content, policy_of=lambda _: POLICY, regulation=shipped(), program=OURS)
    except msgspec.MsgspecError:
        return
    hold(found.came is not Came.IMPOSSIBLE or found.why, "impossible, and nobody knows why")
    if found.came is Came.SAME and found.record is not None:
        hold(found.decided == found.record.decision, "another decision")
        ours = json.loads(content).get("program") == OURS
        hold(not ours or canonical(found.record) == content, "the same, and written otherwise")


def record_seeds() -> Iterable[bytes]:
    yield RECORD
    for folder in (BY_NAME, BY_STATE, FIRST_RELEASE):
        yield from records(folder).values()
    for moment in (b"2026-03-05T05:00:00", b"1013-03-05T05:00:00Z", b"9999-12-31T23:59:59-14:00"):
        yield RECORD.replace(b'"at":"2026-03-05T05:00:00Z"', b'"at":"%s"' % moment)
    yield RECORD.replace(b"ALLOW", b"\xff")
    yield RECORD[:-1] + b',"x":' + b"[" * 5_000
    yield b'{"name":"x","format":1,"x":"\xff"}'
