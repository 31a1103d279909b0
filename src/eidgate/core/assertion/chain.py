"""Trust by X.509 (step 3): the `x5c` header → the leaf's key, when a path leads to an anchor of the issuer.

The path is built by `cryptography.x509.verification` (RFC 5280 §6 with the CA/Browser profile's form rules),
as for a client: an identity provider is no TLS server, so its purpose and names are the configuration's to
say. On top: the strength floor, purpose and names of the leaf, revocation lists. Name constraints on
directory names cannot be judged and refuse. A leniency: certification policies are not compared.

A validated leaf is remembered, because building the path costs several signature checks. The memory changes
no answer: its key is the complete header text; it is asked only within the interval in which every
certificate of the path and every revocation list is in force, where building the path again could only
succeed again; and it belongs to these anchors and lists, so another configuration starts with an empty one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from cryptography import x509
from cryptography.x509 import verification

from eidgate.core.assertion.certificates import UNREADABLE, decode, is_issued_by, read_header, weakness
from eidgate.core.assertion.keys import PinnedKey, UnfitKey, UnfitKeyError, pin_certified
from eidgate.core.assertion.purpose import CertificateRules, check_purpose
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.revocation import RevocationLists
from eidgate.core.assertion.revocation_list import Currency
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant

LEAVES_REMEMBERED: Final = 64
"""Per issuer. Only chains that lead to an anchor get in: an issuer has a few leaves at a time."""

_AGNOSTIC: Final = verification.Criticality.AGNOSTIC

_LEAF_FORM: Final = (
    verification.ExtensionPolicy.webpki_defaults_ee()
    .may_be_present(x509.SubjectAlternativeName, _AGNOSTIC, None)
    .may_be_present(x509.ExtendedKeyUsage, _AGNOSTIC, None)
)
"""The web's form rules for leaves, but purpose and names are judged by `purpose.py`."""

_AUTHORITY_FORM: Final = verification.ExtensionPolicy.webpki_defaults_ca().may_be_present(
    x509.ExtendedKeyUsage, _AGNOSTIC, None
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidatedLeaf:
    """A leaf's key, and when the path that vouches for it holds."""

    key: PinnedKey | UnfitKey
    currency: Currency


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustAnchors:
    """The certificates under which an issuer's leaves stand, and what those leaves must be."""

    certificates: tuple[x509.Certificate, ...]
    rules: CertificateRules = field(default_factory=CertificateRules)
    revocation: RevocationLists | None = None
    """None: revocation is not asked (`trust check` says so)."""
    _store: verification.Store = field(init=False, repr=False, compare=False)
    _remembered: dict[tuple[str, ...], ValidatedLeaf] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse anchors that could not vouch for anything, or should not."""
        if not self.certificates:
            raise ConfigurationError("no anchor: a chain must lead somewhere")
        for anchor in self.certificates:
            if (why := weakness(anchor)) is not None:
                raise ConfigurationError(f"anchor {anchor.subject.rfc4514_string()}: {why}")
        object.__setattr__(self, "_store", verification.Store(list(self.certificates)))
        object.__setattr__(self, "_remembered", {})

    def leaf_key(self, x5c: object, *, at: Instant) -> PinnedKey | UnfitKey:
        """Return the leaf's key, which step 4 holds against the algorithm.

        Raises:
            RejectionError: a CERTIFICATE_ reason or ASSERTION_TOO_LARGE.
        """
        texts = read_header(x5c)
        leaf = self._remembered.get(texts)
        if leaf is None or not leaf.currency.holds(at):
            leaf = self._validate(texts, at)
            self._remember(texts, leaf)
        return leaf.key

    def _remember(self, texts: tuple[str, ...], leaf: ValidatedLeaf) -> None:
        """Forget all at once when full: threads may come here together, and clearing needs no order."""
        if len(self._remembered) >= LEAVES_REMEMBERED:
            self._remembered.clear()
        self._remembered[texts] = leaf

    def _validate(self, texts: tuple[str, ...], at: Instant) -> ValidatedLeaf:
        presented = decode(texts)
        for certificate in presented:
            if (why := weakness(certificate)) is not None:
                raise RejectionError(Reason.CERTIFICATE_WEAK, why)
        vouched = self._vouched(presented)
        path = self._path(presented, at) if vouched else None
        if path is None:
            raise self._rejection(presented, vouched, at)
        check_purpose(path, self.rules)
        currency = _validity(path)
        if self.revocation is not None:
            currency = currency.within(self.revocation.check(path, at=at))
        return ValidatedLeaf(key=_certified(path[0]), currency=currency)

    def _vouched(self, presented: Sequence[x509.Certificate]) -> list[Currency]:
        """Return when each way from the leaf up to a certificate that an anchor itself signed is in force.

        No way: no path. Anybody may copy the names of anchors, and of many anchors with one name each is
        tried in each search for a path; so that they are tried once, this comes first.
        """
        return [
            _validity([*presented[: level + 1], anchor])
            for level, certificate in enumerate(presented)
            for anchor in self.certificates
            if is_issued_by(certificate, anchor)
        ]

    def _path(self, presented: Sequence[x509.Certificate], at: Instant) -> list[x509.Certificate] | None:
        """Return leaf to anchor as of `at`, or None when there is no such path."""
        builder = verification.PolicyBuilder().store(self._store).time(at)
        builder = builder.max_chain_depth(self.rules.maximum_intermediates)
        builder = builder.extension_policies(ca_policy=_AUTHORITY_FORM, ee_policy=_LEAF_FORM)
        try:
            return builder.build_client_verifier().verify(presented[0], list(presented[1:])).chain
        except (verification.VerificationError, *UNREADABLE):
            return None

    def _rejection(
        self, presented: Sequence[x509.Certificate], vouched: Sequence[Currency], at: Instant
    ) -> RejectionError:
        """Tell the wrong time from the wrong chain: is there a path when all of it is in force?"""
        if self._leads_somewhere(presented, {valid.since for valid in vouched if at < valid.since}):
            return RejectionError(Reason.CERTIFICATE_NOT_YET_VALID)
        if self._leads_somewhere(presented, {valid.until for valid in vouched if at > valid.until}):
            return RejectionError(Reason.CERTIFICATE_EXPIRED)
        return RejectionError(Reason.CERTIFICATE_NOT_TRUSTED, "no path leads to an anchor of this issuer")

    def _leads_somewhere(self, presented: Sequence[x509.Certificate], instants: Iterable[Instant]) -> bool:
        """Each instant once: mostly one certificate begins last, and one ends first."""
        return any(self._path(presented, instant) is not None for instant in instants)


def _validity(certificates: Sequence[x509.Certificate]) -> Currency:
    return Currency(
        since=max(each.not_valid_before_utc for each in certificates),
        until=min(each.not_valid_after_utc for each in certificates),
    )


def _certified(leaf: x509.Certificate) -> PinnedKey | UnfitKey:
    try:
        return pin_certified(leaf.public_key())
    except UnfitKeyError as error:
        return UnfitKey(key_id=None, why=str(error))
