"""Harnesses of what officers seal: their certificates and signatures, and the file of a month for SIMO."""

from base64 import b64encode
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from builders.simo import AT, batch
from eidgate.adapters.officers import Seal, check_seal, officer_of
from eidgate.adapters.simo_file import SimoFile, checked_by, made_by, read_simo_file, write_simo_file
from eidgate.cli.simo_report import metrics, standing
from eidgate.core.desk.simo_batch import Rejected, SimoCode, SimoReply
from eidgate.core.errors import ConfigurationError, NotPermittedError
from eidgate.core.shape import replace
from eidgate.simulator.certificates import ensure_certificates, relying_party_uri
from fuzz.defect import hold
from fuzz.files import own, written

CONTENT = b"the month's file"
AN, BINH, SYSTEM = "bank-one.an", "bank-one.binh", "bank-one"
_SPLIT = b"\0"

with TemporaryDirectory() as _folder:
    _made = ensure_certificates(Path(_folder), relying_parties=[AN, BINH, SYSTEM], at=AT)
    AUTHORITY = _made.authority.read_bytes()
    CERTIFICATES = {one: _made.certificate(one).read_bytes() for one in (AN, BINH, SYSTEM)}
    MADE = made_by(batch(maker=relying_party_uri(AN)), certificate=_made.certificate(AN), key=_made.key(AN))
    CHECKED = checked_by(
        MADE,
        replace(MADE.batch, checker=relying_party_uri(BINH), checked_at=AT),
        certificate=_made.certificate(BINH),
        key=_made.key(BINH),
    )
SENT = replace(CHECKED, batch=replace(CHECKED.batch, sent_at=AT, reply=SimoReply(code=SimoCode.ACCEPTED)))


def officer_one(content: bytes) -> None:
    """A certificate and a signature, both any bytes: a known officer of the bank, or an error."""
    certificate, _, signature = content.partition(_SPLIT)
    with written(certificate, "officer.crt") as path, suppress(ConfigurationError):
        hold("." in officer_of(path), "a system taken for an officer")
    with written(AUTHORITY, "authority.crt") as authority:
        seal = Seal(certificate.decode("utf-8", "replace"), b64encode(signature).decode())
        try:
            check_seal(CONTENT, seal, authority=authority)
        except (ConfigurationError, NotPermittedError):
            return
    hold(promise=False, what="signed, and nobody did")


def officer_seeds() -> Iterable[bytes]:
    for certificate in (*CERTIFICATES.values(), AUTHORITY):
        yield certificate + _SPLIT + bytes(70)
        yield certificate[:-40] + _SPLIT


def simo_file_one(content: bytes) -> None:
    """What is read was sealed by two officers as it is, can be told of, and reads the same when written."""
    with written(AUTHORITY, "authority.crt") as authority, written(content, "simo.json") as path:
        try:
            file = read_simo_file(path, authority=authority)
        except (ConfigurationError, NotPermittedError):
            return
        hold(_sealed(file) in (_sealed(MADE), _sealed(CHECKED)), "believed what nobody sealed")
        hold(all(isinstance(line, str) for line in standing(path, file.batch, at=AT)), "no line")
        metrics([file.batch], at=AT)
        again = own("again.json")
        try:
            write_simo_file(again, file)
            hold(read_simo_file(again, authority=authority) == file, "written and read, it is another")
        finally:
            again.unlink(missing_ok=True)


def _sealed(file: SimoFile) -> object:
    return replace(file.batch, sent_at=None, reply=None)


def simo_file_seeds() -> Iterable[bytes]:
    for file in (MADE, CHECKED, SENT):
        yield msgspec.json.encode(file)
    for index in (0, 1, -1):
        reply = SimoReply(code=SimoCode.PARTLY_REJECTED, rejected=(Rejected(index=index, why="cif"),))
        yield msgspec.json.encode(replace(SENT, batch=replace(SENT.batch, reply=reply)))
    yield msgspec.json.encode(replace(SENT, batch=replace(SENT.batch, sent_at=AT.replace(tzinfo=None))))
    for batch_of in (SENT.batch, replace(SENT.batch, checker=""), replace(MADE.batch, checked_at=AT)):
        yield msgspec.json.encode(replace(MADE, batch=batch_of))
    yield msgspec.json.encode(MADE).replace("Giả".encode(), b"\xff")
    yield b'{"batch": ' + b"[" * 5_000
