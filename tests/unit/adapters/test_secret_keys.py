"""The server's own secret keys, as files: read only where nobody else can, and never shown."""

import json
from base64 import b64decode, b64encode
from pathlib import Path
from traceback import format_exception
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

from eidgate.adapters.secret_keys import load_challenge_keys, load_person_keys, load_receipt_keys
from eidgate.core.errors import ConfigurationError

KEY = b64encode(bytes(range(32))).decode()
ED25519 = Ed25519PrivateKey.generate()


def written(folder: Path, keys: dict[str, str], current: str = "1", mode: int = 0o600) -> Path:
    path = folder / "keys.json"
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


def test_challenge_keys_are_read_by_their_numbers(tmp_path: Path) -> None:
    ring = load_challenge_keys(written(tmp_path, {"7": KEY, "8": KEY}, current="8"))
    assert (ring.current, ring.keys[7]) == (8, bytes(range(32)))


@pytest.mark.parametrize(
    ("keys", "current", "mode"),
    [
        ({"1": KEY}, "1", 0o604),
        ({"one": KEY}, "one", 0o600),
        ({"1": KEY}, "one", 0o600),
        ({"1": "not base64!"}, "1", 0o600),
        ({"1": "AAAA"}, "1", 0o600),
        ({"256": KEY}, "256", 0o600),
        ({"1": KEY, "01": KEY}, "1", 0o600),
        ({"1": KEY, " 1": KEY}, "1", 0o600),
        ({"1": KEY}, "1_", 0o600),
        ({"1": f"{KEY}é"}, "1", 0o600),
        ({"1": KEY}, "2", 0o600),
        ({}, "1", 0o600),
    ],
)
def test_challenge_keys_that_are_no_good_are_refused_without_showing_one(
    tmp_path: Path, keys: dict[str, str], current: str, mode: int
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_challenge_keys(written(tmp_path, keys, current, mode))
    assert not [key for key in keys.values() if key in str(caught.value)]


def pem(key: Any, encryption: KeySerializationEncryption | None = None) -> str:
    made: bytes = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption or NoEncryption())
    return made.decode()


def too_short(key: str) -> str:
    """The key says that it has a byte less, for which OpenSSL has an error of no kind."""
    der = bytearray(b64decode(key.splitlines()[1]))
    length = len(der) - 32
    for at in (1, length - 3, length - 1):
        der[at] -= 1
    return f"-----BEGIN PRIVATE KEY-----\n{b64encode(der[:-1]).decode()}\n-----END PRIVATE KEY-----\n"


def test_receipt_keys_are_read_with_the_current_one(tmp_path: Path) -> None:
    keys = {name: Ed25519PrivateKey.generate() for name in ("r1", "r2")}
    path = written(tmp_path, {name: pem(key) for name, key in keys.items()}, current="r2")
    current, found = load_receipt_keys(path)
    assert (current, set(found)) == ("r2", {"r1", "r2"})
    keys["r2"].public_key().verify(found["r2"].sign(b"this"), b"this")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("not PEM", "not an unencrypted PEM private key"),
        (too_short(pem(ED25519)), "not an unencrypted PEM private key"),
        (
            pem(Ed25519PrivateKey.generate(), BestAvailableEncryption(b"x")),
            "not an unencrypted PEM private key",
        ),
        (pem(generate_private_key(SECP256R1())), "not an Ed25519 key"),
    ],
    ids=["no PEM", "too short", "encrypted", "another curve"],
)
def test_a_receipt_key_of_another_kind_is_refused_by_its_name(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(ConfigurationError, match=f"key 'r1' is {why}") as caught:
        load_receipt_keys(written(tmp_path, {"r1": text}, current="r1"))
    assert text not in str(caught.value)


def test_receipts_are_not_signed_without_the_current_key(tmp_path: Path) -> None:
    path = written(tmp_path, {"r1": pem(Ed25519PrivateKey.generate())}, current="r2")
    with pytest.raises(ConfigurationError, match="'r2' is not among the keys"):
        load_receipt_keys(path)


@pytest.mark.parametrize(
    ("current", "keys"),
    [
        (KEY, {"1": KEY}),
        ("1", {KEY: "1"}),
        (KEY, {KEY: KEY}),
        ("1", {"1": pem(ED25519).replace("BEGIN ", "BEGIN X")}),
    ],
    ids=["for the current id", "for an id", "for both", "between other lines"],
)
def test_a_key_in_the_wrong_place_is_not_shown(tmp_path: Path, current: str, keys: dict[str, str]) -> None:
    """Nor by what the error came from, which stands in logs as well."""
    secrets = [KEY, pem(ED25519).splitlines()[1]]
    for load in (load_challenge_keys, load_receipt_keys, load_person_keys):
        with pytest.raises(ConfigurationError) as caught:
            load(written(tmp_path, keys, current))
        assert not [one for one in secrets if one in "".join(format_exception(caught.value))]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"current": "1"}',
        '{"current": "1", "keys": {}, "more": 1}',
        '{"current": "\xff", "keys": {}}',
        '{"current": "1", "keys": {"1": "a", "1": "b"}}',
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, content: str) -> None:
    path = written(tmp_path, {})
    path.write_text(content, encoding="latin-1")
    for load in (load_challenge_keys, load_receipt_keys, load_person_keys):
        with pytest.raises(ConfigurationError, match=r"keys\.json: "):
            load(path)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"none\.json: No such file"):
        load_challenge_keys(tmp_path / "none.json")
