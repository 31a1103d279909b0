"""Harnesses of our own secrets in files: keys of challenges, receipts and people, operators' secrets."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from eidgate.adapters.secret_keys import load_challenge_keys, load_person_keys, load_receipt_keys
from eidgate.adapters.telco.settings import OperatorSection, read_secret
from eidgate.core.assertion.challenge import MIN_KEY_BYTES
from eidgate.core.errors import ConfigurationError
from fuzz.defect import hold, told
from fuzz.files import written

KEY = b64encode(bytes(range(32))).decode()
PEM = (
    Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    .private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    .decode()
)
SECRETS = (KEY[:-1], PEM.splitlines()[1])
"""What no error may show, wherever in the file it stands and whatever stands around it."""
STATEMENT = b"what a receipt says"
OPERATOR = msgspec.convert(
    {
        "code": "one",
        "url": "https://api.one.example",
        "client_id": "eidgate",
        "client_secret": "secret",
        "questions": ["sim_swap"],
        "purposes": ["FraudPreventionAndDetection"],
    },
    OperatorSection,
    dec_hook=lambda _, path: Path(path),
)


def secret_keys_one(content: bytes) -> None:
    """Each kind of file has its current key, long enough, or the documented error, which shows none."""
    for read in (_challenge_keys, _receipt_keys, _person_keys):
        with written(content, "keys.json") as path:
            path.chmod(0o600)
            _tells_no_secret(read, path)


def _challenge_keys(path: Path) -> None:
    ring = load_challenge_keys(path)
    hold(ring.current in ring.keys, "no current key")
    hold(all(len(key) >= MIN_KEY_BYTES for key in ring.keys.values()), "a key that can be guessed")
    hold(len(ring.keys) == len(_listed(path)), "two keys of one id, and one of them is gone")


def _receipt_keys(path: Path) -> None:
    current, keys = load_receipt_keys(path)
    keys[current].public_key().verify(keys[current].sign(STATEMENT), STATEMENT)
    hold(len(keys) == len(_listed(path)), "two keys of one id, and one of them is gone")


def _person_keys(path: Path) -> None:
    keys = load_person_keys(path)
    found = keys.identifiers("https://idp.example", "an")
    hold(keys.current_identifier("https://idp.example", "an") in found, "listed, and not found again")
    hold(len(keys.keys) == len(_listed(path)), "two keys of one id, and one of them is gone")


def _listed(path: Path) -> list[tuple[str, object]]:
    """Return the file's keys with their ids, as often as they stand there."""
    pairs = json.loads(path.read_bytes(), object_pairs_hook=list)
    return next(value for name, value in reversed(pairs) if name == "keys")


def _tells_no_secret(read: Callable[[Path], None], path: Path) -> None:
    try:
        read(path)
    except ConfigurationError as error:
        said = told(error)
        hold(not any(secret in said for secret in SECRETS), "an error that shows a key")


def secret_keys_seeds() -> Iterable[bytes]:
    for current, keys in (
        ("1", {"1": KEY, "2": KEY}),
        ("r", {"r": PEM, "s": PEM}),
        ("r", {"r": PEM.replace("BEGIN PRIVATE", "BEGIN")}),
        ("1", {"1": KEY, "01": KEY}),
        ("1", {"1": KEY[:-1]}),
        (KEY, {KEY: "1"}),
        (KEY, {"1": KEY}),
        ("1", {"1": f"{KEY}\ud7ff"}),
    ):
        yield json.dumps({"current": current, "keys": keys}).encode()
    yield json.dumps({"current": "1", KEY: {"1": KEY}}).encode()
    yield b'{"current": "1", "keys": {"1": "%s", "1": "%s"}}' % (KEY.encode(), KEY.encode())
    yield b'{"current": "\xff", "keys": {}}'
    yield b'{"current": ' + b"[" * 5_000


def operator_secret_one(content: bytes) -> None:
    """A secret is one line of ASCII that a header can carry, or the documented error, which shows nothing."""
    with written(content, "secret") as path:
        path.chmod(0o600)
        section = msgspec.structs.replace(OPERATOR, client_secret=path)
        try:
            secret = read_secret(section).reveal()
        except ConfigurationError as error:
            hold(not any(one in told(error) for one in SECRETS), "an error that shows a secret")
            return
    hold(secret and secret.isascii() and secret.strip() == secret, "no secret, or space around it")


def operator_secret_seeds() -> Iterable[bytes]:
    yield from (f"{KEY}\n".encode(), b"\n", f"{KEY}é".encode(), KEY.encode() * 100)
