"""Harnesses of what institutions outside send before anybody looks at its meaning: answers, tokens."""

import http.client
import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from eidgate.adapters.outside import lines
from eidgate.adapters.outside.deadline import after
from eidgate.adapters.outside.faults import OutsideError
from eidgate.adapters.outside.line import MOST_BYTES
from eidgate.adapters.outside.lines import Came
from eidgate.adapters.telco.tokens import LONGEST_LIFE, Client, Tokens
from eidgate.core.terms import Masked
from fuzz.defect import hold, told
from fuzz.http_answers import answer_of

TOKEN = "eyJ-a-token-that-nobody-may-see"
SECRET = "a-secret-that-nobody-may-see"
STATUSES = (200, 400, 401, 403, 404, 429)
CLIENT = Client(
    token_url="https://api.one.example/oauth2/token",
    client_id="eidgate",
    secret=Masked(SECRET),
    scope="dpv:FraudPreventionAndDetection sim-swap",
)
SOON = after(timedelta(hours=1))


def outside_answer_one(content: bytes) -> None:
    """Whatever is sent is a whole answer in JSON within the bound, or an error that `Lines` knows."""
    try:
        answer = answer_of(content, method="POST")
        answer.begin()
        came = lines._read(answer)
    except (OutsideError, OSError, http.client.HTTPException, ValueError) as error:
        hold(not isinstance(error, OutsideError) or TOKEN not in told(error), "an error that shows it")
        return
    hold(len(came.content) <= MOST_BYTES, "more than was wanted")
    hold(not 300 <= came.status < 400, "a redirect")
    hold(came.status < 500 or came.status == 501, "a server that failed")


def outside_answer_seeds() -> Iterable[bytes]:
    head, body = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n", b'{"x": "%s"}' % TOKEN.encode()
    yield head + b"x-correlator: 0a\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    yield head + b"Content-Length: 99\r\n\r\n{}"
    yield head + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
    yield head + b"x-correlator: a\r\n b\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b"
    yield b"HTTP/1.1 501 \xff\r\nContent-Type: ;;;/=json; charset*=''%ff\r\n\r\n"
    yield b"HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example\r\n\r\n"
    yield b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 599 " + b"x" * 100


class _Endpoint:
    """Answers once with what was given, and then not at all."""

    def __init__(self, came: Came) -> None:
        self._came = [came]

    def post(self, *_: Any) -> Came:
        hold(self._came, "asked again while the token is good")
        return self._came.pop()


def operator_token_one(content: bytes) -> None:
    """Any body under any status: a token that a header can carry and that is kept, or the known error."""
    for status in {200, STATUSES[len(content) % len(STATUSES)]}:
        clock = [1000.0]
        endpoint: Any = _Endpoint(Came(status=status, content=content, correlator=""))
        tokens = Tokens(CLIENT, endpoint, seconds=lambda now=clock: now[0])
        try:
            token = tokens.current(SOON).reveal()
        except OutsideError as error:
            hold(TOKEN not in told(error) and SECRET not in told(error), "an error that shows a secret")
            continue
        hold(status == 200, "read an error as a token")
        hold(token.isascii() and token.isprintable() and " " not in token, "a header of another form")
        kept = tokens._kept
        hold(kept and kept.renew_at <= kept.expires_at <= clock[0] + LONGEST_LIFE, "a token without an end")
        if kept and clock[0] < kept.renew_at:
            hold(tokens.current(SOON).reveal() == token, "another token than the one that is kept")


def operator_token_seeds() -> Iterable[bytes]:
    sound = {"access_token": TOKEN, "token_type": "Bearer", "expires_in": 3600}
    yield json.dumps(sound).encode()
    for changes in (
        {"access_token": f"{TOKEN}\nX: y"},
        {"access_token": [TOKEN]},
        {"expires_in": 1e-300},
        {"expires_in": 10**19},
        {"expires_in": "3600"},
        {"token_type": "mac"},
        {"token_type": TOKEN},
        {TOKEN: TOKEN, "token_type": 7},
    ):
        yield json.dumps(sound | changes).encode()
    yield from (b'{"error": "invalid_scope"}', b'{"error": 7, "error": ""}', b"[" * 5_000)
    yield b'{"access_token": "a", "access_token": "b", "token_type": "Bearer"}'
