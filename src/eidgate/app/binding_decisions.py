"""What hangs on a binding: its versions, and the decisions that relied on it."""

from dataclasses import dataclass

from eidgate.app.bindings import BESIDE, BindingPage, get_binding, texts_of
from eidgate.app.paging import cursor_of, fitting, page_size, page_token
from eidgate.app.service import Service
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import BindingName
from eidgate.ports import Relied


@dataclass(frozen=True, slots=True, kw_only=True)
class RelyingPage:
    """Decisions that relied on a binding, newest first; `cursor` is where the next page begins (0: none)."""

    decisions: tuple[Relied, ...]
    cursor: int
    next_page_token: str = ""


def list_binding_versions(
    caller: RelyingParty, name: BindingName, size: int, token: str, service: Service
) -> BindingPage:
    """Return a page of a binding's versions, oldest first.

    Raises:
        NotFoundError: there is none of this name, or it is another institution's.
        InvalidCommandError: the token was not given for this question.
    """
    get_binding(caller, name, service)
    limit, question = page_size(size), ("binding versions", caller.relying_party_id, name)
    found = service.bindings.versions(name, after=cursor_of(token, *question), limit=limit + 1)
    shown = fitting([(one.version, one) for one in found], texts_of, limit=limit, beside=BESIDE)
    more = page_token(shown[-1][0], *question) if len(found) > len(shown) else ""
    return BindingPage(bindings=tuple(binding for _, binding in shown), next_page_token=more)


def list_binding_decisions(
    caller: RelyingParty, name: BindingName, size: int, token: str, service: Service
) -> RelyingPage:
    """Return a page of the allowed decisions that relied on a binding, newest first.

    Raises:
        NotFoundError: there is none of this name, or it is another institution's.
        InvalidCommandError: the token was not given for this question.
    """
    get_binding(caller, name, service)
    question = ("binding decisions", caller.relying_party_id, name)
    page = relying_page(name, page_size(size), cursor_of(token, *question), service)
    more = page_token(page.cursor, *question) if page.cursor else ""
    return RelyingPage(decisions=page.decisions, cursor=page.cursor, next_page_token=more)


def relying_page(name: BindingName, limit: int, before: int, service: Service) -> RelyingPage:
    """Return the newest decisions before a cursor; a page ends between two instants."""
    found = service.bindings.relied(name, before=before, limit=limit)
    full = len(found) >= limit
    return RelyingPage(decisions=tuple(one for _, one in found), cursor=found[-1][0] if full else 0)
