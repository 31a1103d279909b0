"""People are listed under a keyed hash that names nobody."""

import pytest

from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.desk.person import MAX_KEYS, PersonKeys
from eidgate.core.errors import ConfigurationError

OLD, NEW = bytes(range(32)), bytes(range(1, 33))
KEYS = PersonKeys(keys={"old": OLD, "new": NEW}, current="new")


def test_a_person_is_found_under_every_key_and_listed_under_the_current_one() -> None:
    found = KEYS.identifiers("https://idp.example", "subject-an")
    assert len(set(found)) == 2
    assert KEYS.current_identifier("https://idp.example", "subject-an") == found[1]
    assert {one.kind for one in found} == {IdentifierKind.PERSON}


def test_the_hash_is_of_fixed_bytes_so_that_two_servers_agree() -> None:
    only = PersonKeys(keys={"1": OLD}, current="1")
    assert only.current_identifier("https://idp.example", "subject-an").value == (
        "4d2efdce5007276884a8fd55cd26cc881f028a3dadccef2d90bf8183a83bd6f4"
    )


def test_no_two_pairs_of_issuer_and_subject_run_into_each_other() -> None:
    assert KEYS.current_identifier("ab", "c") != KEYS.current_identifier("a", "bc")


def test_without_the_key_the_hash_is_another() -> None:
    other = PersonKeys(keys={"1": OLD}, current="1")
    assert other.current_identifier("a", "b") != KEYS.current_identifier("a", "b")


def test_keys_are_not_printed() -> None:
    assert repr(OLD) not in repr(KEYS)
    assert "keys" not in repr(KEYS).replace("PersonKeys", "")


@pytest.mark.parametrize(
    ("keys", "current", "why"),
    [
        ({"1": OLD}, "2", "not among the keys"),
        ({"1": OLD[:31]}, "1", "at least 32 bytes"),
        ({str(one): OLD for one in range(MAX_KEYS + 1)}, "1", "at most 4"),
    ],
)
def test_unusable_keys_are_refused(keys: dict[str, bytes], current: str, why: str) -> None:
    with pytest.raises(ConfigurationError, match=why):
        PersonKeys(keys=keys, current=current)
