"""Harness of the whole service: any request of any caller is answered, or refused with a reason that is told.

The first byte names the caller, the second the method, the rest is the request. What has `x0a1` for a name
means the newest of its kind, and `v1` its present etag, so that requests reach what others made.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from uuid import UUID

from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.descriptor_pool import Default
from google.protobuf.message import Message

from builders.officers import Officers
from builders.service import Scene
from builders.wire import AT, REQUEST_ID, VALID
from eidgate.bootstrap.service import SERVICES
from eidgate.core.errors import InvalidCommandError
from eidgate.core.relying_party import RelyingParty
from eidgate.rpc.call import Call
from eidgate.rpc.error_reasons import ErrorReason
from eidgate.rpc.interceptors.quota import Quotas
from eidgate.rpc.interceptors.streaming import StreamCall
from eidgate.rpc.interceptors.validation import Validation
from eidgate.rpc.server import MAX_RESPONSE_BYTES
from eidgate.rpc.status import reason_of, status_of
from eidgate.simulator.world import OFFICERS, RELYING_PARTIES, officer
from fuzz.defect import Defect, hold
from fuzz.files import PLACE, own

CALLERS: Final[tuple[RelyingParty, ...]] = (
    *RELYING_PARTIES,
    *(officer(party, name) for party in RELYING_PARTIES for name in OFFICERS.get(party.relying_party_id, ())),
)
METHODS: Final[tuple[MethodDescriptor, ...]] = tuple(
    method for name in SERVICES for method in Default().FindServiceByName(name).methods
)
PARSERS: Final = {method.name: Validation(type(VALID[method.name]())) for method in METHODS}
WRITERS: Final = (0, 8, 11, 17, 18)
"""Places of callers in the starting inputs: a bank, its officer, the police, two of the risk team."""
ROUNDS: Final = 1_000
"""Requests to one store: more would only make it large."""
PATIENCE: Final = timedelta(seconds=5)
HEADER: Final = type(VALID["ImportEntries"]())(header={"request_id": REQUEST_ID, "list": "fuzz"})
"""What an upload begins with."""
_NEWEST: Final = "x0a1"
_PRESENT: Final = frozenset({"v1", "v2", "v3"})


class House:
    """A service on a store of its own, and the names of what was made there."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix=own("").name, dir=PLACE)
        self.scene = Scene(Path(self._folder.name))
        self._servicers = {name: make(self.scene.service) for name, make in SERVICES.items()}
        self._etags: dict[str, tuple[str, str]] = {}
        self._requests = count(1)
        self.left = ROUNDS
        bound, proposed = self.scene.bind(), Officers(self.scene).propose().version
        self._etags |= {"bindings": (bound.name, bound.etag), "policies": (proposed.name, proposed.etag)}
        self.scene.clock.at = AT.ToDatetime(UTC) + timedelta(hours=1)  # what the requests tell has happened

    def ask(self, method: MethodDescriptor, caller: RelyingParty, request: Message, received: bytes) -> None:
        """Answer a request; keep the names in what was answered."""
        self._means(request)
        for answer in self.answers(method, caller, request, received):
            self.learn(answer)

    def answers(
        self, method: MethodDescriptor, caller: RelyingParty, request: Message, received: bytes
    ) -> Iterator[Message]:
        """Answer a request as it stands."""
        behaviour = getattr(self._servicers[method.containing_service.full_name], method.name)
        for answer in _answers(behaviour, method, caller, request, received):
            hold(len(answer.SerializeToString()) <= MAX_RESPONSE_BYTES, "an answer that no client takes")
            yield answer

    def close(self) -> None:
        self.scene.store.close()
        self._folder.cleanup()

    def _means(self, request: Any) -> None:
        kind = ""
        for field, value in request.ListFields():
            if field.name == "request_id" and value == REQUEST_ID:
                request.request_id = str(UUID(int=next(self._requests)))
            elif field.type == field.TYPE_STRING and not field.is_repeated and value.endswith(f"/{_NEWEST}"):
                kind = value.partition("/")[0]
                setattr(request, field.name, self._etags.get(kind, (value, ""))[0])
        if getattr(request, "etag", "") in _PRESENT and kind in self._etags:
            request.etag = self._etags[kind][1]

    def learn(self, answer: Message) -> None:
        """Keep what an answer names as the newest of its kind."""
        for field, value in answer.ListFields():
            if field.type != field.TYPE_MESSAGE:
                continue
            for one in value if field.is_repeated else (value,):
                name = getattr(one, "name", "")
                if isinstance(name, str) and name:
                    self._etags[name.partition("/")[0]] = (name, getattr(one, "etag", ""))


def _at_once(wait: timedelta) -> bool:
    """Let a stream say all that there is, and end before it waits for more."""
    return not wait


def _answers(
    behaviour: Callable[..., Any],
    method: MethodDescriptor,
    caller: RelyingParty,
    request: Message,
    received: bytes,
) -> Iterator[Message]:
    name = f"{method.containing_service.full_name}/{method.name}"
    if not method.client_streaming and not method.server_streaming:
        known = {"remaining": PATIENCE, "received": received, "new_correlation_id": lambda: "c-1"}
        owe = Quotas(lambda _: [0.0]).owe
        yield behaviour(request, Call(method=name, relying_party=caller, owe=owe, **known))
        return
    call = StreamCall(method=name, relying_party=caller, correlation_id="c-1", pause=_at_once)
    if method.client_streaming:
        yield behaviour(iter([HEADER, request, _end_of(request)]), call)
    else:
        yield from behaviour(request, call)


def _end_of(request: Any) -> Any:
    return type(request)(end={"row_count": len(request.rows.rows)})


_STANDING: list[House] = []


def _standing() -> House:
    """Return the house; when it is used up, a new one."""
    if not _STANDING or not _STANDING[0].left:
        for used in _STANDING:
            used.close()
        _STANDING[:] = [House()]
    _STANDING[0].left -= 1
    return _STANDING[0]


def service_one(content: bytes) -> None:
    """Whatever is asked, nothing is a bug of ours."""
    if len(content) < 2:
        return
    caller, method = CALLERS[content[0] % len(CALLERS)], METHODS[content[1] % len(METHODS)]
    try:
        request = PARSERS[method.name].parse(content[2:])
        _standing().ask(method, caller, request, content)
    except Defect:
        raise
    except Exception as error:  # noqa: BLE001 - which ones are told apart is what is tested
        hold(
            isinstance(error, InvalidCommandError) or reason_of(error) is not ErrorReason.INTERNAL,
            repr(error),
        )
        hold(status_of(error, language="vi").code, "refused without a code")


def service_seeds() -> Iterable[bytes]:
    """Every method by whoever may call it; accounts are those of the simulator's banks."""
    for at, method in enumerate(METHODS):
        for request in (VALID[method.name](), _begun(VALID[method.name]())):
            content = request.SerializeToString().replace(b"970436", b"999901").replace(b"970418", b"999902")
            yield from (bytes((who, at)) + content for who in WRITERS)


def _begun(request: Any) -> Any:
    """Return a request as it stands at the beginning of what pages, streams and messages go on with."""
    for name in ("page_token", "cursor", "hotline_message", "assertion", "expire_time", "decisions"):
        if name in request.DESCRIPTOR.fields_by_name:
            request.ClearField(name)
    return request
