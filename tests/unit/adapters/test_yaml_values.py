"""YAML values: what PyYAML lets pass or falls over is YAML's own error here."""

import pytest
import yaml

from eidgate.adapters.yaml_values import read_values


def test_plain_values_are_read() -> None:
    text = b"{a: 1, b: [x, 0.5], c: true, d: null, e: {f: g}}"
    assert read_values(text) == {"a": 1, "b": ["x", 0.5], "c": True, "d": None, "e": {"f": "g"}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"a: 1\na: 2", "the key 'a' stands twice"),
        (b"? [a]\n: 1", "a key is not a single value"),
        (b"a: !!bool x", "a value that cannot be read"),
        (b"a: !!int ''", "a value that cannot be read"),
        (b"a: !!timestamp x", "a value that cannot be read"),
        (b"a: 2026-13-01", "a value that cannot be read: month must be in 1..12"),
        (b"a: " + b"9" * 5_000, "a value that cannot be read"),
        (b"!!set [a]", "expected a mapping"),
        (b"[" * 5_000, "nested too deeply"),
        (b"a: \xff", "invalid leading UTF-8 octet"),
    ],
)
def test_what_cannot_be_read_has_one_error(text: bytes, told: str) -> None:
    with pytest.raises(yaml.YAMLError, match=told):
        read_values(text)
