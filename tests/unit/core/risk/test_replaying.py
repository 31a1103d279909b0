"""Every record replays, or says why it cannot; what another program did otherwise is no difference."""

import json
from typing import Any

import msgspec
import pytest

from builders.facts import facts, vn_bank
from builders.past_records import BY_NAME, BY_STATE, FIRST_RELEASE, policy_then, records
from builders.recorded import recorded
from builders.regulation import shipped
from eidgate.core.errors import ConfigurationError
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.record import FORMAT
from eidgate.core.risk.replaying import Came, Replayed, replayed
from eidgate.core.risk.signals import revisions
from eidgate.core.transparency.canonical import canonical

OURS = "9.9.9"
REVISED = [[name, number] for name, number in revisions.REVISIONS.items()]


def tried(raw: bytes, policy: Policy | None = None) -> Replayed:
    return replayed(raw, policy_of=lambda _: policy or vn_bank(), regulation=shipped(), program=OURS)


def written(program: str = OURS, /, **changes: Any) -> bytes:
    """A record as another program might have written it: dotted paths are changed."""
    tree = json.loads(canonical(recorded(facts(), program=program)))
    for path, value in changes.items():
        *above, last = path.split("__")
        inner = tree
        for name in above:
            inner = inner[name]
        inner[last] = value
    return json.dumps(tree, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()


@pytest.mark.parametrize("folder", [BY_NAME, BY_STATE])
def test_records_of_earlier_programs_replay(folder: str) -> None:
    policy = policy_then(folder)
    assert {name: tried(raw, policy).came for name, raw in records(folder).items()} == {
        "allow": Came.SAME,
        "class-c": Came.SAME,
        "identity": Came.SAME,
    }


def test_records_of_the_first_release_say_why_they_cannot() -> None:
    for raw in records(FIRST_RELEASE).values():
        found = tried(raw)
        assert (found.came, found.decided) == (Came.IMPOSSIBLE, None)
        assert found.why == (
            "recorded by version unknown, format 1, cannot be replayed:"
            " signal app_integrity was at revision 1, and is at 2"
        )


def test_a_changed_record_of_an_earlier_program_is_a_difference() -> None:
    raw = records(BY_NAME)["allow"]
    tree = json.loads(raw)
    tree["decision"]["score"] += 1
    changed = json.dumps(tree, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()
    assert tried(changed, policy_then(BY_NAME)).came is Came.DIFFERENT
    spaced = json.dumps(json.loads(raw), sort_keys=True).encode()
    assert tried(spaced, policy_then(BY_NAME)).came is Came.DIFFERENT


def test_our_own_record_is_the_same_to_the_byte() -> None:
    assert tried(written()).came is Came.SAME
    assert tried(written().replace(b":", b": ", 1)).came is Came.DIFFERENT


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"format": FORMAT + 1}, f"format {FORMAT + 1}; this program reads up to {FORMAT}"),
        ({"facts__weather": "rain"}, "this program knows no facts.weather"),
        ({"decision__outcome": 9}, "not to be read: Invalid enum value 9"),
        (
            {"decision__consulted": [["not_observed", "moon_phase"]]},
            "signal moon_phase is not in this program",
        ),
        (
            {"decision__revisions": [*REVISED, ["subject", 7]]},
            "signal subject was at revision 7, and is at 1",
        ),
        ({"decision__revisions": [["deciding", 4]]}, "deciding was at revision 4, and is at 1"),
    ],
)
def test_what_another_program_did_otherwise_is_told_apart(changes: dict[str, Any], why: str) -> None:
    found = tried(written("10.0.0", **changes))
    assert found.came is Came.IMPOSSIBLE
    assert found.why.startswith("recorded by version 10.0.0, format ")
    assert f"cannot be replayed: {why}" in found.why


@pytest.mark.parametrize(
    "changes",
    [
        {"facts__weather": "rain"},
        {"decision__outcome": 9},
        {"decision__consulted": [["not_observed", "moon_phase"]]},
        {"decision__revisions": [["subject", 7]]},
    ],
)
def test_a_record_of_this_very_program_has_no_excuse(changes: dict[str, Any]) -> None:
    assert tried(written(**changes)).came is Came.DIFFERENT


def test_signals_that_came_later_are_not_consulted() -> None:
    """What a record did not look at, a replay does not either."""
    tree = json.loads(written("1.0.0"))
    tree["decision"]["consulted"] = [
        [state, " ".join(name for name in names.split() if name not in {"clock", "velocity"})]
        for state, names in tree["decision"]["consulted"]
    ]
    raw = json.dumps(tree, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()
    assert tried(raw).came is Came.SAME


def test_a_policy_that_is_away_and_one_that_cannot_be_read_are_told_apart() -> None:
    def unreadable(_: str) -> Policy:
        raise ConfigurationError("x.yaml:1:1: missing gaps")

    away = replayed(written(), policy_of=lambda _: None, regulation=shipped(), program=OURS)
    assert (away.came, away.why[:23]) == (Came.UNTRIED, "policy vn-bank-2026-11 ")
    older = replayed(written(), policy_of=unreadable, regulation=shipped(), program=OURS)
    assert older.came is Came.IMPOSSIBLE
    assert "its policy vn-bank-2026-11 cannot be read: x.yaml:1:1: missing gaps" in older.why


def test_a_revision_of_deciding_stands_in_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "REVISIONS", {revisions.DECIDING: 3})
    assert revisions.revision(revisions.DECIDING) == 3


def test_bytes_without_a_header_are_no_record() -> None:
    with pytest.raises(msgspec.MsgspecError):
        tried(b"{}")


def test_what_reading_passes_over_inside_a_list_is_told_too() -> None:
    tree = json.loads(written("10.0.0"))
    tree["decision"]["findings"][0]["mood"] = "gloomy"
    found = tried(json.dumps(tree, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode())
    assert found.came is Came.IMPOSSIBLE
    assert "this program knows no decision.findings.mood" in found.why


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b'{"name":"x"}', b'{"name":"x","format":1,"more":"\xff"}', b'{"more":' + b"[" * 5_000],
)
def test_what_is_no_record_has_one_error(content: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        tried(content)


def test_a_record_from_before_the_regulation_says_so() -> None:
    found = tried(written(facts__at="2013-03-05T05:00:00Z"))
    assert (found.came, found.decided) == (Came.IMPOSSIBLE, None)
    assert "no regulation table is in force" in found.why


def test_a_record_of_a_payment_that_nobody_can_make_says_so() -> None:
    found = tried(written(facts__transaction__amount=0))
    assert (found.came, found.decided) == (Came.IMPOSSIBLE, None)


@pytest.mark.parametrize(
    "at", ["2026-03-05T05:00:00", "2026-03-05T05:00:00+07:00", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"]
)
def test_an_instant_that_no_program_writes_is_not_to_be_read(at: str) -> None:
    assert "not to be read" in tried(written(facts__at=at)).why
    assert tried(written("another", facts__at=at)).came is Came.IMPOSSIBLE
