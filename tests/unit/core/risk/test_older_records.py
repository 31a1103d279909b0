"""Records of older formats are read; what is no record stays refused."""

import json

import msgspec
import pytest

from builders.past_records import BY_NAME, BY_STATE, FIRST_RELEASE, FOLDERS, records
from eidgate.core.risk.older_records import by_state
from eidgate.core.risk.record import read_record

EVERY = [(folder, name) for folder in FOLDERS for name in records(folder)]


@pytest.mark.parametrize(("folder", "name"), EVERY)
def test_every_record_ever_written_is_read(folder: str, name: str) -> None:
    raw = records(folder)[name]
    record, told = read_record(raw), json.loads(raw)
    assert (record.name, record.format, record.program) == (told["name"], 1, "")
    assert record.decision.outcome == told["decision"]["outcome"]


@pytest.mark.parametrize("folder", [FIRST_RELEASE, BY_NAME])
def test_signals_one_by_one_come_out_with_their_states(folder: str) -> None:
    for raw in records(folder).values():
        told = {one["name"]: one["state"] for one in json.loads(raw)["decision"]["signals"]}
        assert {one.name: one.state for one in read_record(raw).decision.signals} == told


def test_a_record_with_signals_by_state_is_left_as_it_is() -> None:
    assert all(by_state(raw) is None for raw in records(BY_STATE).values())


@pytest.mark.parametrize("raw", [b"", b"null", b"{}", b'{"decision":{"signals":[{"name":"a","state":"b"}]}}'])
def test_what_is_no_record_is_refused(raw: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        read_record(raw)
