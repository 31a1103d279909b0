"""The written issuer configuration → the core's `TrustSnapshot`; every error names the field's path."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from eidgate.adapters.trust.reading import decode, read_bytes
from eidgate.adapters.trust.schema import ClaimsEntry, IssuerEntry, JwksEntry, TrustEntry
from eidgate.adapters.trust.status_entries import provider_of, with_status_lists, with_tokens
from eidgate.core.assertion.algorithms import ALGORITHMS
from eidgate.core.assertion.keys import PinnedKey, UnfitKey, UnfitKeyError, pin
from eidgate.core.assertion.trust import (
    AssuranceLevels,
    ClaimNames,
    Format,
    IssuerTrust,
    Profile,
    StatusPolicy,
    TrustSnapshot,
)
from eidgate.core.errors import ConfigurationError
from eidgate.core.terms import Instant, IssuerId


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustFiles:
    """What was read from disk for one snapshot: the configuration and the key files that it names."""

    path: Path
    content: bytes
    key_files: Mapping[Path, bytes]


def read_files(path: Path, *, known: TrustFiles | None = None) -> TrustFiles:
    """Read the configuration and its key files; a configuration equal to the known one is not parsed again.

    Raises:
        ConfigurationError: if one cannot be read, or the configuration does not fit its schema.
    """
    content = read_bytes(path)
    if known is not None and known.content == content:
        named = list(known.key_files)
    else:
        entries = _entries(path, content)
        entries += [provider for entry in entries if (provider := provider_of(entry)) is not None]
        named = [path.parent / entry.jwks_file for entry in entries if entry.jwks_file]
    return TrustFiles(path=path, content=content, key_files={file: read_bytes(file) for file in named})


def build(files: TrustFiles, *, read_at: Instant, keys_age: bool = True) -> TrustSnapshot:
    """Build the snapshot as of `read_at`; with `keys_age` off, keys never grow too old (offline use).

    Raises:
        ConfigurationError: naming the file and the field.
    """
    issuers: dict[IssuerId, IssuerTrust] = {}
    for index, entry in enumerate(_entries(files.path, files.content)):
        where = f"{files.path}: issuers[{index}]"
        if IssuerId(entry.issuer) in issuers:
            raise ConfigurationError(f"{where}.issuer: named twice")
        trust = _issuer(entry, files, where, read_at if keys_age else None)
        provider = provider_of(entry)
        signer = None
        if provider is not None:
            # its keys age with the issuer's: without those no assertion gets as far as its status
            signer = _issuer(provider, files, f"{where}.status_lists.provider", None)
        trust = with_status_lists(trust, entry.status_lists, where, folder=files.path.parent, signer=signer)
        issuers[trust.issuer] = with_tokens(trust, entry.status_lists, at=read_at)
    return TrustSnapshot(issuers=issuers, loaded_at=read_at)


def _entries(path: Path, content: bytes) -> list[IssuerEntry]:
    return decode(path, content, TrustEntry).issuers


def _issuer(entry: IssuerEntry, files: TrustFiles, where: str, read_at: Instant | None) -> IssuerTrust:
    keys, unfit = _keys(_jwks(entry, files, where), where)
    age = timedelta(seconds=entry.maximum_key_age_seconds)
    return IssuerTrust(
        issuer=IssuerId(entry.issuer),
        keys=keys,
        unfit_keys=unfit,
        keys_usable_until=None if read_at is None else read_at + age,
        maximum_key_age=age,
        algorithms=_algorithms(entry, where),
        types=_types(entry),
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
        status=StatusPolicy(entry.status),
    )


def _jwks(entry: IssuerEntry, files: TrustFiles, where: str) -> JwksEntry:
    if (entry.jwks is None) == (entry.jwks_file is None):
        raise ConfigurationError(f"{where}: give either jwks or jwks_file")
    if entry.jwks is not None:
        return entry.jwks
    path = files.path.parent / str(entry.jwks_file)
    return decode(path, files.key_files[path], JwksEntry)


def _keys(jwks: JwksEntry, where: str) -> tuple[tuple[PinnedKey, ...], tuple[UnfitKey, ...]]:
    if not jwks.keys:
        raise ConfigurationError(f"{where}.jwks.keys: empty; an issuer needs at least one key")
    named = [jwk["kid"] for jwk in jwks.keys if "kid" in jwk]
    if len(set(map(repr, named))) != len(named):
        raise ConfigurationError(f"{where}.jwks.keys: two keys have the same kid")
    judged = [_judge(jwk) for jwk in jwks.keys]
    fit = tuple(key for key in judged if isinstance(key, PinnedKey))
    return fit, tuple(key for key in judged if isinstance(key, UnfitKey))


def _judge(jwk: Mapping[str, Any]) -> PinnedKey | UnfitKey:
    try:
        return pin(jwk)
    except UnfitKeyError as error:
        key_id = jwk.get("kid")
        return UnfitKey(key_id=key_id if isinstance(key_id, str) else None, why=str(error))


def _algorithms(entry: IssuerEntry, where: str) -> frozenset[str]:
    for index, name in enumerate(entry.algorithms):
        if name not in ALGORITHMS:
            raise ConfigurationError(f"{where}.algorithms[{index}]: not one of {', '.join(ALGORITHMS)}")
    return frozenset(entry.algorithms)


def _types(entry: IssuerEntry) -> frozenset[str] | None:
    if entry.typ is not None:
        return frozenset(entry.typ)
    return None if entry.profile == "signature" else frozenset({"JWT"})


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
    )
