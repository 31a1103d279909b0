"""Harnesses of PEM files that TLS is made of: the server's and a caller's certificate, key and authority."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from builders.assertion import AT
from eidgate.client.certificates import CertificatesError, ClientCertificates
from eidgate.core.errors import ConfigurationError
from eidgate.rpc.credentials import CertificateFiles, load
from eidgate.simulator.certificates import ensure_certificates
from fuzz.defect import hold, told
from fuzz.files import written

with TemporaryDirectory() as _folder:
    _made = ensure_certificates(Path(_folder), relying_parties=[], at=AT)
    AUTHORITY = _made.authority.read_bytes()
    CERTIFICATE = _made.certificate("server").read_bytes()
    KEY = _made.key("server").read_bytes()
SOUND = (CERTIFICATE, KEY, AUTHORITY)
SECRET = KEY.splitlines()[1].decode()


def certificate_files_one(content: bytes) -> None:
    """One of three files is any bytes: what is loaded can serve or call, and no error shows the key."""
    at, changed = (content[0] % len(SOUND), content[1:]) if content else (0, b"")
    files = [changed if place == at else sound for place, sound in enumerate(SOUND)]
    with ExitStack() as stack:
        names = ("server.crt", "server.key", "ca.crt")
        paths = [stack.enter_context(written(one, name)) for one, name in zip(files, names, strict=True)]
        _serves(*paths)
        _calls(*paths)


def _serves(certificate: Path, key: Path, client_ca: Path) -> None:
    try:
        loaded = load(CertificateFiles(certificate=certificate, key=key, client_ca=client_ca), at=AT)
    except ConfigurationError as error:
        hold(SECRET not in told(error), "an error that shows the key")
        return
    hold(loaded.expires_at > AT, "expired")


def _calls(certificate: Path, key: Path, ca: Path) -> None:
    try:
        ClientCertificates(ca=ca, certificate=certificate, key=key).credentials()
    except CertificatesError as error:
        hold(SECRET not in told(error), "an error that shows the key")


def certificate_files_seeds() -> Iterable[bytes]:
    for at, sound in enumerate(SOUND):
        yield bytes((at,)) + sound
        yield bytes((at,)) + sound[:-30]
        yield bytes((at,)) + sound * 2
    yield b"\0" + CERTIFICATE + AUTHORITY
    yield b"\0" + KEY.replace(b"BEGIN PRIVATE", b"BEGIN")
    yield b"\x02" + KEY.replace(b"BEGIN PRIVATE", b"BEGIN")
    yield b"\x01" + KEY.replace(b"PRIVATE KEY", b"ENCRYPTED PRIVATE KEY")
    yield b"\x01" + KEY.replace(b"BEGIN PRIVATE", b"BEGIN")
    yield b"\x01" + CERTIFICATE
