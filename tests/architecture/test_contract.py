"""Promises of the contract that its lint cannot hold."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PROTOS = Path(__file__).parents[2] / "protos" / "eidgate" / "v1"
FILES = sorted(PROTOS.glob("*.proto"))

ENTRY = re.compile(
    r"(?P<comment>(?:^ *//[^\n]*\n)*)"
    r"^ +(?:repeated |optional )?(?:map<[^>]+>|[\w.]+) (?P<name>[a-z]\w*) = \d+(?P<options>[^;]*);",
    re.MULTILINE,
)
VALUE = re.compile(
    r"(?P<comment>(?:^ *//[^\n]*\n)*)^ +(?P<name>[A-Z][A-Z0-9_]+) = (?P<number>\d+);", re.MULTILINE
)
WITH_THEIR_ONEOF = {"common.proto:jwt", "common.proto:sd_jwt"}  # its comment speaks for both
PERSONAL = re.compile(r"(?<!no )(?<!Not )[Pp]ersonal data")


class Entry(NamedTuple):
    place: str
    comment: str
    options: str


def fields() -> Iterator[Entry]:
    for path in FILES:
        for found in ENTRY.finditer(path.read_text(encoding="utf-8")):
            comment = " ".join(line.strip(" /") for line in found["comment"].splitlines())
            yield Entry(f"{path.name}:{found['name']}", comment, found["options"])


ENTRIES = list(fields())


def test_the_fields_are_found() -> None:
    assert len(ENTRIES) > 100


def test_every_field_says_what_it_holds() -> None:
    assert [entry.place for entry in ENTRIES if not entry.comment.endswith(".")] == []


def personal(entry: Entry) -> bool:
    return PERSONAL.search(entry.comment) is not None or entry.place in WITH_THEIR_ONEOF


def test_a_field_is_marked_for_redaction_exactly_when_it_is_personal() -> None:
    marked = [(entry, "debug_redact = true" in entry.options) for entry in ENTRIES]
    assert [entry.place for entry, redacted in marked if redacted != personal(entry)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_value_of_an_enum_says_what_it_means_and_the_first_is_unspecified(path: Path) -> None:
    for found in VALUE.finditer(path.read_text(encoding="utf-8")):
        assert found["comment"], f"{found['name']} says nothing"
        assert (found["number"] == "0") == found["name"].endswith("_UNSPECIFIED")
