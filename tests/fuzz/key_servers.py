"""Harnesses of trust: what servers of keys answer, and the files that hold key sets, copies and anchors."""

import http.client
import json
from base64 import b64encode
from collections.abc import Iterable
from datetime import timedelta

from builders.assertion import AT
from eidgate.adapters.trust import key_set_copy
from eidgate.adapters.trust.anchors import read_anchors
from eidgate.adapters.trust.https import MAX_BYTES, FetchError, read_answer
from eidgate.adapters.trust.key_set import FetchedKeySet, read_key_set
from eidgate.adapters.trust.key_set_copy import Copy
from eidgate.adapters.trust.schema import CertificatesEntry
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.errors import ConfigurationError
from eidgate.simulator.certified_provider import CertifiedIdentityProvider, x5c
from eidgate.simulator.identity_provider import IdentityProvider
from fuzz.defect import hold
from fuzz.files import written
from fuzz.http_answers import answer_of

URI = "https://idp.example/jwks.json"
KEY_SET = json.dumps(IdentityProvider(1).jwks()).encode()
CERTIFIED = CertifiedIdentityProvider(at=AT)
CHAIN = x5c(CERTIFIED.leaf.chain)
ROOT_KEY = CERTIFIED.root.certificate.public_key()


def server_answer_one(content: bytes) -> None:
    """Whatever a server sends is a document within the bound, or an error that the fetch knows."""
    for etag in ("", '"1"'):
        try:
            answer = answer_of(content, method="GET")
            answer.begin()
            came = read_answer(answer, etag)
        except (FetchError, OSError, http.client.HTTPException, ValueError):
            continue
        hold(came.content is not None or etag, "nothing new since nothing")
        hold(came.content is None or len(came.content) <= MAX_BYTES, "more than was wanted")
        hold(came.max_age is None or came.max_age >= timedelta(0), "an age that is none")


def server_answer_seeds() -> Iterable[bytes]:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
    yield head + b'Content-Length: %d\r\nETag: W/"1"\r\n\r\n' % len(KEY_SET) + KEY_SET
    yield head + b"Cache-Control: public, max-age=999999999\r\n\r\n{}"
    yield head + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
    yield head + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b"
    yield head + b"Content-Length: 99999999999999999999\r\n\r\n{}"
    yield b'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'
    yield b"HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example\r\n\r\n"
    yield b"HTTP/0.9\r\n\r\n"


def key_set_one(content: bytes) -> None:
    """A key set is read or refused as one; each key in it is fit, or says why it is not."""
    try:
        fit, unfit = read_key_set("set", content)
    except ConfigurationError:
        return
    hold(fit or unfit, "an empty set")
    hold(all(key.algorithms for key in fit), "a key for nothing")
    hold(all(key.why for key in unfit), "a refusal without a cause")


def key_set_seeds() -> Iterable[bytes]:
    keys = [IdentityProvider(1, algorithm=name).jwks()["keys"][0] for name in ("ES256", "EdDSA", "RS256")]
    yield json.dumps({"keys": keys}).encode()
    yield json.dumps({"keys": [CERTIFIED.key.public_jwk() | {"x5c": CHAIN}]}).encode()
    yield b'{"keys": [{"kid": "a"}, {"kid": "a"}], "keys": []}'


def key_set_copy_one(content: bytes) -> None:
    """Only a copy that was good when it came is believed, and none from the future."""
    with written(content, "copy") as path:
        found = key_set_copy.load(path, URI, now=AT)
    if found is not None:
        hold(found.key_set.fetched_at <= AT + timedelta(minutes=1), "from the future")
        read_key_set(URI, found.key_set.content)


def key_set_copy_seeds() -> Iterable[bytes]:
    sound = Copy(key_set=FetchedKeySet(content=KEY_SET, fetched_at=AT), etag='"1"')
    with written(b"", "sound") as path:
        key_set_copy.store(path, URI, sound)
        yield path.read_bytes()
    told = {"uri": URI, "etag": "", "content": b64encode(KEY_SET).decode()}
    for moment in ("2026-01-01T00:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", 5):
        yield json.dumps(told | {"fetched_at": moment}).encode()


def anchors_one(content: bytes) -> None:
    """What is loaded never fails in a call, and vouches for nobody without the true root's key."""
    try:
        anchors = read_anchors("trust", content, CertificatesEntry(), [])
    except ConfigurationError:
        return
    try:
        anchors.leaf_key(CHAIN, at=AT)
    except RejectionError:
        return
    keys = [one.public_key() for one in anchors.certificates]
    hold(ROOT_KEY in keys or CERTIFIED.intermediate.certificate.public_key() in keys, "somebody else vouched")


def anchors_seeds() -> Iterable[bytes]:
    yield CERTIFIED.root.pem.encode()
    yield (CERTIFIED.root.pem + CERTIFIED.intermediate.pem).encode()
    yield CERTIFIED.leaf.pem.encode()
    yield CERTIFIED.root.pem.encode()[:-30]
