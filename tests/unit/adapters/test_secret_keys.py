"""The keys that people are listed under, as a file."""

import json
from base64 import b64encode
from pathlib import Path

import pytest

from eidgate.adapters.secret_keys import load_person_keys
from eidgate.core.errors import ConfigurationError

KEY = b64encode(bytes(range(32))).decode()


def written(folder: Path, keys: dict[str, str], current: str = "1", mode: int = 0o600) -> Path:
    path = folder / "person-keys.json"
    path.write_text(json.dumps({"current": current, "keys": keys}))
    path.chmod(mode)
    return path


def test_person_keys_are_read_with_the_current_one(tmp_path: Path) -> None:
    keys = load_person_keys(written(tmp_path, {"1": KEY, "2": KEY}, current="2"))
    assert (keys.current, keys.keys["1"]) == ("2", bytes(range(32)))


@pytest.mark.parametrize(
    ("keys", "current", "mode", "why"),
    [
        ({"1": KEY}, "1", 0o640, "open to others"),
        ({"1": "not base64!"}, "1", 0o600, "must be base64"),
        ({"1": "AAAA"}, "1", 0o600, "at least 32 bytes"),
        ({"1": KEY}, "2", 0o600, "not among the keys"),
    ],
)
def test_a_file_that_is_no_good_is_refused_without_showing_a_key(
    tmp_path: Path, keys: dict[str, str], current: str, mode: int, why: str
) -> None:
    with pytest.raises(ConfigurationError, match=why) as caught:
        load_person_keys(written(tmp_path, keys, current, mode))
    assert not [key for key in keys.values() if key in str(caught.value)]
