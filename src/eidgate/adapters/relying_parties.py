"""The relying parties' file: who may call, by which certificate, and how much.

relying_parties:
  - id: bank-a
    role: bank
    audience: https://bank-a.example
    institution: "970400"
    certificate_names: [eidgate://relying-party/bank-a]
    quota: {per_second: 500, burst: 1000}
    officers:                                   # people whose certificates act for it, for what takes two
      - {id: an, certificate_names: [eidgate://relying-party/bank-a/an]}
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final, TypeAlias

from msgspec import Meta, Struct

from eidgate.adapters.yaml_file import read_yaml
from eidgate.core.errors import ConfigurationError
from eidgate.core.relying_party import Quota, RelyingParty, Role
from eidgate.core.shape import replace
from eidgate.core.terms import RelyingPartyId

_Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=253)]  # a DNS name's limit (RFC 1035 §2.3.4)
_NEEDS_INSTITUTION: Final = frozenset({Role.BANK, Role.WALLET, Role.OPERATOR})


class _Quota(Struct, frozen=True, forbid_unknown_fields=True):
    per_second: Annotated[float, Meta(gt=0, le=1_000_000)]
    burst: Annotated[int, Meta(ge=1, le=1_000_000)]


class _Officer(Struct, frozen=True, forbid_unknown_fields=True):
    id: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9._-]{0,62}\Z")]
    certificate_names: Annotated[list[_Name], Meta(min_length=1, max_length=16)]


class _RelyingParty(Struct, frozen=True, forbid_unknown_fields=True):
    id: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9._-]{0,62}\Z")]
    role: Role
    audience: Annotated[str, Meta(min_length=1, max_length=512)]
    certificate_names: Annotated[list[_Name], Meta(min_length=1, max_length=16)]
    quota: _Quota
    institution: Annotated[str, Meta(max_length=32)] = ""
    officers: Annotated[list[_Officer], Meta(max_length=1_000)] = []


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    relying_parties: Annotated[list[_RelyingParty], Meta(min_length=1)]


def load_relying_parties(path: Path) -> dict[str, RelyingParty]:
    """Read the file; return the relying parties by each of their certificates' names (SAN, exact).

    Raises:
        ConfigurationError: the file is wrong, or an id, an audience or a certificate name stands twice.
    """
    by_name: dict[str, RelyingParty] = {}
    taken: set[tuple[str, str]] = set()
    for number, told in enumerate(read_yaml(path, _File).relying_parties):
        where = f"{path}: relying_parties[{number}]"
        for field, value in (("id", told.id), ("audience", told.audience)):
            if (field, value) in taken:  # of an audience: each could show what was made for the other
                raise ConfigurationError(f"{where}.{field}: {value} stands twice")
            taken.add((field, value))
        if told.role in _NEEDS_INSTITUTION and not told.institution:
            raise ConfigurationError(f"{where}.institution: a {told.role} needs one")
        for name, party in _certificates(told, where):
            if by_name.setdefault(name, party) is not party:
                raise ConfigurationError(f"{where}.certificate_names: {name} is another's")
    return by_name


def _certificates(told: _RelyingParty, where: str) -> Iterator[tuple[str, RelyingParty]]:
    """Yield each certificate's name with whom it stands for: the relying party's systems, or one officer."""
    party = _relying_party(told)
    yield from ((name, party) for name in told.certificate_names)
    ids: set[str] = set()
    for officer in told.officers:
        if officer.id in ids:
            raise ConfigurationError(f"{where}.officers: {officer.id} stands twice")
        ids.add(officer.id)
        person = replace(party, officer=officer.id)
        yield from ((name, person) for name in officer.certificate_names)


def _relying_party(told: _RelyingParty) -> RelyingParty:
    return RelyingParty(
        relying_party_id=RelyingPartyId(told.id),
        role=told.role,
        audience=told.audience,
        institution=told.institution,
        quota=Quota(per_second=told.quota.per_second, burst=told.quota.burst),
    )
