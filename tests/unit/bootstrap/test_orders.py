"""What the supervisor, the nursery and the workers say comes over the line as it was said."""

import signal
from pathlib import Path

from eidgate.bootstrap.orders import (
    MAX_BYTES,
    Ended,
    Ready,
    Signal,
    decode_news,
    decode_order,
    encode,
)
from eidgate.bootstrap.post import Post

POST = Post(
    entry="eidgate.bootstrap.service:build",
    slot=1,
    workers=2,
    host="::1",
    port=8443,
    config=Path("/etc/eidgate/ví dụ.yaml"),
    runtime=Path("/run/eidgate"),
    core=3,
)


def test_orders_come_as_they_were_given() -> None:
    for order in (POST, Signal(slot=1, number=signal.SIGTERM)):
        assert decode_order(encode(order)) == order


def test_news_comes_as_it_was_told() -> None:
    for news in (Ready(slot=0), Ended(slot=1, code=-9)):
        assert decode_news(encode(news)) == news


def test_the_longest_paths_fit_in_a_packet() -> None:
    longest = Path("/" + "\x01" * 4_095)
    post = Post(
        entry="a:b", slot=255, workers=256, host="h" * 253, port=65_535, config=longest, runtime=longest
    )
    assert len(encode(post)) <= MAX_BYTES
