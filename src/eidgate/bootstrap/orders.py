"""What the supervisor, its nursery and the workers say to each other: one message a packet, on one line."""

from pathlib import Path
from typing import Final, TypeAlias

import msgspec
from msgspec import Struct

from eidgate.bootstrap.post import Post

MAX_BYTES: Final = 65_536  # of a packet: three paths of 4 KiB (PATH_MAX) and a few words, escaped


class Signal(Struct, frozen=True, kw_only=True, tag=True):
    """The supervisor: send this to the worker of a slot, if it lives."""

    slot: int
    number: int


class Ready(Struct, frozen=True, kw_only=True, tag=True):
    """A worker: I serve."""

    slot: int


class Ended(Struct, frozen=True, kw_only=True, tag=True):
    """The nursery: the worker of a slot has ended with a code, or by a signal (negative)."""

    slot: int
    code: int


Order: TypeAlias = Post | Signal
"""A post is an order to fork a worker for it."""
News: TypeAlias = Ready | Ended

_orders: Final = msgspec.json.Decoder[Order](Order, dec_hook=lambda type_, value: type_(value))
_news: Final = msgspec.json.Decoder[News](News)


def encode(message: Order | News) -> bytes:
    """Return a message as a packet."""
    return msgspec.json.encode(message, enc_hook=_spelled)


def decode_order(packet: bytes) -> Order:
    """Read what the supervisor wants."""
    order: Order = _orders.decode(packet)
    return order


def decode_news(packet: bytes) -> News:
    """Read what became of a worker."""
    news: News = _news.decode(packet)
    return news


def _spelled(value: object) -> str:
    assert isinstance(value, Path)  # the one type of a post that JSON has no word for
    return str(value)
