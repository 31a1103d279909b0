"""What adding and changing a binding means, inside one transaction of any engine."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.rows import (
    binding_from_bytes,
    binding_to_bytes,
    lock_key,
    request_key,
    to_micros,
    use_key,
)
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.errors import (
    AlreadyExistsError,
    EidgateError,
    NotFoundError,
    RequestIdReusedError,
    UsedBeforeError,
)
from eidgate.core.terms import BindingName, Instrument
from eidgate.ports import OneUse, RequestClaim

CURSOR_LOCK: Final = lock_key("cursor:binding")
"""Taken last, before a binding gets its cursor: they become visible in order, and no page skips one."""


class StepError(EidgateError):
    """Carries what a step raised through the lane, which takes foreign errors for the store's own."""

    def __init__(self, reason: Exception) -> None:
        super().__init__(type(reason).__name__)
        self.reason = reason


def add_binding(session: Session, request: RequestClaim, binding: Binding, uses: Sequence[OneUse]) -> Binding:
    """Add a binding, or return the one that this request added before.

    Raises:
        AlreadyExistsError, RequestIdReusedError: see `eidgate.ports.BindingStore.create`.
    """
    key = request_key(request)
    claims = {use_key(use): to_micros(use.keep_until) for use in uses}
    session.lock(key, _instrument_lock(binding.instrument), *claims)
    made = _made_by(session, request, key)
    if made is not None:
        return made
    _check_unused(session, uses)
    _check_free(session, binding)
    for claim, keep_until in claims.items():
        session.write("INSERT INTO one_use (use_key, keep_until) VALUES (?, ?)", claim, keep_until)
    session.lock(CURSOR_LOCK)
    _append_binding(session, binding)
    _append_version(session, request, key, binding)
    return binding


def replace_version(
    session: Session, request: RequestClaim, name: BindingName, step: Callable[[Binding], Binding]
) -> Binding:
    """Append a binding's next version, or return the one that this request appended before.

    Raises:
        NotFoundError, RequestIdReusedError: see `eidgate.ports.BindingStore.change`.
        AlreadyExistsError: the step makes it active while the instrument has another active binding.
        StepError: `step` raised, or made something else than the next version.
    """
    key = request_key(request)
    session.lock(key, lock_key(f"binding:{name}"))
    made = _made_by(session, request, key)
    if made is not None:
        return made
    present = _newest(session, name)
    changed = _stepped(present, step)
    if changed.active and not present.active:
        session.lock(_instrument_lock(changed.instrument))
        _check_free(session, changed)
    _append_version(session, request, key, changed)
    return changed


def _instrument_lock(instrument: Instrument) -> bytes:
    return lock_key(f"instrument:{instrument.key}")


def _made_by(session: Session, request: RequestClaim, key: bytes) -> Binding | None:
    return made_by(request, session.rows(MADE_BY_REQUEST, key))


MADE_BY_REQUEST: Final = "SELECT digest, body FROM binding_version WHERE request_key = ?"


def made_by(request: RequestClaim, rows: Sequence[tuple[Any, ...]]) -> Binding | None:
    """Return the binding in the row that `MADE_BY_REQUEST` found, if it found one.

    Raises:
        RequestIdReusedError: the request id stands for other bytes.
    """
    if not rows:
        return None
    digest, body = rows[0]
    if digest != request.digest:
        raise RequestIdReusedError("the request id was used for another request")
    return binding_from_bytes(body)


def _check_unused(session: Session, uses: Iterable[OneUse]) -> None:
    for use in uses:
        if session.rows("SELECT 1 FROM one_use WHERE use_key = ?", use_key(use)):
            raise UsedBeforeError(use.key)


def _check_free(session: Session, binding: Binding) -> None:
    """Refuse a second active binding of an instrument; called under the instrument's lock."""
    rows = session.rows(
        "SELECT v.body FROM binding b JOIN binding_version v ON v.binding = b.name"
        " AND v.version = (SELECT max(version) FROM binding_version WHERE binding = b.name)"
        " WHERE b.instrument = ?",
        binding.instrument.key,
    )
    if any(binding_from_bytes(body).active for (body,) in rows):
        raise AlreadyExistsError("the instrument has an active binding")
    if binding.version == 1 and session.rows("SELECT 1 FROM binding WHERE name = ?", binding.name):
        raise AlreadyExistsError("a binding of this name exists")


def _newest(session: Session, name: BindingName) -> Binding:
    rows = session.rows(
        "SELECT body FROM binding_version WHERE binding = ? ORDER BY version DESC LIMIT 1", name
    )
    if not rows:
        raise NotFoundError("no such binding")
    return binding_from_bytes(rows[0][0])


def _stepped(present: Binding, step: Callable[[Binding], Binding]) -> Binding:
    try:
        changed = step(present)
    except EidgateError:
        raise
    except Exception as reason:
        raise StepError(reason) from reason
    if (changed.version, *_fixed(changed)) != (present.version + 1, *_fixed(present)):
        raise StepError(ValueError("a step makes the next version of the same binding"))
    return changed


def _fixed(binding: Binding) -> tuple[str, str, str, str, str]:
    """Return what never changes about a binding: the columns by which it is found."""
    return (
        binding.name,
        binding.institution,
        binding.instrument.key,
        binding.issuer,
        binding.subject_id,
    )


def _append_binding(session: Session, binding: Binding) -> None:
    session.write(
        "INSERT INTO binding (name, institution, instrument, issuer, subject_id) VALUES (?, ?, ?, ?, ?)",
        *_fixed(binding),
    )


def _append_version(session: Session, request: RequestClaim, key: bytes, binding: Binding) -> None:
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
        key,
        request.digest,
    )
