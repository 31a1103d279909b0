"""The written configuration of an issuer's status lists → the core's `StatusLists`."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

from eidgate.adapters.trust.schema import IssuerEntry, StatusListsEntry
from eidgate.core.assertion import status_list_token
from eidgate.core.assertion.status_list import StatusList, StatusListError, UnusableStatusList
from eidgate.core.assertion.status_lists import MAX_LISTS, Signer, StatusLists
from eidgate.core.assertion.trust import IssuerTrust, StatusPolicy
from eidgate.core.errors import ConfigurationError
from eidgate.core.shape import replace
from eidgate.core.terms import Instant


def provider_of(entry: IssuerEntry) -> IssuerEntry | None:
    """Return who signs the issuer's lists as an issuer of its own, or None for the issuer itself."""
    lists = entry.status_lists
    if lists is None or lists.provider is None:
        return None
    named = lists.provider
    return IssuerEntry(
        issuer=named.issuer,
        jwks=named.jwks,
        jwks_file=named.jwks_file,
        algorithms=named.algorithms,
        maximum_key_age_seconds=entry.maximum_key_age_seconds,
    )


def with_status_lists(
    trust: IssuerTrust, lists: StatusListsEntry | None, where: str, *, folder: Path, signer: Signer | None
) -> IssuerTrust:
    """Return the issuer with what is configured of its status lists; `signer` is the provider, if it has one.

    Raises:
        ConfigurationError: a list has two places, or the lists would be ignored.
    """
    if lists is None:
        return trust
    if trust.status is StatusPolicy.IGNORE:
        raise ConfigurationError(f"{where}.status_lists: given, but status says ignore")
    return replace(
        trust,
        status_lists=StatusLists(
            uris=_uris(lists, f"{where}.status_lists"),
            maximum_age=timedelta(seconds=lists.maximum_age_seconds),
            refresh_every=timedelta(seconds=lists.refresh_seconds),
            provider=signer,
            files={uri: str(folder / name) for uri, name in lists.files.items()},
            authorities=str(folder / lists.ca_file) if lists.ca_file else "",
            copies=str(folder / lists.copies) if lists.copies else "",
        ),
    )


def with_tokens(trust: IssuerTrust, lists: StatusListsEntry | None, *, at: Instant) -> IssuerTrust:
    """Return the issuer with those lists that stand in the configuration itself.

    A bad one refuses the assertions that need it, and no others.
    """
    if lists is None or trust.status_lists is None:
        return trust
    signer = trust.status_lists.provider or trust
    read = {uri: read_token(token, uri=uri, signer=signer, at=at) for uri, token in lists.tokens.items()}
    return replace(trust, status_lists=replace(trust.status_lists, lists=read))


def read_token(token: str, *, uri: str, signer: Signer, at: Instant) -> StatusList | UnusableStatusList:
    """Read a token of which there is no other copy: a bad one stays known with the cause."""
    try:
        return status_list_token.read(token.strip(), uri=uri, signer=signer, at=at)
    except StatusListError as error:
        return UnusableStatusList(why=str(error))


def _uris(lists: StatusListsEntry, where: str) -> frozenset[str]:
    places = Counter([*lists.uris, *lists.files, *lists.tokens])
    if not places:
        raise ConfigurationError(f"{where}: name at least one list in uris, files or tokens")
    if len(places) > MAX_LISTS:
        raise ConfigurationError(f"{where}: more than {MAX_LISTS} lists")
    for uri, count in places.items():
        if count > 1:
            raise ConfigurationError(f"{where}: {uri} is named twice")
    return frozenset(places)
