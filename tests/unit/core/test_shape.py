from dataclasses import dataclass, field

import pytest
from msgspec import Struct

from eidgate.core.shape import field_names, has_fields, replace


class Made(Struct, frozen=True, kw_only=True):
    """A struct."""

    value: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A dataclass."""

    value: int
    note: str = field(default="")


@pytest.mark.parametrize("kind", [Made, Loaded])
def test_structs_and_dataclasses_name_their_fields_in_order(kind: type) -> None:
    assert has_fields(kind)
    assert field_names(kind) == ("value", "note")


@pytest.mark.parametrize("kind", [Made, Loaded])
def test_a_copy_differs_only_in_what_is_said(kind: type) -> None:
    first = kind(value=1, note="same")
    second = replace(first, value=2)
    assert second == kind(value=2, note="same")
    assert first == kind(value=1, note="same")


@pytest.mark.parametrize("kind", [Made, Loaded])
def test_a_field_that_does_not_exist_is_refused(kind: type) -> None:
    with pytest.raises(TypeError):
        replace(kind(value=1), other=2)


def test_what_has_no_fields_is_told_apart_and_refused() -> None:
    assert not has_fields(int)
    assert not has_fields(Made(value=1))
    with pytest.raises(TypeError):
        field_names(int)
    with pytest.raises(TypeError):
        replace(3, real=4)
