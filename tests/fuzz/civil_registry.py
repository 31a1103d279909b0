"""Harness of what the population registry answers."""

import json
from collections.abc import Iterable

from builders.assertion import AT
from eidgate.adapters.outside.faults import OutsideError
from eidgate.adapters.registry.messages import CLOCKS_DIFFER, answer
from eidgate.core.binding.registry import NOT_PERMITTED, RegistryResult
from fuzz.defect import hold

STATUSES = (200, 401, 403, 404, 429, 500, 503)
MOMENTS = (AT.isoformat(), "2026-01-01T00:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z")
FIELDS = ("personal_number", "full_name", "birth_date", "face")


def registry_answer_one(content: bytes) -> None:
    """Any body under any status: an answer that agrees with itself, or the one documented error."""
    for status in {200, STATUSES[len(content) % len(STATUSES)]}:
        try:
            came = answer(status, content, now=AT)
        except OutsideError:
            continue
        if came is NOT_PERMITTED:
            hold(status in {401, 403}, "not permitted, and nobody said so")
            continue
        hold(status == 200, "read an error as an answer")
        differs = came.result is RegistryResult.MISMATCH
        hold(differs == bool(came.mismatched), "another result than its fields'")
        hold(came.as_of is not None and came.as_of <= AT + CLOCKS_DIFFER, "an answer from the future")


def registry_answer_seeds() -> Iterable[bytes]:
    for word in ("match", "mismatch", "unknown"):
        fields = dict.fromkeys(FIELDS, "match") | {"face": word}
        for moment in MOMENTS:
            yield json.dumps({"result": word, "fields": fields, "as_of": moment}).encode()
    yield b'{"result": "match", "result": "unknown", "x": ' + b"[" * 5_000
