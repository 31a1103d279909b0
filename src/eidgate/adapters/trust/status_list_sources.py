"""Where status lists come from, what news they may bring, and how they join the trust they belong to."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final, TypeAlias

from eidgate.adapters.trust.https import WHOLE_LIMIT, FetchError, Wanted, get, tls_context
from eidgate.adapters.trust.status_entries import read_token
from eidgate.core.assertion.status_list import StatusList, StatusListError, UnusableStatusList
from eidgate.core.assertion.status_list_token import MAX_TOKEN_CHARACTERS
from eidgate.core.assertion.status_lists import Signer, StatusLists
from eidgate.core.assertion.trust import MAX_LEEWAY, IssuerTrust, TrustSnapshot
from eidgate.core.errors import ConfigurationError
from eidgate.core.shape import replace
from eidgate.core.terms import Instant, IssuerId

TOKEN: Final = Wanted(types=("application/statuslist+jwt",), most_bytes=MAX_TOKEN_CHARACTERS)
"""draft-ietf-oauth-status-list §8.1-8.2."""

Place: TypeAlias = tuple[IssuerId, str]
"""Whose list, and its URI: two issuers may name one list and still trust different keys."""


def check_news(found: StatusList, before: StatusList | UnusableStatusList | None, *, at: Instant) -> None:
    """Refuse a fetched list that is from the future, or older than the one at hand.

    Raises:
        StatusListError: it is.
    """
    if at < found.issued_at - MAX_LEEWAY:
        raise StatusListError("issued in the future")
    if isinstance(before, StatusList) and found.issued_at < before.issued_at:
        raise StatusListError("issued before the list at hand: rolled back")


def with_lists(base: TrustSnapshot, found: Mapping[Place, StatusList | UnusableStatusList]) -> TrustSnapshot:
    """Return the snapshot with these lists beside those that it has from its configuration."""
    issuers = dict(base.issuers)
    for name, trust in base.issuers.items():
        if trust.status_lists is not None:
            added = {uri: one for (issuer, uri), one in found.items() if issuer == name}
            lists = replace(trust.status_lists, lists={**trust.status_lists.lists, **added})
            issuers[name] = replace(trust, status_lists=lists)
    return replace(base, issuers=issuers)


def with_list_files(base: TrustSnapshot, *, at: Instant) -> TrustSnapshot:
    """Return the snapshot with the lists that lie in files, read once: for the offline command.

    Raises:
        ConfigurationError: a file cannot be read.
    """
    found: dict[Place, StatusList | UnusableStatusList] = {}
    for name, uri in places(base):
        path = lists_of(base.issuers[name]).files.get(uri)
        if path is None:
            continue
        try:
            token = _read_file(path)
        except FetchError as error:
            raise ConfigurationError(str(error)) from error
        found[name, uri] = read_token(token, uri=uri, signer=signer_of(base.issuers[name]), at=at)
    return with_lists(base, found)


def fetch_token(uri: str, lists: StatusLists, *, limit: timedelta = WHOLE_LIMIT) -> str:
    """Bring a token from the list's file or over HTTPS.

    Raises:
        FetchError: it cannot be had.
        ConfigurationError: the file of authorities holds none.
    """
    path = lists.files.get(uri)
    if path is not None:
        return _read_file(path)
    context = tls_context(Path(lists.authorities) if lists.authorities else None)
    fetched = get(uri, context=context, wanted=TOKEN, limit=limit)
    return (fetched.content or b"").decode("latin-1")  # whatever is not ASCII is refused as such later


def _read_file(path: str) -> str:
    try:
        with Path(path).open("rb") as file:
            content = file.read(MAX_TOKEN_CHARACTERS + 1)
    except OSError as error:
        raise FetchError(f"{path}: cannot be read: {error.strerror}") from error
    return content.decode("latin-1").strip()


def places(base: TrustSnapshot) -> list[Place]:
    """Return the lists that come from elsewhere than the configuration itself."""
    return [
        (name, uri)
        for name, trust in base.issuers.items()
        if trust.status_lists is not None
        for uri in sorted(trust.status_lists.uris - set(trust.status_lists.lists))
    ]


def lists_of(issuer: IssuerTrust) -> StatusLists:
    """Return what is configured; only for issuers that `places` names.

    Raises:
        StatusListError: nothing is configured.
    """
    if issuer.status_lists is None:
        raise StatusListError("no status list is configured for this issuer")
    return issuer.status_lists


def signer_of(issuer: IssuerTrust) -> Signer:
    """Return who signs the issuer's lists."""
    return lists_of(issuer).provider or issuer
