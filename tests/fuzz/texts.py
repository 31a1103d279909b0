"""Harnesses of the small parsers: base64url, strict JSON, compact JWS, page tokens, challenges."""

import base64
import json
from collections.abc import Iterable

from builders.assertion import AT, BANK, KEYRING, NONCE, PAYMENT, request
from eidgate.app.paging import cursor_of, page_token
from eidgate.core.assertion import base64url, challenge, jws
from eidgate.core.assertion.limits import MAX_JSON_CONTAINERS, MAX_NUMBER_CHARACTERS
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.strict_json import parse_object
from eidgate.core.desk.hotline import HotlineSyntaxError, parse_message
from eidgate.core.errors import InvalidCommandError
from eidgate.simulator.citizen import AN
from eidgate.simulator.identity_provider import IdentityProvider
from fuzz.defect import hold

QUESTION = ("bank-a", "decisions")


def base64url_one(content: bytes) -> None:
    """One spelling for each byte string, and the standard library's reading of it."""
    try:
        decoded = base64url.decode(content)
    except ValueError:
        return
    hold(base64url.encode(decoded).encode() == content, "two spellings of the same bytes")
    padded = content + b"=" * (-len(content) % 4)
    hold(base64.urlsafe_b64decode(padded) == decoded, "another reading than the standard library's")


def base64url_seeds() -> Iterable[bytes]:
    return (base64url.encode(bytes(range(250, 250 - count, -1))).encode() for count in range(6))


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    hold(len(dict(pairs)) == len(pairs), "a name twice")
    return dict(pairs)


def _integer(digits: str) -> int:
    hold(len(digits) <= MAX_NUMBER_CHARACTERS, "a number beyond the budget")
    return int(digits)


def _read_by_the_book(content: bytes) -> object:
    """The standard library's reading of UTF-8 text, with its leniencies turned into defects."""
    return json.loads(
        content.decode("utf-8"),  # a text that begins with a byte order mark is refused, bytes are not
        object_pairs_hook=_members,
        parse_int=_integer,
        parse_constant=lambda name: hold(promise=False, what=name),
    )


def strict_json_one(content: bytes) -> None:
    """One object, which every other reader reads alike."""
    try:
        parsed = parse_object(content)
    except (ValueError, RejectionError):
        return
    hold(type(parsed) is dict, "not an object")
    hold(content.count(b"{") + content.count(b"[") <= MAX_JSON_CONTAINERS, "beyond the budget")
    hold(_read_by_the_book(content) == parsed, "another reading than the standard library's")
    again = json.dumps(parsed, ensure_ascii=False, allow_nan=False).encode("utf-8")
    hold(json.loads(again) == parsed, "written and read again, it is another object")


def strict_json_seeds() -> Iterable[bytes]:
    yield from (b"{}", b'{"a":1,"a":2}', b'{"a":{"b":[1,-2.5e3,"\\ud83d\\ude00"]}}', b'{"a":"\\ud800"}')
    yield from (b'{"a:":":","a\\u003a":"\\\\u003a"}', b'{"a":{"b":1,"b":":"}}', b'{"\\u0061":1,"a":2}')
    yield from (b'{"a":NaN}', b"\xef\xbb\xbf{}", b'{"a":12345678901234567890}', b' {"a":null} ', b"[]")


def jws_one(content: bytes) -> None:
    """Three segments that mean what they say."""
    text = content.decode("latin-1")
    try:
        parsed = jws.parse(text)
    except RejectionError:
        return
    signature = base64url.encode(parsed.signature)
    hold(f"{parsed.signing_input.decode()}.{signature}" == text, "the parts are not the whole")
    hold(text.endswith(f".{base64url.encode(parsed.payload)}.{signature}"), "another payload")


def jws_seeds() -> Iterable[bytes]:
    idp = IdentityProvider(1)
    yield idp.issue(AN, request()).encode()
    yield from (b"..", b"e30.e30.", b"e30.e30.AA", b"eyJhbGciOiJub25lIn0.e30.")


def page_token_one(content: bytes) -> None:
    """Only a token that was given, spelt as it was given."""
    token = content.decode("utf-8", "surrogateescape")
    try:
        cursor = cursor_of(token, *QUESTION)
    except InvalidCommandError:
        return
    hold(not token or page_token(cursor, *QUESTION) == token, "a token that was never given")


def page_token_seeds() -> Iterable[bytes]:
    return (page_token(cursor, *QUESTION).encode() for cursor in (0, 1, 50, 2**63 - 1))


def challenge_one(content: bytes) -> None:
    """Only a challenge that we minted, for this relying party."""
    nonce = content.decode("utf-8", "surrogateescape")
    try:
        challenge.check(nonce, keyring=KEYRING, relying_party=BANK, transaction_data=PAYMENT, at=AT)
    except RejectionError:
        return
    hold(nonce == NONCE, "a challenge that we did not mint")


def challenge_seeds() -> Iterable[bytes]:
    yield from (NONCE.encode(), NONCE[:-1].encode(), b"", b"AQcA")


def hotline_one(content: bytes) -> None:
    """A text message is a number with a content on one line, or an answer in two languages."""
    try:
        message = parse_message(content.decode("utf-8", "replace"))
    except HotlineSyntaxError as error:
        hold(bool(error.answer.vi and error.answer.en), "an answer in one language only")
        return
    hold(message.number.value.startswith("+"), "another number than an E.164 one")
    hold(bool(message.content) and message.content.splitlines() == [message.content], "not one line")


def hotline_seeds() -> Iterable[bytes]:
    return (
        text.encode()
        for text in ("S (0900000001)(vay tien)", "LĐ 0900 000 001 giả danh", "v (+84900000001) x", "LD (113)")
    )
