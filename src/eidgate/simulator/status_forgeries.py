"""Named forgeries of statuses: what an attacker or a broken provider makes of the claim or of the list.

Each is an assertion and the token that lies at its list's URI, with the reason that they must get together.
"""

import hmac
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from eidgate.core.assertion import base64url
from eidgate.core.assertion.status_list import MAX_LIST_BYTES, Status
from eidgate.core.reasons import Reason
from eidgate.simulator.citizen import Citizen
from eidgate.simulator.identity_provider import AuthenticationRequest, IdentityProvider
from eidgate.simulator.signing import SigningKey, signing_key
from eidgate.simulator.status_publisher import StatusPublisher, compressed, header

FORGED_AGE: Final = timedelta(days=2)
"""How old the list of an outage is here; the configuration must allow less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusScene:
    """What a forger starts from: a provider that signs with ES256 and publishes a list."""

    identity_provider: IdentityProvider
    statuses: StatusPublisher
    citizen: Citizen
    request: AuthenticationRequest

    @property
    def key(self) -> SigningKey:
        """The key that signs assertions and lists."""
        return self.identity_provider.key

    @property
    def assertion(self) -> str:
        """A sound assertion."""
        return self.identity_provider.issue(self.citizen, self.request)

    @property
    def token(self) -> str:
        """The sound list, in which the citizen is valid."""
        return self.statuses.token(self.key, self.request.at)

    @property
    def claims(self) -> dict[str, Any]:
        """The claims of the sound list."""
        return self.statuses.claims(self.request.at)


Forged = tuple[str, str]
"""An assertion, and the token at the URI of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusForgery:
    """One forgery."""

    name: str
    reason: Reason
    forge: Callable[[StatusScene], Forged]


_Row = tuple[Reason, Callable[[StatusScene], Forged]]


def _saying(status: object, reason: Reason) -> _Row:
    """An assertion with another `status`, or none for `...`."""

    def forge(scene: StatusScene) -> Forged:
        claims = scene.identity_provider.claims(scene.citizen, scene.request)
        claims.pop("status")
        changed = claims if status is ... else claims | {"status": status}
        return scene.key.compact(scene.identity_provider.header(), changed), scene.token

    return reason, forge


def _pointing(reason: Reason, **members: object) -> _Row:
    """An assertion that points elsewhere than to its own place."""

    def forge(scene: StatusScene) -> Forged:
        own = scene.statuses.claim(scene.citizen.subject_id)["status_list"]
        return _saying({"status_list": own | members}, reason)[1](scene)

    return reason, forge


def _listed(status: int, reason: Reason) -> _Row:
    """A true list that says so."""

    def forge(scene: StatusScene) -> Forged:
        scene.statuses.set(scene.citizen.subject_id, status)
        forged = scene.assertion, scene.token
        scene.statuses.reinstate(scene.citizen.subject_id)
        return forged

    return reason, forge


def _token(make: Callable[[StatusScene], str], reason: Reason = Reason.STATUS_TOKEN_INVALID) -> _Row:
    return reason, lambda scene: (scene.assertion, make(scene))


def _header(**changes: object) -> _Row:
    return _token(lambda scene: scene.key.compact(header(scene.key) | changes, scene.claims))


def _claims(reason: Reason = Reason.STATUS_TOKEN_INVALID, **changes: object) -> _Row:
    """The list with other claims; a value of `...` leaves the claim out."""

    def make(scene: StatusScene) -> str:
        changed = {name: value for name, value in (scene.claims | changes).items() if value is not ...}
        return scene.key.compact(header(scene.key), changed)

    return _token(make, reason)


def _members(**changes: object) -> _Row:
    def make(scene: StatusScene) -> str:
        return scene.key.compact(
            header(scene.key), scene.claims | {"status_list": scene.claims["status_list"] | changes}
        )

    return _token(make)


def _published(ago: timedelta, reason: Reason, **changes: object) -> _Row:
    """A list of another time."""

    def make(scene: StatusScene) -> str:
        claims = scene.statuses.claims(scene.request.at - ago)
        changed = {name: value for name, value in (claims | changes).items() if value is not ...}
        return scene.key.compact(header(scene.key), changed)

    return _token(make, reason)


def _hmac_with_public_key(scene: StatusScene) -> str:
    pem = scene.key.private_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    signing_input = scene.key.compact(header(scene.key) | {"alg": "HS256"}, scene.claims).rpartition(".")[0]
    return f"{signing_input}.{base64url.encode(hmac.digest(pem, signing_input.encode(), 'sha256'))}"


def _duplicate_member(scene: StatusScene) -> str:
    payload = b'{"sub":"https://stranger.example",' + json.dumps(scene.claims).encode()[1:]
    return scene.key.compact(header(scene.key), payload)


