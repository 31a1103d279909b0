"""An issuer's status lists as plain values: where each comes from, and how far the one at hand goes."""

from typing import Any

from eidgate.core.assertion.status_list import StatusList, UnusableStatusList
from eidgate.core.assertion.status_lists import StatusLists
from eidgate.core.assertion.trust import MAX_LEEWAY, IssuerTrust
from eidgate.core.terms import Instant


def status_rows(trust: IssuerTrust, at: Instant) -> list[dict[str, Any]]:
    """Tell of each list that assertions may name; a list that only the server fetches is not at hand here."""
    lists = trust.status_lists
    return [] if lists is None else [_row(uri, lists, at) for uri in sorted(lists.uris)]


def may_be_valid(trust: IssuerTrust, at: Instant) -> bool:
    """Tell whether some list says, or once it is fetched may say, that an assertion is in force."""
    lists = trust.status_lists
    return lists is not None and any(not _doubt_of_now(uri, lists, at) for uri in lists.uris)


def _doubt_of_now(uri: str, lists: StatusLists, at: Instant) -> str:
    found = lists.lists.get(uri)
    return "" if found is None else _doubt(found, lists, at)


def _row(uri: str, lists: StatusLists, at: Instant) -> dict[str, Any]:
    found = lists.lists.get(uri)
    read = found if isinstance(found, StatusList) else None
    return {
        "uri": uri,
        "from": lists.files.get(uri) or ("the configuration" if found else "its URI"),
        "statuses": read and read.size,
        "bits": read and read.bits,
        "issued_at": read and read.issued_at,
        "expires_at": read and read.expires_at,
        "stale_at": read and _stale_at(read, lists, at),
        "why": _doubt(found, lists, at),
    }


def _doubt(found: StatusList | UnusableStatusList | None, lists: StatusLists, at: Instant) -> str:
    match found:
        case None:
            return "the server fetches it when it starts"
        case UnusableStatusList():
            return found.why
        case _ if _is_from_the_future(found, at):
            return "issued in the future"
        case _:
            return "stale" if found.is_stale(lists.maximum_age, at=at) else ""


def _stale_at(found: StatusList, lists: StatusLists, at: Instant) -> Instant | None:
    if _is_from_the_future(found, at):  # the calendar may end before such a list is old
        return None
    oldest = found.issued_at + lists.maximum_age
    return oldest if found.expires_at is None else min(oldest, found.expires_at)


def _is_from_the_future(found: StatusList, at: Instant) -> bool:
    return at < found.issued_at - MAX_LEEWAY
