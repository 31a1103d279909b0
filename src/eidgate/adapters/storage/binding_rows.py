"""What adding and changing a binding means, inside one transaction of any engine.

Whoever takes several locks takes them at once, before it reads what they protect; the cursor's comes after
them, and the outbox's is the last of all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from eidgate.adapters.storage.binding_alerts import moving, tell_if_disowned
from eidgate.adapters.storage.binding_claims import Claims, claimed, made_before, use_up
from eidgate.adapters.storage.binding_owners import (
    NEWEST,
    check_free,
    instrument_lock,
    note_number,
    project_number,
)
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.outbox import emit
from eidgate.adapters.storage.rows import binding_from_bytes, binding_to_bytes, lock_key, request_key
from eidgate.adapters.storage.sim_clock_rows import project_clock
from eidgate.adapters.storage.steps import stepped
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.errors import NotFoundError
from eidgate.core.terms import BindingName
from eidgate.ports import Judge, OneUse, RequestClaim, Step

CURSOR_LOCK: Final = lock_key("cursor:binding")
"""Taken last, before a binding gets its cursor: they become visible in order, and no page skips one."""

MOST_JUDGED: Final = 1_000
"""Bindings of one subject, kind and institution that a judge is given; every limit is far below."""

_OF_SUBJECT: Final = (
    f"SELECT v.body FROM binding b{NEWEST} WHERE b.issuer = ? AND b.subject_id = ? AND b.institution = ?"  # noqa: S608 - our own words only
    " AND substr(b.instrument, 1, ?) = ? ORDER BY b.cursor DESC LIMIT ?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """A binding to be added: what it rests on, who judges it, and how those that its number leaves end."""

    request: RequestClaim
    binding: Binding
    uses: Sequence[OneUse]
    judge: Judge
    moved: Step | None
    elsewhere: Sequence[BindingName]
    """Bindings of the number at other operators as they were before the unit; `moved` ends the open ones."""


def add_binding(session: Session, wanted: Adding) -> Binding:
    """Add a binding, or return the one that this request added before.

    Raises:
        AlreadyExistsError, RequestIdReusedError: see `eidgate.ports.BindingStore.create`.
        StepError: `moved` raised, or made something else than the next version.
    """
    binding, claims = wanted.binding, claimed(wanted.request, wanted.uses)
    turns = (instrument_lock(binding.instrument), _subject_lock(binding))
    session.lock(*claims.keys, *turns, *(lock_key(f"binding:{name}") for name in wanted.elsewhere))
    made = made_before(session, claims)
    if made is not None:
        return made
    use_up(session, claims)
    ended = _leave(session, wanted)
    check_free(session, binding)
    wanted.judge(_of_same_kind(session, binding))
    append_binding(session, claims, binding)
    emit(session, *map(moving, ended))
    return binding


def _leave(session: Session, wanted: Adding) -> list[Binding]:
    """End what still binds the number elsewhere; one that began meanwhile is met by `check_free`."""
    ended = []
    for name in wanted.elsewhere if wanted.moved is not None else ():
        present = newest(session, name)
        if present.state.is_open and wanted.moved is not None:
            request = leaving(wanted.request, present.institution)
            ended.append(stepped(present, wanted.moved, fixed=_fixed))
            append_version(session, claimed(request, ()), ended[-1])
    return ended


def replace_version(
    session: Session, request: RequestClaim, name: BindingName, step: Step, uses: Sequence[OneUse]
) -> Binding:
    """Append a binding's next version, or return the one that this request appended before.

    Raises:
        NotFoundError, RequestIdReusedError: see `eidgate.ports.BindingStore.change`.
        AlreadyExistsError: the step opens it while the instrument has another open binding.
        StepError: `step` raised, or made something else than the next version.
    """
    claims = claimed(request, uses)
    session.lock(*claims.keys, lock_key(f"binding:{name}"))
    made = made_before(session, claims)
    if made is not None:
        return made
    present = newest(session, name)
    changed = stepped(present, step, fixed=_fixed)
    use_up(session, claims)
    if changed.state.is_open and not present.state.is_open:
        session.lock(instrument_lock(changed.instrument))
        check_free(session, changed)
    append_version(session, claims, changed)
    tell_if_disowned(session, present, changed)
    return changed


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """A transfer to be done: whose binding ends by which step, and what begins with it."""

    request: RequestClaim
    name: BindingName
    step: Step
    successor: Binding
    uses: Sequence[OneUse]
    judge: Judge


def hand_over(session: Session, wanted: HandOver) -> tuple[Binding, Binding]:
    """End a binding and add its successor, or return what this request did before.

    Raises:
        NotFoundError, RequestIdReusedError: see `eidgate.ports.BindingStore.transfer`.
        AlreadyExistsError: the successor is of another instrument, which is bound.
        StepError: `step` raised, or made something else than the next version.
    """
    successor = wanted.successor
    ending, adding = claimed(leaving(wanted.request), ()), claimed(wanted.request, wanted.uses)
    turns = (instrument_lock(successor.instrument), _subject_lock(successor))
    session.lock(*ending.keys, *adding.keys, lock_key(f"binding:{wanted.name}"), *turns)
    former, made = made_before(session, ending), made_before(session, adding)
    if former is not None and made is not None:
        return former, made
    former = stepped(newest(session, wanted.name), wanted.step, fixed=_fixed)
    append_version(session, ending, former)
    use_up(session, adding)
    check_free(session, successor)
    wanted.judge(_of_same_kind(session, successor))
    append_binding(session, adding, successor)
    return former, successor


def leaving(request: RequestClaim, institution: str = "") -> RequestClaim:
    """Name the other half of a transfer or of a move from an institution: each version is one request's."""
    return RequestClaim(
        relying_party=request.relying_party,
        method=f"{request.method}.former{institution and '.'}{institution}",
        request_id=request.request_id,
        digest=request.digest,
    )


