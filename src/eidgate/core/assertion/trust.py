"""Whom we trust and how far: the issuers' configuration as a value, and the choice among their keys (step 3).

A snapshot never changes. The adapter loads a new one aside; a verification sees one from start to end.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from eidgate.core.assertion.chain import TrustAnchors
from eidgate.core.assertion.keys import PinnedKey, UnfitKey
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.sd_jwt_rules import SdJwtRules
from eidgate.core.assertion.status_lists import StatusLists
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant, IssuerId
from eidgate.core.word import Word

MAX_LEEWAY: Final = timedelta(seconds=60)
"""Clocks that differ by more are broken, and each second lengthens an assertion's life (RFC 7519 §4.1.4)."""


NEVER: Final = datetime.min.replace(tzinfo=UTC)
"""Until when keys are usable that were never read."""


class Format(Word):
    """How an assertion is written down."""

    JWT = "jwt"
    SD_JWT = "sd-jwt"


class Profile(StrEnum):
    """How much of the procedure an issuer's signatures are for."""

    ASSERTION = "assertion"
    SIGNATURE = "signature"
    """Raw JWS vectors: judged up to step 5, never good for a decision."""


class StatusPolicy(StrEnum):
    """Whether a current status (step 13) is demanded."""

    IGNORE = "ignore"
    IF_PRESENT = "if_present"
    """Only of an assertion that names one."""
    REQUIRE = "require"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimNames:
    """What an issuer calls the claims that are not registered; the defaults are OIDC's and our own names.

    The registered `iss sub aud iat exp nbf jti` keep their names everywhere (RFC 7519 §4.1).
    """

    nonce: str = "nonce"
    authentication_context: str = "acr"
    authentication_methods: str = "amr"
    authenticated_at: str = "auth_time"
    transaction_data_hashes: str = "transaction_data_hashes"
    transaction_data_hashes_alg: str = "transaction_data_hashes_alg"
    personal_number: str = "personal_number"
    full_name: str = "full_name"
    birth_date: str = "birth_date"
    sex: str = "sex"
    document_number: str = "document_number"
    document_expires_on: str = "document_expires_on"
    tax_code: str = "tax_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssuranceLevels:
    """What an `acr` value is worth: account level 1-2 and authentication level 1-4 (Decree 69/2024)."""

    account: int
    authentication: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerTrust:
    """One issuer: its keys, and what it may send."""

    issuer: IssuerId
    keys: tuple[PinnedKey, ...]
    unfit_keys: tuple[UnfitKey, ...] = ()
    keys_usable_until: Instant | None = None
    """From then on the keys are too old to accept anything; None: they do not age (the offline command)."""
    maximum_key_age: timedelta = timedelta(days=1)
    """How long after they were last read the keys stay usable."""
    anchors: TrustAnchors | None = None
    """For assertions that bring their certificates along (`x5c`)."""
    anchors_usable_until: Instant | None = None
    """From then on the anchors and revocation lists were not read for too long; None: they do not age."""
    algorithms: frozenset[str]
    types: frozenset[str] | None
    """Accepted `typ` values of a compact JWS, `""` for none; None (bare signatures only): not compared."""
    formats: frozenset[Format] = frozenset({Format.JWT})
    profile: Profile = Profile.ASSERTION
    claim_names: ClaimNames = field(default_factory=ClaimNames)
    assurance: Mapping[str, AssuranceLevels] = field(default_factory=dict)
    required_claims: frozenset[str] = frozenset()
    """Names as the issuer writes them, beside `iss sub aud iat exp jti`."""
    leeway: timedelta = MAX_LEEWAY
    maximum_lifetime: timedelta = timedelta(seconds=600)
    """From `iat` to `exp`, as the issuer signed them."""
    maximum_age: timedelta = timedelta(seconds=600)
    """Since `iat`, however long `exp` lies ahead; a credential's is that of its KB-JWT."""
    status: StatusPolicy = StatusPolicy.IGNORE
    sd_jwt: SdJwtRules = field(default_factory=SdJwtRules)
    """What holds only for its SD-JWTs."""
    status_lists: StatusLists | None = None
    _by_id: Mapping[str, PinnedKey | UnfitKey] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse what could not be meant: no key, no algorithm, too much leeway."""
        expects_keys = self.anchors is not None or self.keys_usable_until == NEVER
        if not (self.keys or self.unfit_keys or expects_keys) or not self.algorithms:
            raise ConfigurationError(f"issuer {self.issuer}: keys and algorithms must not be empty")
        if not timedelta(0) <= self.leeway <= MAX_LEEWAY:
            raise ConfigurationError(
                f"issuer {self.issuer}: leeway must be 0 to {MAX_LEEWAY.seconds} seconds"
            )
        every: tuple[PinnedKey | UnfitKey, ...] = (*self.keys, *self.unfit_keys)
        by_id = {key.key_id: key for key in every if key.key_id is not None}
        object.__setattr__(self, "_by_id", by_id)

    @property
    def issues_credentials(self) -> bool:
        """Whether its SD-JWTs count in a decision, so that a wallet may be asked for one."""
        return Format.SD_JWT in self.formats and self.profile is Profile.ASSERTION

    @property
    def key_ids(self) -> frozenset[str]:
        """Names of all keys, fit or not."""
        return frozenset(self._by_id)

    def pick_key(
        self, key_id: str | None, algorithm: str, *, at: Instant, x5c: object = None
    ) -> PinnedKey | UnfitKey:
        """Choose the key that must have signed (step 3).

        Under anchors `x5c` decides, and `kid` beside it is only a label; an issuer without anchors gets
        nothing from `x5c`. Otherwise by `kid`, or without one the only key that fits.

        Raises:
            RejectionError: ISSUER_KEYS_UNAVAILABLE, ISSUER_KEY_UNKNOWN, or what `TrustAnchors.leaf_key` says.
        """
        if self.anchors is not None and x5c is not None:
            _check_age(self.anchors_usable_until, at)
            return self.anchors.leaf_key(x5c, at=at)
        if self.anchors is not None and not (self.keys or self.unfit_keys):
            raise RejectionError(Reason.ISSUER_KEY_UNKNOWN, "no x5c, and this issuer has no other keys")
        _check_age(self.keys_usable_until, at)
        if key_id is None:
            return self._only_fitting(algorithm)
        key = self._by_id.get(key_id)
        if key is None:
            raise RejectionError(Reason.ISSUER_KEY_UNKNOWN, "no key of this issuer has this kid")
        return key

    def _only_fitting(self, algorithm: str) -> PinnedKey:
        fitting = [key for key in self.keys if algorithm in key.algorithms]
        if len(fitting) != 1:
            raise RejectionError(
                Reason.ISSUER_KEY_UNKNOWN, f"no kid, and {len(fitting)} keys fit the algorithm"
            )
        return fitting[0]


def _check_age(usable_until: Instant | None, at: Instant) -> None:
    if usable_until is not None and at >= usable_until:
        raise RejectionError(Reason.ISSUER_KEYS_UNAVAILABLE, "the keys were not renewed in time")


def check_fit(key: PinnedKey | UnfitKey, algorithm: str) -> PinnedKey:
    """Refuse a key that is not for this algorithm, or for none (step 4).

    Type, curve, size, `use`, `key_ops` and `alg` of the JWK were judged once, when it was pinned.
    """
    if isinstance(key, UnfitKey):
        raise RejectionError(Reason.ISSUER_KEY_UNFIT, f"the key is refused: {key.why}")
    if algorithm not in key.algorithms:
        raise RejectionError(Reason.ISSUER_KEY_UNFIT, "the key is not for this algorithm")
    return key


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustSnapshot:
    """All trusted issuers as of an instant, and the province codes of personal numbers that are known."""

    issuers: Mapping[IssuerId, IssuerTrust]
    loaded_at: Instant
    provinces: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Empty trust is a mistake, not a rule."""
        if not self.issuers:
            raise ConfigurationError("no issuer is trusted: name at least one")

    def names(self, claimed: object) -> bool:
        """Tell whether an unverified `iss` is one of ours, without believing it."""
        return isinstance(claimed, str) and claimed in self.issuers

    def issuer(self, claimed: object) -> IssuerTrust:
        """Find the issuer that an unverified `iss` names (step 3).

        Raises:
            RejectionError: ISSUER_NOT_TRUSTED, also for an issuer of bare signatures.
        """
        found = self.issuers.get(IssuerId(claimed)) if isinstance(claimed, str) else None
        if found is None or found.profile is not Profile.ASSERTION:
            raise RejectionError(Reason.ISSUER_NOT_TRUSTED)
        return found

    def signature_issuer(self, key_id: str | None) -> IssuerTrust | None:
        """Find the one issuer of bare signatures that a JWS without a known `iss` can mean, if any."""
        candidates = [i for i in self.issuers.values() if i.profile is Profile.SIGNATURE]
        if len(candidates) > 1:
            candidates = [i for i in candidates if key_id in i.key_ids]
        return candidates[0] if len(candidates) == 1 else None
