import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from builders.key_server import Answer, Handler, Published, key_server, publishing
from eidgate.adapters.trust.https import MAX_BYTES, Fetched, FetchError, get, tls_context
from eidgate.core.errors import ConfigurationError

KEYS = {"keys": [{"kid": "one"}]}
BODY = b'{"keys": [{"kid": "one"}]}'


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Published]:
    with key_server(tmp_path, publishing(KEYS)) as published:
        yield published


def fetch(server: Published, limit: timedelta = timedelta(seconds=10), etag: str = "") -> Fetched:
    return get(server.uri, context=tls_context(server.certificates.authority), limit=limit, etag=etag)


def test_fetches_over_verified_tls(server: Published) -> None:
    server.answer = publishing(KEYS, ETag='"1"', Cache_Control="public, max-age=120")

    assert fetch(server) == Fetched(content=BODY, etag='"1"', max_age=timedelta(minutes=2))
    assert server.requests[0]["Accept-Encoding"] == "identity"


def test_an_unchanged_set_is_not_sent_again(server: Published) -> None:
    server.answer = publishing(KEYS, ETag='"1"')

    assert fetch(server, etag='"1"').content is None


def test_an_entity_tag_that_no_request_could_carry_is_not_kept(server: Published) -> None:
    server.answer = lambda handler: handler.say(BODY, ETag='"' + "x" * 60_000 + '"')

    assert fetch(server).etag == ""


def test_no_proxy_of_the_environment_stands_between(
    server: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    assert fetch(server).content == BODY


def test_a_server_under_another_authority_is_refused(server: Published) -> None:
    with pytest.raises(FetchError, match="certificate is not accepted"):
        get(server.uri, context=tls_context(None))


def test_a_server_of_another_name_is_refused(server: Published) -> None:
    uri = server.uri.replace("127.0.0.1", "127.0.0.2")
    with pytest.raises(FetchError):
        get(uri, context=tls_context(server.certificates.authority))


def redirecting(handler: Handler) -> None:
    handler.say(b"", 302, Location="https://127.0.0.1/elsewhere")


def huge(handler: Handler) -> None:
    handler.say(b" " * (MAX_BYTES + 1))


def huge_without_a_length(handler: Handler) -> None:
    handler.say(b" " * (MAX_BYTES + 1), Content_Length="")


def cut_off(handler: Handler) -> None:
    handler.say(BODY, Content_Length="5000")


def no_http(handler: Handler) -> None:
    handler.wfile.write(b"\x00\xff no HTTP at all\r\n\r\n")


def nothing(handler: Handler) -> None:
    """Hang up."""


BAD: dict[str, tuple[Answer, str]] = {
    "redirect": (redirecting, "status 302"),
    "not found": (lambda handler: handler.say(BODY, 404), "status 404"),
    "broken": (lambda handler: handler.say(BODY, 500), "status 500"),
    "not modified, unasked": (lambda handler: handler.say(b"", 304), "status 304"),
    "partial": (lambda handler: handler.say(BODY, 206), "status 206"),
    "web page": (lambda handler: handler.say(BODY, Content_Type="text/html"), "content type"),
    "no type": (lambda handler: handler.say(BODY, Content_Type=""), "content type"),
    "compressed": (lambda handler: handler.say(BODY, Content_Encoding="gzip"), "compressed"),
    "huge": (huge, "more than"),
    "huge without a length": (huge_without_a_length, "more than"),
    "cut off": (cut_off, "ended before its end|IncompleteRead"),
    "no HTTP": (no_http, "BadStatusLine"),
    "nothing": (nothing, "RemoteDisconnected|Disconnected|EOF"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_is_no_answer(server: Published, name: str) -> None:
    server.answer, told = BAD[name]

    with pytest.raises(FetchError, match=told):
        fetch(server)


def test_what_a_server_says_instead_of_http_is_not_repeated(server: Published) -> None:
    server.answer = lambda handler: handler.wfile.write(b"\x1b[2J forged line\r\n\r\n") and None

    with pytest.raises(FetchError) as caught:
        fetch(server)
    assert str(caught.value) == f"{server.uri}: no answer in HTTP: BadStatusLine"


def test_a_server_that_drips_is_hung_up_on(server: Published) -> None:
    def dripping(handler: Handler) -> None:
        handler.say(b"", Content_Length="200")
        for _ in range(200):
            handler.wfile.write(b" ")
            time.sleep(0.05)

    server.answer = dripping
    with pytest.raises(FetchError):
        fetch(server, limit=timedelta(seconds=0.5))


def test_a_server_that_drips_headers_is_hung_up_on(server: Published) -> None:
    def dripping(handler: Handler) -> None:
        handler.send_response(200)
        for number in range(200):
            handler.wfile.write(b"X-%d: x\r\n" % number)
            time.sleep(0.05)

    server.answer = dripping
    with pytest.raises(FetchError):
        fetch(server, limit=timedelta(seconds=0.5))


def test_a_server_that_says_nothing_is_hung_up_on(server: Published) -> None:
    server.answer = lambda _: time.sleep(2)

    with pytest.raises(FetchError):
        fetch(server, limit=timedelta(seconds=0.3))


def test_nobody_there_is_no_answer(server: Published) -> None:
    with pytest.raises(FetchError, match="Refused"):
        get("https://127.0.0.1:1/jwks", context=tls_context(None))


def test_a_file_without_authorities_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing")

    with pytest.raises(ConfigurationError, match="no certificates of authorities"):
        tls_context(tmp_path / "ca.pem")
