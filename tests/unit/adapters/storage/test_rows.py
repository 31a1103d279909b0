from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.ledger import NOON, binding, earlier, once, request
from eidgate.adapters.storage import rows
from eidgate.core.binding.lifecycle import BindingState
from eidgate.core.regulation.terms import Earlier, Group, TransactionClass
from eidgate.core.shape import replace
from eidgate.core.terms import Vnd


@given(st.datetimes(timezones=st.just(UTC)))
def test_an_instant_survives_to_the_microsecond(at: datetime) -> None:
    assert rows.to_instant(rows.to_micros(at)) == at


def test_an_instant_is_the_same_whatever_its_offset() -> None:
    assert rows.to_micros(NOON.astimezone(timezone(timedelta(hours=7)))) == rows.to_micros(NOON)


def test_a_time_without_offset_has_no_place_in_the_ledger() -> None:
    with pytest.raises(TypeError):
        rows.to_micros(datetime(2026, 1, 1))  # noqa: DTZ001 - the fault itself


@given(
    st.builds(
        Earlier,
        group=st.sampled_from(Group),
        amount=st.integers(0, 2**62).map(Vnd),
        transaction_class=st.sampled_from(TransactionClass),
        confirmed_as=st.none() | st.sampled_from(TransactionClass),
        at=st.datetimes(timezones=st.just(UTC)),
    )
)
def test_a_ledger_row_survives(entry: Earlier) -> None:
    assert rows.to_earlier(rows.to_entry_row(entry, at=entry.at)) == entry


def test_a_binding_survives() -> None:
    revoked = replace(binding(), state=BindingState.REVOKED, version=7, reason="mất máy")
    assert rows.binding_from_bytes(rows.binding_to_bytes(revoked)) == revoked


@given(st.tuples(*[st.text(max_size=6)] * 3), st.tuples(*[st.text(max_size=6)] * 3))
def test_different_requests_have_different_keys(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    keys = [
        rows.request_key(replace(request(""), relying_party=party, method=method, request_id=request_id))
        for party, method, request_id in (one, other)
    ]
    assert (keys[0] == keys[1]) == (one == other)


def test_keys_of_different_sorts_never_meet() -> None:
    assert len({rows.use_key(once("a")), rows.lock_key("a"), rows.use_key(once("a"))}) == 2


def test_index_words_are_written_in_one_way() -> None:
    assert rows.words_to_text({"b": "2", "a": "1"}) == '{"a":"1","b":"2"}'
    assert rows.words_to_text({}) == ""


def test_an_entry_keeps_its_order_of_columns() -> None:
    assert rows.to_entry_row(earlier(5), at=NOON)[:4] == ("I.3", 5, "B", "C")


def test_an_entry_without_money_only_tells_when() -> None:
    assert rows.to_entry_row(None, at=NOON) == ("", 0, "", "", rows.to_micros(NOON))
