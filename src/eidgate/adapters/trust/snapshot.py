"""The written issuer configuration → the core's `TrustSnapshot`; every error names the field's path."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

from eidgate.adapters.province_table import province_codes
from eidgate.adapters.trust.anchors import read_anchors
from eidgate.adapters.trust.apart import check_apart
from eidgate.adapters.trust.key_set import FetchedKeySet, judge_all, read_key_set
from eidgate.adapters.trust.reading import decode, read_bytes
from eidgate.adapters.trust.rules import jwt_types, known_algorithms, sd_jwt_rules
from eidgate.adapters.trust.schema import (
    CertificatesEntry,
    ClaimsEntry,
    IssuerEntry,
    JwksEntry,
    TrustEntry,
)
from eidgate.adapters.trust.status_entries import provider_of, with_status_lists, with_tokens
from eidgate.core.assertion.chain import TrustAnchors
from eidgate.core.assertion.keys import PinnedKey, UnfitKey
from eidgate.core.assertion.trust import (
    NEVER,
    AssuranceLevels,
    ClaimNames,
    Format,
    IssuerTrust,
    Profile,
    StatusPolicy,
    TrustSnapshot,
)
from eidgate.core.errors import ConfigurationError
from eidgate.core.shape import replace
from eidgate.core.terms import Instant, IssuerId


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustFiles:
    """What was read from disk for one snapshot: the configuration and the files that it names."""

    path: Path
    content: bytes
    key_files: Mapping[Path, bytes]
    """Key sets, anchors and revocation lists."""


def read_files(path: Path, *, known: TrustFiles | None = None) -> TrustFiles:
    """Read the configuration and its key files; a configuration equal to the known one is not parsed again.

    Raises:
        ConfigurationError: if one cannot be read, or the configuration does not fit its schema.
    """
    content = read_bytes(path)
    if known is not None and known.content == content:
        named = list(known.key_files)
    else:
        named = [
            path.parent / name for entry in configuration(path, content).issuers for name in _named(entry)
        ]
    return TrustFiles(path=path, content=content, key_files={file: read_bytes(file) for file in named})


def build(
    files: TrustFiles,
    *,
    read_at: Instant,
    keys_age: bool = True,
    fetched: Mapping[str, FetchedKeySet] = MappingProxyType({}),
    known: Mapping[IssuerId, TrustAnchors] = MappingProxyType({}),
) -> TrustSnapshot:
    """Build the snapshot as of `read_at`; with `keys_age` off, keys never grow too old (offline use).

    `fetched` holds the key sets of `jwks_uri`; without its own, an issuer's keys are not available. `known`
    are anchors that were read from the same files: reading a long revocation list takes a tenth of a second.

    Raises:
        ConfigurationError: naming the file and the field.
    """
    issuers: dict[IssuerId, IssuerTrust] = {}
    for index, entry in enumerate(configuration(files.path, files.content).issuers):
        where = f"{files.path}: issuers[{index}]"
        if IssuerId(entry.issuer) in issuers:
            raise ConfigurationError(f"{where}.issuer: named twice")
        trust = _issuer(entry, files, where, fetched, known)
        trust = _aged(trust, entry, read_at, fetched) if keys_age else trust
        provider = provider_of(entry)
        signer = None
        if provider is not None:
            # its keys age with the issuer's: without those no assertion gets as far as its status
            signer = _issuer(provider, files, f"{where}.status_lists.provider", {}, {})
        trust = with_status_lists(trust, entry.status_lists, where, folder=files.path.parent, signer=signer)
        issuers[trust.issuer] = with_tokens(trust, entry.status_lists, at=read_at)
    check_apart(issuers)
    return TrustSnapshot(issuers=issuers, loaded_at=read_at, provinces=province_codes())


def configuration(path: Path, content: bytes) -> TrustEntry:
    """Return the configuration as written.

    Raises:
        ConfigurationError: naming the file and the field.
    """
    return decode(path, content, TrustEntry)


def _named(entry: IssuerEntry) -> list[str]:
    """Return the names of the files that an issuer's trust is read from."""
    provider = provider_of(entry)
    of_provider = _named(provider) if provider is not None else []
    own = [name for name in (entry.jwks_file, entry.anchors_file, *entry.x5c.crl_files) if name]
    return own + of_provider


def anchors_of(snapshot: TrustSnapshot) -> Mapping[IssuerId, TrustAnchors]:
    """Return the anchors of each issuer that has any."""
    return {name: trust.anchors for name, trust in snapshot.issuers.items() if trust.anchors is not None}