def _subject_lock(binding: Binding) -> bytes:
    return lock_key(f"subject:{binding.institution}:{binding.issuer}:{binding.subject_id}")


def _of_same_kind(session: Session, binding: Binding) -> list[Binding]:
    """Return the subject's open bindings of this kind here, oldest first; under the subject's lock."""
    prefix = f"{binding.instrument.kind}:"
    values = (binding.issuer, binding.subject_id, binding.institution, len(prefix), prefix, MOST_JUDGED)
    found = [binding_from_bytes(body) for (body,) in session.rows(_OF_SUBJECT, *values)]
    return [one for one in reversed(found) if one.state.is_open]


def newest(session: Session, name: BindingName) -> Binding:
    """Return the newest version of a binding.

    Raises:
        NotFoundError: there is none of this name.
    """
    rows = session.rows(
        "SELECT body FROM binding_version WHERE binding = ? ORDER BY version DESC LIMIT 1", name
    )
    if not rows:
        raise NotFoundError("no such binding")
    return binding_from_bytes(rows[0][0])


def _fixed(binding: Binding) -> tuple[str, str, str, str, str]:
    """Return what never changes about a binding: the columns by which it is found."""
    return (
        binding.name,
        binding.institution,
        binding.instrument.key,
        binding.issuer,
        binding.subject_id,
    )


def append_binding(session: Session, claims: Claims, binding: Binding) -> None:
    """Add a binding with its first version; the cursor's lock is the last one taken."""
    session.lock(CURSOR_LOCK)
    session.write(
        "INSERT INTO binding (name, institution, instrument, issuer, subject_id) VALUES (?, ?, ?, ?, ?)",
        *_fixed(binding),
    )
    note_number(session, binding)
    append_version(session, claims, binding)


def append_version(session: Session, claims: Claims, binding: Binding) -> None:
    """Add one version, as this request's doing."""
    request = claims.request
    session.write(
        "INSERT INTO binding_version"
        " (binding, version, body, relying_party, method, request_id, request_key, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        binding.name,
        binding.version,
        binding_to_bytes(binding),
        request.relying_party,
        request.method,
        request.request_id,
        request_key(request),
        request.digest,
    )
    project_clock(session, binding)
    project_number(session, binding)
