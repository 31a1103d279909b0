"""Canonical bytes: one value, one text, readable back, with nothing two readers could differ on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import msgspec
import pytest

from builders.facts import assertion, decided, facts, pay
from eidgate.core.risk.decision import Decision
from eidgate.core.risk.facts import Facts
from eidgate.core.terms import Masked
from eidgate.core.transparency.canonical import canonical, digest, reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    zulu: str = "z"
    alpha: int = 1
    at: datetime = datetime(2026, 3, 5, 5, tzinfo=UTC)
    day: date = date(2026, 3, 5)
    more: Mapping[str, str] = field(default_factory=dict)
    nothing: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    share: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    rows: tuple[Measured | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    name: Masked | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Anything:
    what: object = None


def test_names_are_sorted_and_no_space_is_wasted() -> None:
    assert canonical(Row()) == (
        b'{"alpha":1,"at":"2026-03-05T05:00:00Z","day":"2026-03-05","more":{},"nothing":null,"zulu":"z"}'
    )


def test_the_order_in_which_a_mapping_was_filled_means_nothing() -> None:
    one, other = Row(more={"b": "1", "a": "2"}), Row(more={"a": "2", "b": "1"})
    assert canonical(one) == canonical(other)


def test_vietnamese_stands_in_utf_8() -> None:
    assert "Nguyễn".encode() in canonical(Row(zulu="Nguyễn"))


def test_whatever_reads_json_reads_a_record() -> None:
    assert json.loads(canonical(Row(zulu='quote " and \\ and \n')))["zulu"] == 'quote " and \\ and \n'


def test_large_money_stays_exact() -> None:
    assert reader(Row)(canonical(Row(alpha=2**53 + 1))).alpha == 2**53 + 1


def test_facts_and_decisions_come_back() -> None:
    for case in (facts(), pay(600_000_000, assertion=assertion())):
        assert reader(Facts)(canonical(case)) == case
        assert reader(Decision)(canonical(decided(case))) == decided(case)


@pytest.mark.parametrize("kind", [Measured, Holding])
def test_refuses_a_record_that_may_hold_a_float(kind: type) -> None:
    with pytest.raises(TypeError, match=f"{kind.__name__} may hold: FloatType"):
        canonical(kind())
    with pytest.raises(TypeError, match="FloatType"):
        reader(kind)


def test_refuses_a_record_that_may_hold_anything() -> None:
    with pytest.raises(TypeError, match="CustomType"):
        canonical(Anything())
    with pytest.raises(TypeError, match="AnyType"):
        canonical({"a": 1.5})


def test_refuses_a_record_that_would_write_down_a_masked_text() -> None:
    with pytest.raises(TypeError, match="a masked text"):
        canonical(Hidden(name=Masked("079203001234")))


@pytest.mark.parametrize(
    "raw",
    [b"", b"{}x", b'{"alpha":"1"}', b'{"alpha":1.5}', b'{"at":"yesterday"}', b"[]", b'{"zulu":"\xff"}'],
)
def test_bytes_that_are_no_such_record_are_refused(raw: bytes) -> None:
    with pytest.raises((msgspec.DecodeError, UnicodeDecodeError)):
        reader(Row)(raw)


def test_the_digest_names_the_bytes() -> None:
    assert digest(b"").hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest(canonical(Row())) != digest(canonical(Row(alpha=2)))
