"""The vocabulary: what is hidden stays hidden, money stays whole, and days are those of Ho Chi Minh City."""

import copy
import io
import logging
import pickle
import pprint
import traceback
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import rich.pretty
from hypothesis import given
from hypothesis import strategies as st

from eidgate.core.terms import (
    HO_CHI_MINH,
    MASK,
    Instrument,
    InstrumentKind,
    Masked,
    TransactionKind,
    Vnd,
    as_utc,
    at_second,
    local_day,
    local_day_start,
    total,
)

SECRET = "079203001234"
HIDDEN = Masked(SECRET)
ACCOUNT = Instrument(kind=InstrumentKind.ACCOUNT, institution="970436", number=SECRET)


@dataclass(frozen=True)
class Holder:
    number: Masked
    account: Instrument


SHOWN = {
    "str": lambda: str(HIDDEN),
    "repr": lambda: repr(HIDDEN),
    "format": lambda: format(HIDDEN),
    "f-string": lambda: f"{HIDDEN} {HIDDEN!s} {HIDDEN!r}",
    "rich": lambda: rich.pretty.pretty_repr((HIDDEN, ACCOUNT)),
    "percent": lambda: "%s %r" % (HIDDEN, HIDDEN),  # noqa: UP031 - the old way must not leak either
    "in a list": lambda: str([HIDDEN]),
    "in a dict": lambda: f"{ {'number': HIDDEN} }",
    "in a dataclass": lambda: repr(Holder(number=HIDDEN, account=ACCOUNT)),
    "pretty-printed": lambda: pprint.pformat(Holder(number=HIDDEN, account=ACCOUNT)),
    "an instrument": lambda: f"{ACCOUNT} {ACCOUNT!r}",
}


@pytest.mark.parametrize("way", SHOWN)
def test_a_masked_value_never_shows_its_text(way: str) -> None:
    shown = SHOWN[way]()
    assert SECRET not in shown
    assert MASK in shown


def test_a_format_that_would_cut_the_text_is_refused() -> None:
    with pytest.raises(TypeError):
        format(HIDDEN, ">20")


def test_a_log_line_shows_the_mask() -> None:
    stream = io.StringIO()
    logger = logging.getLogger("eidgate.test_terms")
    logger.addHandler(logging.StreamHandler(stream))
    logger.error("holder %s of %r", HIDDEN, ACCOUNT)
    assert SECRET not in stream.getvalue()
    assert stream.getvalue().count(MASK) == 2


def test_a_traceback_with_locals_shows_the_mask() -> None:
    def fails(hidden: Masked, account: Instrument) -> None:
        raise ValueError(hidden, account)

    with pytest.raises(ValueError, match=MASK) as caught:
        fails(HIDDEN, ACCOUNT)
    told = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
    inner = told[told.index("in fails") :]
    assert SECRET not in inner
    assert MASK in inner


def test_the_text_comes_out_only_where_it_is_asked_for() -> None:
    assert HIDDEN.reveal() == SECRET
    assert ACCOUNT.number == SECRET


def test_masked_values_compare_by_their_text() -> None:
    assert Masked("a") == Masked("a") != Masked("b")
    assert len({Masked("a"), Masked("a"), Masked("b")}) == 2
    assert HIDDEN != SECRET


def test_a_masked_value_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        HIDDEN._text = "other"  # type: ignore[misc]


def test_an_empty_masked_value_is_false() -> None:
    assert not Masked("")
    assert HIDDEN


def test_copies_keep_the_mask() -> None:
    assert copy.deepcopy(HIDDEN) == HIDDEN
    assert repr(pickle.loads(pickle.dumps(HIDDEN))) == MASK


def test_the_key_of_an_instrument_names_kind_institution_and_number() -> None:
    assert ACCOUNT.key == f"account:970436:{SECRET}"


def test_the_day_begins_at_midnight_in_ho_chi_minh_city() -> None:
    last = datetime(2026, 3, 4, 16, 59, 59, 999_999, tzinfo=UTC)
    assert local_day(last) == date(2026, 3, 4)
    assert local_day(last + timedelta(microseconds=1)) == date(2026, 3, 5)


def test_an_instant_becomes_utc() -> None:
    local = datetime(2026, 3, 5, 12, tzinfo=timezone(timedelta(hours=7)))
    assert as_utc(local) == local
    assert as_utc(local).tzinfo is UTC


def test_refuses_an_instant_without_offset() -> None:
    with pytest.raises(ValueError, match="offset"):
        as_utc(datetime(2026, 3, 5, 12))  # noqa: DTZ001 - a naive time is what is refused


def test_money_adds_up_whole() -> None:
    assert total([Vnd(1), Vnd(2)]) == 3
    assert total([]) == 0


@pytest.mark.parametrize(
    "kind",
    [
        "limit_change",
        "device_change",
        "contact_change",
        "document_change",
        "sim_replacement",
        "account_opening",
        "login",
    ],
)
def test_some_kinds_move_no_money(kind: str) -> None:
    assert not TransactionKind(kind).moves_money


def test_the_other_kinds_move_money() -> None:
    assert sum(kind.moves_money for kind in TransactionKind) == len(TransactionKind) - 7


@given(st.timedeltas(timedelta(0), timedelta(days=2_000_000)))
def test_the_banking_day_is_the_same_however_the_moment_is_said(since: timedelta) -> None:
    at = datetime(1970, 1, 1, tzinfo=UTC) + since
    elsewhere = at.astimezone(timezone(timedelta(hours=-5, minutes=-30)))

    assert local_day(at) == local_day(elsewhere) == at.astimezone(HO_CHI_MINH).date()
    assert local_day_start(at) == local_day_start(elsewhere)
    assert local_day_start(at).tzinfo is UTC


def test_a_second_is_the_same_instant_each_time_that_it_is_asked_for() -> None:
    assert [at_second(0), at_second(1), at_second(0)] == [
        datetime(1970, 1, 1, second=second, tzinfo=UTC) for second in (0, 1, 0)
    ]
