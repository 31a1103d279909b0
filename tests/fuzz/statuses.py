"""Harnesses of status lists: the packed and compressed list, and the token around it."""

import json
import zlib
from collections.abc import Iterable

from builders.assertion import AT
from builders.status import status_scene, trust_with
from eidgate.core.assertion.status_list import MAX_LIST_BYTES, StatusListError, inflate
from eidgate.core.assertion.status_list_token import read
from eidgate.simulator.status_forgeries import STATUS_FORGERIES
from eidgate.simulator.status_publisher import URI, header
from fuzz.choices import Choices
from fuzz.defect import hold

SCENE = status_scene(size=64)
TOKEN = SCENE.token
(SIGNER,) = trust_with(SCENE, TOKEN).issuers.values()
SIGNED = {TOKEN, *(one.forge(SCENE)[1] for one in STATUS_FORGERIES if one.name != "bomb")}
"""Every token of the simulator's, in force or not; the bomb is too long for a fuzzer."""
INPUTS = {token.rpartition(".")[0] for token in SIGNED}
"""What was signed: ES256 signs otherwise each time, and a fuzzer goes on from another process's tokens."""
NAMES = (*sorted(SCENE.claims), "exp", "nbf", "ttl", "x")


def list_one(content: bytes) -> None:
    """A ZLIB stream that is whole and within the bound, read as the library reads it."""
    try:
        statuses = inflate(content)
    except StatusListError:
        return
    hold(0 < len(statuses) <= MAX_LIST_BYTES, "beyond the bound")
    hold(zlib.decompress(content) == statuses, "another reading than the library's")


def list_seeds() -> Iterable[bytes]:
    yield from (zlib.compress(bytes(size), level) for size in (1, 64, 70_000) for level in (0, 1, 9))
    yield from (zlib.compress(bytes(8))[:-1], zlib.compress(bytes(8)) + b"\0", b"")


def token_one(content: bytes) -> None:
    """Any text: only what the publisher signed is believed."""
    text = content.decode("utf-8", "surrogateescape")
    try:
        read(text, uri=URI, signer=SIGNER, at=AT)
    except StatusListError:
        return
    hold(text.rpartition(".")[0] in INPUTS, "believed what nobody signed")


def token_seeds() -> Iterable[bytes]:
    return (token.encode() for token in SIGNED)


def signed_token_one(content: bytes) -> None:
    """Changed claims under the true signature: what is believed is about this list and its times hold."""
    choices, claims = Choices(content), dict(SCENE.claims)
    for _ in range(choices.number(3)):
        claims[choices.one_of(NAMES)] = choices.value()
    if choices.number(2):
        claims["status_list"] = {"bits": choices.value(), "lst": choices.value()}
    try:
        token = SCENE.key.compact(header(SCENE.key), json.dumps(claims).encode())
        found = read(token, uri=URI, signer=SIGNER, at=AT)
    except StatusListError:
        return
    hold(claims["sub"] == URI and found.size > 0, "another list, or none")
    hold(claims["iat"] < claims.get("exp", claims["iat"] + 1), "a list that ends before it begins")


def signed_token_seeds() -> Iterable[bytes]:
    yield b""
    yield from (bytes((1, name, kind, 1, 1)) for name in range(len(NAMES)) for kind in (2, 6, 7))
