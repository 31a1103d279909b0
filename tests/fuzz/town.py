"""A service in use: something of everything was made there, and who calls knows names, etags and tokens."""

from itertools import count
from re import compile as pattern
from typing import Any, Final, NamedTuple
from uuid import UUID

from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message import Message

from eidgate.app.challenge import CreateChallenge, create_challenge, transaction_data
from eidgate.core.errors import EidgateError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.transaction import Transaction
from eidgate.rpc.wire import requests
from fuzz.asked import build
from fuzz.choices import Choices
from fuzz.examples import EXAMPLES, FIRST
from fuzz.whole import CALLERS, METHODS, House

_KINDS: Final = "alerts|bindings|decisions|entries|holds|policies|reports|traces"
NAME: Final = pattern(rf"({_KINDS})/[a-z][a-z0-9]{{0,62}}")
BY_NAME: Final = {method.name: method for method in METHODS}
_FIRST_ID: Final = 2**64
"""Request ids of a town begin here, apart from those of the house."""
_OTHERS: Final = 6
"""One choice in so many takes what the request says by itself, and not what is known."""
_RECENT: Final = 16
"""How many names of a kind, and how many tokens, are still known."""
_CURSORS: Final = ("page_token", "cursor")
_STRANGE: Final = ("v1", "v2", "v9999999999")


class Asked(NamedTuple):
    """One call: who asks what."""

    method: MethodDescriptor
    caller: RelyingParty
    request: Any

    @property
    def received(self) -> bytes:
        """The bytes of it."""
        content: bytes = self.request.SerializeToString()
        return content


class Town(House):
    """A house, what its callers learnt there, and the requests that come of both."""

    def __init__(self) -> None:
        self._names: dict[str, list[str]] = {}
        self._present: dict[str, str] = {}
        self._tokens = [""]
        self._ids = count(_FIRST_ID)
        self.last_id = str(UUID(int=0))
        super().__init__()
        self.scene.bind_sim()
        for name, caller in FIRST:
            self._settle(name, caller)

    def _settle(self, name: str, caller: RelyingParty) -> None:
        request = type(EXAMPLES[name])()
        request.CopyFrom(EXAMPLES[name])
        for field in _CURSORS:
            if field in request.DESCRIPTOR.fields_by_name:
                request.ClearField(field)
        self.ask(BY_NAME[name], caller, request, request.SerializeToString())

    def learn(self, answer: Message) -> None:
        """Keep the names, the etags and the tokens of an answer."""
        super().learn(answer)
        self._note(answer)

    def _note(self, message: Any) -> None:
        for field, value in message.ListFields():
            if field.name in ("next_page_token", "cursor"):
                self._tokens.append(value)
            elif field.type == field.TYPE_MESSAGE:
                for one in value if field.is_repeated else (value,):
                    if isinstance(one, Message):  # and not the key of a map
                        self._note(one)
            elif field.name == "name" and NAME.fullmatch(value):
                self._names.setdefault(value.partition("/")[0], []).append(value)
                self._present[value] = getattr(message, "etag", "") or self._present.get(value, "")

    def newest(self, kind: str) -> str:
        """Return the newest name of a kind."""
        return self._names[kind][-1]

    def asked(self, choices: Choices) -> Asked:
        """Choose a caller and a method, and build a request of it."""
        caller, method = choices.one_of(CALLERS), choices.one_of(METHODS)
        request = build(EXAMPLES[method.name], choices)
        self._name(request, choices)
        self._show(request, caller, choices)
        return Asked(method, caller, request)

    def fresh_id(self) -> str:
        """Return a request id that nobody used."""
        self.last_id = str(UUID(int=next(self._ids)))
        return self.last_id

    def _name(self, request: Any, choices: Choices) -> None:
        """Let a request name what there is, most of the time."""
        named = ""
        for field, value in request.ListFields():
            if field.name == "request_id" and (other := choices.number(_OTHERS)) != 1:
                request.request_id = self.last_id if other == 2 else self.fresh_id()
            elif field.name in _CURSORS:
                known = self._tokens[-_RECENT:] if choices.number(_OTHERS) else [""]
                setattr(request, field.name, choices.one_of(known))
            elif field.type == field.TYPE_STRING and field.is_repeated:
                value[:] = [self._known(one, choices) if NAME.match(one) else one for one in value]
            elif field.type == field.TYPE_STRING and NAME.match(value):
                named = self._known(value, choices)
                setattr(request, field.name, named)
        if getattr(request, "etag", ""):
            strange = choices.number(_OTHERS) == 1
            etag = choices.one_of(_STRANGE) if strange else self._present.get(named, "")
            request.etag = etag or request.etag

    def _known(self, value: str, choices: Choices) -> str:
        kind, _, rest = value.partition("/")
        known = self._names.get(kind, [])[-_RECENT:]
        if not known or choices.number(_OTHERS) == 1:
            return value
        return "/".join([known[-1 - choices.number(len(known))], *rest.split("/")[1:]])

    def _show(self, request: Any, caller: RelyingParty, choices: Choices) -> None:
        """Let a citizen's wallet sign what the request is about, one time in two."""
        if "assertion" not in request.DESCRIPTOR.fields_by_name or choices.number(2):
            return
        try:
            about = _transaction(request)
            command = CreateChallenge(caller=caller, transaction=about)
            nonce = create_challenge(command, self.scene.service).nonce
        except (EidgateError, KeyError):  # of what breaks the rules
            return
        request.assertion.jwt = self.scene.answer(nonce, transaction_data(about), caller=caller)
        request.challenge = nonce


def _transaction(request: Any) -> Transaction | None:
    """Return what a request asks about; None where it asks about a person only."""
    return requests.transaction(request.transaction) if hasattr(request, "transaction") else None