def _raw_deflate() -> str:
    stream = zlib.compressobj(wbits=-15)
    return base64url.encode(stream.compress(bytes(256)) + stream.flush())


_SOUND: Final = zlib.compress(bytes(256))

_TABLE: Final[Mapping[str, _Row]] = {
    # what the assertion says
    "no status": _saying(..., Reason.STATUS_MISSING),
    "null for a status": _saying(None, Reason.STATUS_MALFORMED),
    "empty status": _saying({}, Reason.STATUS_MALFORMED),
    "another mechanism": _saying({"status_attestation": {}}, Reason.STATUS_UNAVAILABLE),
    "reference of another type": _saying({"status_list": [0, "uri"]}, Reason.STATUS_MALFORMED),
    "index as text": _pointing(Reason.STATUS_MALFORMED, idx="0"),
    "index as fraction": _pointing(Reason.STATUS_MALFORMED, idx=0.0),
    "index as boolean": _pointing(Reason.STATUS_MALFORMED, idx=False),
    "negative index": _pointing(Reason.STATUS_MALFORMED, idx=-1),
    "index beyond the end": _pointing(Reason.STATUS_INDEX_OUT_OF_RANGE, idx=1_024),
    "index beyond every list": _pointing(Reason.STATUS_INDEX_OUT_OF_RANGE, idx=10**18),
    "URI as number": _pointing(Reason.STATUS_MALFORMED, uri=1),
    "a stranger's list": _pointing(Reason.STATUS_LIST_NOT_ACCEPTED, uri="https://stranger.example/list"),
    "a file for a list": _pointing(Reason.STATUS_LIST_NOT_ACCEPTED, uri="file:///etc/hostname"),
    # what the true list says
    "revoked": _listed(Status.INVALID, Reason.STATUS_REVOKED),
    "suspended": _listed(Status.SUSPENDED, Reason.STATUS_SUSPENDED),
    "the application's own status": _listed(3, Reason.STATUS_NOT_VALID),
    # who signed the list, and what for
    "a stranger's key": _token(
        lambda scene: signing_key("ES256", "a stranger").compact(header(scene.key), scene.claims)
    ),
    "list without signature": _token(lambda scene: scene.token.rpartition(".")[0] + "."),
    "list with alg none": _header(alg="none"),
    "list with an HMAC": _token(_hmac_with_public_key),
    "list with an algorithm not on the list": _header(alg="ES384"),
    "list with an unknown kid": _header(kid="../../dev/null"),
    "list that brings its key": _header(jku="https://stranger.example/jwks"),
    "list with crit": _header(crit=["exp"]),
    "list with another typ": _header(typ="JWT"),
    "list without typ": _header(typ=""),
    "an assertion for a list": _token(lambda scene: scene.assertion),
    # what the list says about itself
    "another list": _claims(sub="https://status.simulator.eidgate.example/lists/2"),
    "list without sub": _claims(sub=...),
    "another's list": _claims(iss="https://stranger.example"),
    "list without iat": _claims(iat=...),
    "fraction for iat": _claims(iat=1.5),
    "exp before iat": _claims(exp=0),
    "ttl of nothing": _claims(ttl=0),
    "ttl as text": _claims(ttl="60"),
    "duplicate sub": _token(_duplicate_member),
    "list from the future": _published(-timedelta(hours=1), Reason.STATUS_TOKEN_INVALID),
    "expired list": _published(timedelta(hours=1), Reason.STATUS_STALE),
    "list of an outage": _published(FORGED_AGE, Reason.STATUS_STALE, exp=...),
    # the list itself
    "no list in the list": _claims(status_list=...),
    "three bits": _members(bits=3),
    "bits as text": _members(bits="1"),
    "bits as boolean": _members(bits=True),
    "padded list": _members(lst=base64url.encode(_SOUND) + "="),
    "list of numbers": _members(lst=[0, 0]),
    "not compressed": _members(lst=base64url.encode(bytes(256))),
    "without ZLIB header": _members(lst=_raw_deflate()),
    "cut short": _members(lst=base64url.encode(_SOUND[:-1])),
    "more behind the end": _members(lst=base64url.encode(_SOUND + b"\0")),
    "empty list": _members(lst=compressed(b"")),
    "bomb": _members(lst=compressed(bytes(MAX_LIST_BYTES * 16))),
}

STATUS_FORGERIES: Final = tuple(
    StatusForgery(name=name, reason=reason, forge=forge) for name, (reason, forge) in _TABLE.items()
)
"""Every forgery, for an issuer that requires a status and a `maximum_age` of less than `FORGED_AGE`."""
