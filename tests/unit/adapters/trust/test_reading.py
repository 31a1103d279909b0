from pathlib import Path

import pytest
from msgspec import Struct

from eidgate.adapters.trust.reading import MAX_FILE_BYTES, decode, read_bytes
from eidgate.core.errors import ConfigurationError


class Entry(Struct, forbid_unknown_fields=True):
    a: int
    b: dict[str, int] = {}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.json", b'{"a": 1, "b": {"c": 2}}'),
        ("x.yaml", b"a: 1\nb:\n  c: 2\n"),
        ("x.yml", b"{a: 1, b: {c: 2}}"),
    ],
)
def test_reads_json_and_yaml_by_suffix(name: str, content: bytes) -> None:
    assert decode(Path(name), content, Entry) == Entry(a=1, b={"c": 2})


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.json", b'{"a": 1, "a": 2}', "twice"),
        ("x.json", b'{"a": 1, "b": {"c": 2, "c": 2}}', "twice"),
        ("x.yaml", b"a: 1\na: 2\n", "'a' stands twice"),
        ("x.yaml", b"a: 1\nb:\n  c: 2\n  c: 3\n", "line 4"),
        ("x.yaml", b"a: [", "line"),
        ("x.yaml", b"a: !!python/object/apply:os.getcwd []", "could not determine"),
        ("x.yaml", b"[1]: 2", "a key is not a single value"),
        ("x.json", b"{", "line 1"),
        ("x.json", b"\xff", "utf-8"),
        ("x.json", b'{"a": "1"}', "a: Expected `int`"),
        ("x.json", b'{"a": 1, "c": 1}', "unknown field"),
        ("x.json", b"[]", "Expected `object`"),
        ("x.json", b"[" * 100_000, "recursion"),
    ],
)  # fmt: skip
def test_a_file_with_two_readings_or_none_is_refused(name: str, content: bytes, message: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"(?s){name}: .*{message}"):
        decode(Path(name), content, Entry)


def test_a_missing_or_huge_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_bytes(tmp_path / "none")
    huge = tmp_path / "huge"
    huge.write_bytes(b" " * (MAX_FILE_BYTES + 1))
    with pytest.raises(ConfigurationError, match="larger"):
        read_bytes(huge)


def test_of_a_file_without_end_no_more_is_read_than_is_allowed() -> None:
    with pytest.raises(ConfigurationError, match="larger"):
        read_bytes(Path("/dev/zero"))
