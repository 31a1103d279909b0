"""SIMO over HTTPS: a token by client and password, then one upload (`domain.md` F3.2).

The host is trusted by the certificate authorities that the settings name, or the system's. Nothing that is
sent or comes back is put into a message: records are personal data.
"""

import http.client
import json
import ssl
from base64 import b64encode
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlencode, urlsplit

import msgspec
from msgspec import Meta, Struct

from eidgate.adapters.outside.address import is_https
from eidgate.adapters.yaml_file import read_yaml
from eidgate.core.desk.simo import SimoService, on_wire
from eidgate.core.desk.simo_batch import Rejected, SimoBatch, SimoCode, SimoReply
from eidgate.core.errors import ConfigurationError, SourceUnavailableError
from eidgate.core.shape import replace

TIMEOUT: Final = 60.0
"""Seconds for a step: a month's file is large, and nobody's payment waits for it."""
_MOST_BYTES: Final = 4 * 1024 * 1024  # of an answer: a line for each of 5,000 records

_PATHS: Final = {
    SimoService.SUSPECTS: "/simo/tktt/1.0/upload-bao-cao-danh-sach-tktt-nghi-ngo-api",
    SimoService.CHANGES: "/simo/tktt/1.0/update-bao-cao-danh-sach-tktt-nghi-ngo-api",
}
"""Named after the one path that is known (simo_001); `paths` in the settings replaces them."""


class SimoSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Where SIMO is and who the bank is there; the file holds secrets."""

    url: str
    client: str
    client_secret: str
    user: str
    password: str
    ca: Path | None = None
    paths: dict[SimoService, str] = {}


class _Error(Struct, frozen=True):
    index: int
    message: str


class _Answer(Struct, frozen=True):
    code: SimoCode
    errors: tuple[_Error, ...] = ()


class _Granted(Struct, frozen=True):
    """A token as a header may carry it (RFC 6750 section 2.1): any other would be repeated in an error."""

    access_token: Annotated[str, Meta(pattern=r"\A[A-Za-z0-9\-._~+/]{1,8000}=*\Z")]


_decoder: Final = msgspec.json.Decoder(_Answer)
_tokens: Final = msgspec.json.Decoder(_Granted)


def read_reply(content: bytes) -> SimoReply:
    """Read what SIMO answered to a file.

    Raises:
        SourceUnavailableError: it is no answer that is known.
    """
    try:
        answer = _decoder.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise SourceUnavailableError("SIMO's answer is none that is known") from None
    rejected = tuple(Rejected(index=one.index, why=one.message) for one in answer.errors)
    return SimoReply(code=answer.code, rejected=rejected)


def read_token(content: bytes) -> str:
    """Read what SIMO answered to the bank's password.

    Raises:
        SourceUnavailableError: it is no token.
    """
    try:
        return _tokens.decode(content).access_token
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise SourceUnavailableError("SIMO gave no token") from None


class SimoHttps:
    """Implements `eidgate.ports.simo.SimoGateway`."""

    def __init__(self, settings: SimoSettings) -> None:
        self._settings = settings
        self._address = urlsplit(settings.url)

    def submit(self, batch: SimoBatch) -> SimoReply:
        """Send a file; see the port."""
        path = self._settings.paths.get(batch.service, _PATHS[batch.service])
        headers = {
            "Authorization": f"Bearer {self._token()}",
            "Content-Type": "application/json",
            "maYeuCau": batch.request_id,
            "kyBaoCao": str(batch.period),
        }
        body = json.dumps([on_wire(record) for record in batch.records], ensure_ascii=False)
        return read_reply(self._post(path, body.encode(), headers))

    def _token(self) -> str:
        settings = self._settings
        basic = b64encode(f"{settings.client}:{settings.client_secret}".encode()).decode()
        form = {"grant_type": "password", "username": settings.user, "password": settings.password}
        headers = {
            "Authorization": f"Basic {basic}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return read_token(self._post("/token", urlencode(form).encode(), headers))

    def _post(self, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        context = ssl.create_default_context(cafile=self._settings.ca)
        connection = http.client.HTTPSConnection(self._address.netloc, timeout=TIMEOUT, context=context)
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            content = answer.read(_MOST_BYTES + 1)
        except (OSError, http.client.HTTPException) as error:
            raise SourceUnavailableError(f"SIMO cannot be reached: {type(error).__name__}") from None
        finally:
            connection.close()
        if answer.status != http.client.OK:
            raise SourceUnavailableError(f"SIMO answered with status {answer.status}")
        if len(content) > _MOST_BYTES:
            raise SourceUnavailableError(f"SIMO answered with more than {_MOST_BYTES} bytes")
        return content


def load_simo(path: Path) -> SimoHttps:
    """Read the settings' file.

    Raises:
        ConfigurationError: it is not acceptable.
    """
    settings = read_yaml(path, SimoSettings)
    if not is_https(settings.url):
        raise ConfigurationError(f"{path}: url: must be https://host and nothing else")
    return SimoHttps(replace(settings, ca=settings.ca and path.resolve().parent / settings.ca))