def _issuer(
    entry: IssuerEntry,
    files: TrustFiles,
    where: str,
    fetched: Mapping[str, FetchedKeySet],
    known: Mapping[IssuerId, TrustAnchors],
) -> IssuerTrust:
    keys, unfit = _keys(entry, files, where, fetched)
    name = IssuerId(entry.issuer)
    return IssuerTrust(
        issuer=name,
        keys=keys,
        unfit_keys=unfit,
        keys_usable_until=NEVER if entry.jwks_uri and not (keys or unfit) else None,
        maximum_key_age=timedelta(seconds=entry.maximum_key_age_seconds),
        anchors=known.get(name) or _anchors(entry, files, where),
        algorithms=known_algorithms(entry.algorithms, f"{where}.algorithms"),
        types=jwt_types(entry),
        formats=frozenset(Format(name) for name in entry.formats),
        profile=Profile(entry.profile),
        claim_names=_claim_names(entry.claims),
        assurance={
            acr: AssuranceLevels(account=levels.account, authentication=levels.authentication)
            for acr, levels in entry.assurance.items()
        },
        required_claims=frozenset(entry.required_claims),
        leeway=timedelta(seconds=entry.leeway_seconds),
        maximum_lifetime=timedelta(seconds=entry.maximum_lifetime_seconds),
        maximum_age=timedelta(seconds=entry.maximum_age_seconds or entry.maximum_lifetime_seconds),
        status=StatusPolicy(entry.status),
        sd_jwt=sd_jwt_rules(entry, where),
    )


def _aged(
    trust: IssuerTrust, entry: IssuerEntry, read_at: Instant, fetched: Mapping[str, FetchedKeySet]
) -> IssuerTrust:
    """Let the keys grow old: what lay in a file from now on, what was fetched from then on.

    A clock that was set back since makes them no younger than new.
    """
    limit = trust.maximum_key_age
    if entry.jwks_uri is None:
        usable_until = read_at + limit
    elif entry.jwks_uri in fetched:
        usable_until = min(fetched[entry.jwks_uri].fetched_at, read_at) + limit
    else:
        usable_until = NEVER
    return replace(trust, keys_usable_until=usable_until, anchors_usable_until=read_at + limit)


def _keys(
    entry: IssuerEntry, files: TrustFiles, where: str, fetched: Mapping[str, FetchedKeySet]
) -> tuple[tuple[PinnedKey, ...], tuple[UnfitKey, ...]]:
    given = [source for source in (entry.jwks, entry.jwks_file, entry.jwks_uri) if source is not None]
    anchored = entry.anchors_pem is not None or entry.anchors_file is not None
    if len(given) > 1 or not (given or anchored):
        raise ConfigurationError(f"{where}: give either jwks or jwks_file or jwks_uri, or anchors")
    if entry.jwks is not None:
        return judge_all(entry.jwks, f"{where}.jwks")
    if entry.jwks_file is not None:
        path = files.path.parent / entry.jwks_file
        return judge_all(decode(path, files.key_files[path], JwksEntry), f"{where}.jwks")
    if entry.jwks_uri is not None and entry.jwks_uri in fetched:
        return read_key_set(entry.jwks_uri, fetched[entry.jwks_uri].content)
    return (), ()


def _anchors(entry: IssuerEntry, files: TrustFiles, where: str) -> TrustAnchors | None:
    folder = files.path.parent
    if entry.anchors_pem is not None and entry.anchors_file is not None:
        raise ConfigurationError(f"{where}: give either anchors_pem or anchors_file")
    lists = [(folder / name, files.key_files[folder / name]) for name in entry.x5c.crl_files]
    if entry.anchors_pem is not None:
        return read_anchors(f"{where}.anchors_pem", entry.anchors_pem.encode(), entry.x5c, lists)
    if entry.anchors_file is not None:
        path = folder / entry.anchors_file
        return read_anchors(f"{where}.anchors_file: {path}", files.key_files[path], entry.x5c, lists)
    if entry.x5c != CertificatesEntry():
        raise ConfigurationError(f"{where}.x5c: says something about anchors, and there are none")
    return None


def _claim_names(entry: ClaimsEntry) -> ClaimNames:
    return ClaimNames(
        nonce=entry.nonce,
        authentication_context=entry.acr,
        authentication_methods=entry.amr,
        authenticated_at=entry.auth_time,
        transaction_data_hashes=entry.transaction_data_hashes,
        transaction_data_hashes_alg=entry.transaction_data_hashes_alg,
        personal_number=entry.personal_number,
        full_name=entry.full_name,
        birth_date=entry.birth_date,
        sex=entry.sex,
        document_number=entry.document_number,
        document_expires_on=entry.document_expires_on,
        tax_code=entry.tax_code,
    )
