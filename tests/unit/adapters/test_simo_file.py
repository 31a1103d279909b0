"""The file of a month as two officers hand it to each other: what they did not seal must still make sense."""

from pathlib import Path

import msgspec
import pytest

from builders.simo import AT, batch
from eidgate.adapters.simo_file import SimoFile, checked_by, made_by, read_simo_file, write_simo_file
from eidgate.core.desk.simo_batch import Rejected, SimoCode, SimoReply
from eidgate.core.errors import ConfigurationError, NotPermittedError
from eidgate.core.shape import replace
from eidgate.simulator.certificates import Certificates, ensure_certificates, relying_party_uri

AN, BINH = "bank-one.an", "bank-one.binh"
WHOLE = SimoReply(code=SimoCode.ACCEPTED)


@pytest.fixture
def officers(tmp_path: Path) -> Certificates:
    return ensure_certificates(tmp_path / "bank", relying_parties=[AN, BINH], at=AT)


@pytest.fixture
def checked(officers: Certificates) -> SimoFile:
    one = batch(maker=relying_party_uri(AN))
    made = made_by(one, certificate=officers.certificate(AN), key=officers.key(AN))
    both = replace(one, checker=relying_party_uri(BINH), checked_at=AT)
    return checked_by(made, both, certificate=officers.certificate(BINH), key=officers.key(BINH))


def test_a_file_is_read_as_it_was_written(officers: Certificates, checked: SimoFile, tmp_path: Path) -> None:
    for changes in ({}, {"sent_at": AT, "reply": WHOLE}):
        file = replace(checked, batch=replace(checked.batch, **changes))
        write_simo_file(tmp_path / "batch.json", file)
        assert read_simo_file(tmp_path / "batch.json", authority=officers.authority) == file


@pytest.mark.parametrize(
    "changes",
    [
        {"sent_at": AT},
        {"reply": WHOLE},
        {"sent_at": AT.replace(tzinfo=None), "reply": WHOLE},
        {
            "sent_at": AT,
            "reply": SimoReply(code=SimoCode.PARTLY_REJECTED, rejected=(Rejected(index=9, why=""),)),
        },
    ],
)
def test_an_answer_that_cannot_be_is_no_files(
    officers: Certificates, checked: SimoFile, tmp_path: Path, changes: dict[str, object]
) -> None:
    """No officer seals what SIMO said, so that a slip of the hand there is met as one."""
    path = tmp_path / "batch.json"
    path.write_bytes(msgspec.json.encode(replace(checked, batch=replace(checked.batch, **changes))))
    with pytest.raises(ConfigurationError, match="is no file of"):
        read_simo_file(path, authority=officers.authority)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"batch": {"maker": "\xff"}}', b'{"batch": ' + b"[" * 5_000]
)
def test_something_else_is_no_file(officers: Certificates, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "batch.json"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match="is no file of"):
        read_simo_file(path, authority=officers.authority)


@pytest.mark.parametrize(
    "changes",
    [
        {"checker": relying_party_uri(BINH)},
        {"checked_at": AT},
        {"sent_at": AT, "reply": WHOLE},
        {"checked_at": AT, "sent_at": AT, "reply": WHOLE},
    ],
)
def test_what_only_its_maker_sealed_was_neither_checked_nor_sent(
    officers: Certificates, checked: SimoFile, tmp_path: Path, changes: dict[str, object]
) -> None:
    made = replace(checked.batch, checker="", checked_at=None)
    write_simo_file(tmp_path / "batch.json", replace(checked, checked=None, batch=replace(made, **changes)))
    with pytest.raises(NotPermittedError, match="nobody sealed that"):
        read_simo_file(tmp_path / "batch.json", authority=officers.authority)
