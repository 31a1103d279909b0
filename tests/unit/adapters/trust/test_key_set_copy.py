"""Copies of fetched key sets: nobody signs them, so who can write them could add a key."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_IMODE

import pytest

from builders.assertion import AT
from eidgate.adapters.trust.key_set import FetchedKeySet
from eidgate.adapters.trust.key_set_copy import Copy, load, path_of, store
from eidgate.simulator.identity_provider import IdentityProvider

URI = "https://idp.example/jwks.json"
COPY = Copy(
    key_set=FetchedKeySet(content=json.dumps(IdentityProvider(1).jwks()).encode(), fetched_at=AT), etag="e"
)


@pytest.fixture
def careless() -> Iterator[None]:
    """A process whose files everybody may write."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_what_was_stored_is_loaded(tmp_path: Path) -> None:
    path = path_of(tmp_path / "copies", URI)
    store(path, URI, COPY)

    assert load(path, URI, now=AT) == COPY
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.usefixtures("careless")
def test_nobody_but_the_owner_can_write_a_copy(tmp_path: Path) -> None:
    path = path_of(tmp_path / "copies", URI)
    store(path, URI, COPY)

    assert S_IMODE(path.stat().st_mode) == 0o644
    assert S_IMODE(path.parent.stat().st_mode) == 0o755


def test_a_link_laid_in_its_way_is_not_followed(tmp_path: Path) -> None:
    path, victim = path_of(tmp_path, URI), tmp_path / "victim"
    victim.write_text("precious")
    path.with_suffix(f".{os.getpid()}.new").symlink_to(victim)

    with pytest.raises(OSError, match="symbolic links"):
        store(path, URI, COPY)
    assert victim.read_text() == "precious"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b" " * (1024 * 1024 + 1),
        json.dumps(
            {"uri": URI, "etag": "", "content": "e30=", "fetched_at": "2026-01-01T00:00:00Z"}
        ).encode(),
    ],
)
def test_what_is_no_copy_is_none(tmp_path: Path, content: bytes) -> None:
    path = path_of(tmp_path, URI)
    path.write_bytes(content)

    assert load(path, URI, now=AT) is None
