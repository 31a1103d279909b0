"""Whose number is it: the registry's lines, the longest match, and nothing by prefix alone."""

from pathlib import Path

import pytest

from builders.operators import MOVED, NOBODYS, NUMBERS, ONE, QUIET, TWO, numbers_file
from eidgate.adapters.telco.ported_numbers import MOST_OPERATORS, NumbersFile
from eidgate.core.errors import ConfigurationError
from eidgate.core.terms import Masked


@pytest.mark.parametrize(("phone", "operator"), [(QUIET, ONE), (MOVED, TWO), (NOBODYS, None)])
def test_a_number_that_moved_is_told_from_its_block(tmp_path: Path, phone: str, operator: str | None) -> None:
    assert NumbersFile(numbers_file(tmp_path)).operator_of(Masked(phone)) == operator


def test_the_longest_block_counts(tmp_path: Path) -> None:
    numbers = NumbersFile(numbers_file(tmp_path, f"+8471* {ONE}\n+847112* {TWO}\n"))
    assert numbers.operator_of(Masked("+84711200001")) == TWO
    assert numbers.operator_of(Masked("+84711300001")) == ONE


@pytest.mark.parametrize("phone", ["", "0901000001", "84901000001", "+84 901", "+84711x", "+" + "1" * 16])
def test_what_is_no_number_has_no_operator(tmp_path: Path, phone: str) -> None:
    assert NumbersFile(numbers_file(tmp_path)).operator_of(Masked(phone)) is None


@pytest.mark.parametrize("line", ["0901000001 x", "+84711000001", "+84711000001 X", "+849 a b", "+* a"])
def test_a_wrong_line_is_named_without_its_number(tmp_path: Path, line: str) -> None:
    with pytest.raises(ConfigurationError, match="line 2: ") as raised:
        NumbersFile(numbers_file(tmp_path, f"+8471* {ONE}\n{line}\n"))
    assert line not in str(raised.value)


def test_a_new_file_is_put_in_force_and_a_bad_one_is_not(tmp_path: Path) -> None:
    numbers = NumbersFile(numbers_file(tmp_path))
    numbers_file(tmp_path, f"{NUMBERS}{QUIET} {TWO}\n")
    numbers.reload()
    assert numbers.operator_of(Masked(QUIET)) == TWO
    numbers_file(tmp_path, "nonsense")
    with pytest.raises(ConfigurationError):
        numbers.reload()
    assert numbers.operator_of(Masked(QUIET)) == TWO


def test_a_number_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="twice"):
        NumbersFile(numbers_file(tmp_path, f"{MOVED} {ONE}\n{QUIET} {ONE}\n{MOVED} {TWO}\n"))


def test_more_operators_than_a_byte_holds_are_refused(tmp_path: Path) -> None:
    lines = (f"+8471100{number:04} operator-{number}" for number in range(MOST_OPERATORS + 1))
    with pytest.raises(ConfigurationError, match=f"more than {MOST_OPERATORS} operators"):
        NumbersFile(numbers_file(tmp_path, "\n".join(lines)))
