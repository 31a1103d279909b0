"""Requests on disk, ready to be sent: each as its length (four bytes, big-endian) and its bytes."""

from collections.abc import Iterable
from pathlib import Path

_LENGTH = 4


def write(path: Path, messages: Iterable[bytes]) -> None:
    """Write messages to a file."""
    with path.open("wb") as file:
        for message in messages:
            file.write(len(message).to_bytes(_LENGTH) + message)


def read(path: Path) -> list[bytes]:
    """Read the messages of a file."""
    content, messages, at = path.read_bytes(), [], 0
    while at < len(content):
        begin = at + _LENGTH
        at = begin + int.from_bytes(content[at:begin])
        messages.append(content[begin:at])
    return messages
