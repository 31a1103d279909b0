"""One JSON line a decision, nothing personal, nothing lost unsaid."""

import json
import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from eidgate.adapters import logs
from eidgate.adapters.logs import JsonHandler, JsonLines, LogObserver
from eidgate.core.shape import replace
from eidgate.core.terms import DecisionName, Instant, Masked, RelyingPartyId
from eidgate.ports import DecisionSeen

AT = datetime(2026, 3, 5, 3, 0, tzinfo=UTC)


class FixedClock:
    def now(self) -> Instant:
        return AT


class Memory:
    """Collects writes; can stand still, and can fail."""

    def __init__(self) -> None:
        self.chunks: list[bytes] = []
        self.flowing = threading.Event()
        self.flowing.set()
        self.broken = False

    def write(self, line: bytes, /) -> int:
        self.flowing.wait()
        if self.broken:
            raise OSError("disk full")
        self.chunks.append(line)
        return len(line)

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in b"".join(self.chunks).splitlines()]


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def lines(memory: Memory) -> Iterator[JsonLines]:
    made = JsonLines(memory)
    yield made
    memory.flowing.set()
    made.close()


SEEN = DecisionSeen(
    name=DecisionName("decisions/1"),
    relying_party=RelyingPartyId("bank-a"),
    method="m",
    correlation_id="corr-1",
    outcome="ALLOW",
    transaction_class="B",
    kind="transfer_other",
    reasons=("DEVICE_FIRST_USE",),
    gaps=(),
    transaction_binding="signed",
    policy_version="default@1",
    replayed=False,
    seconds=0.002,
)


def test_a_decision_is_one_line_of_exactly_the_fields_that_may_be_seen(
    memory: Memory, lines: JsonLines
) -> None:
    LogObserver(lines, FixedClock()).decided(SEEN)
    lines.close()
    (line,) = memory.lines()
    assert line["at"] == "2026-03-05T03:00:00Z"
    assert line["event"] == "decision"
    decision = line["decision"]
    assert isinstance(decision, dict)
    assert set(decision) == set(DecisionSeen.__slots__)
    assert decision["reasons"] == ["DEVICE_FIRST_USE"]


def test_a_dry_run_has_a_line_of_its_own_kind(memory: Memory, lines: JsonLines) -> None:
    LogObserver(lines, FixedClock()).tried(replace(SEEN, outcome="DENY"))
    lines.close()
    (line,) = memory.lines()
    assert line["event"] == "dry_run"
    told = line["decision"]
    assert isinstance(told, dict)
    assert (told["relying_party"], told["outcome"]) == ("bank-a", "DENY")


def _fail() -> None:
    try:
        {}["0912345678"]
    except KeyError as error:
        raise ValueError("079085000001") from error


def test_an_exceptions_text_never_reaches_the_log(memory: Memory, lines: JsonLines) -> None:
    logger = logging.Logger("test")  # noqa: LOG001 (its own, so that no other test hears it)
    logger.addHandler(JsonHandler(lines, FixedClock()))
    try:
        _fail()
    except ValueError:
        logger.exception("a handler failed", extra={"fields": {"correlation_id": "corr-1"}})
    lines.close()
    (line,) = memory.lines()
    assert line["correlation_id"] == "corr-1"
    told = line["error"]
    assert isinstance(told, dict)
    assert told["type"] == "ValueError"
    assert told["cause"]["type"] == "KeyError"
    assert "test_an_exceptions_text" in told["at"][0]
    assert "0912345678" not in str(line)
    assert "079085000001" not in str(line)


def test_a_masked_value_stays_masked_in_a_message(memory: Memory, lines: JsonLines) -> None:
    logger = logging.Logger("test")  # noqa: LOG001 (its own, so that no other test hears it)
    logger.addHandler(JsonHandler(lines, FixedClock()))
    logger.warning("payee %s", Masked("NGUYEN VAN A"))
    lines.close()
    assert memory.lines()[0]["message"] == "payee •••"


def test_lines_keep_their_order_and_no_write_is_longer_than_a_pipe_takes_whole(
    memory: Memory, lines: JsonLines
) -> None:
    for number in range(1_000):
        lines.put({"number": number, "text": "x" * 100})
    lines.close()
    assert [line["number"] for line in memory.lines()] == list(range(1_000))
    assert max(map(len, memory.chunks)) <= 4_096
    assert all(chunk.endswith(b"\n") for chunk in memory.chunks)


def test_what_does_not_fit_is_counted_and_told_by_the_next_line(
    monkeypatch: pytest.MonkeyPatch, memory: Memory
) -> None:
    monkeypatch.setattr(logs, "_MAX_QUEUED", 5)
    dropped: list[int] = []
    memory.flowing.clear()
    lines = JsonLines(memory, dropped=dropped.append)
    for number in range(100):
        lines.put({"number": number})
    memory.flowing.set()
    lines.close()
    written = memory.lines()
    assert len(written) + sum(dropped) == 100
    assert sum(int(str(line.get("lines_dropped_before", 0))) for line in written) == sum(dropped)


def test_an_output_that_fails_fails_nobody_and_is_counted(memory: Memory) -> None:
    dropped: list[int] = []
    memory.broken = True
    lines = JsonLines(memory, dropped=dropped.append)
    lines.put({"number": 1})
    lines.put({"number": 2})
    lines.close()
    assert sum(dropped) == 2
