"""Harnesses of payees: names that people type, codes that they scan, answers that banks give."""

import json
from collections.abc import Iterable

from builders.banks import PERSON
from builders.service import NOON
from eidgate.adapters.banks.messages import answer
from eidgate.adapters.outside.faults import OutsideError
from eidgate.adapters.outside.lines import Came
from eidgate.core.binding import viet_qr
from eidgate.core.binding.names.compare import compare, shown
from eidgate.core.binding.names.grade import NameGrade
from eidgate.core.binding.names.words import MOST_CHARACTERS, words
from eidgate.core.binding.payee import PayeeResult, check_payee_name
from eidgate.core.binding.registration import AccountStanding, Registration
from eidgate.core.binding.viet_qr import checksum, read_viet_qr
from eidgate.core.errors import InvalidCommandError
from eidgate.core.terms import CustomerKind, Instrument, InstrumentKind, Masked, Vnd
from eidgate.simulator import qr_code
from fuzz.defect import hold

_SPLIT = "\0"
CHECKSUM = "6304"  # the tag and the length of the last field
MOST_SUMMED = viet_qr.MOST_CHARACTERS - len(CHECKSUM) - 4
LONGEST_NAMES = 700  # bytes: two names of as many letters as are looked at
LONGEST_QR = 700  # bytes: beyond the longest payload


def names_one(content: bytes) -> None:
    """Two names: a grade that does not depend on their order, and nothing shown beyond it."""
    given, _, registered = content.decode("utf-8", "replace").partition(_SPLIT)
    for kind in CustomerKind:
        match = compare(given, registered, kind)
        hold(compare(registered, given, kind).grade is match.grade, "another grade the other way round")
        told = shown(given, registered, match)
        hold(match.grade is NameGrade.CLOSE or told == "", "a name shown that may not be")
        hold(match.grade is not NameGrade.NO_MATCH or not _same(given, registered, kind), "not the same")
        _check(given, registered, kind)


def _same(given: str, registered: str, kind: CustomerKind) -> bool:
    """Whether a person's two names show the same words, all of them whole."""
    one, other = words(given), words(registered)
    shown_whole = bool(one) and not any(word.hidden for word in one)
    same = [word.bare for word in one] == [word.bare for word in other]
    return kind is CustomerKind.INDIVIDUAL and shown_whole and same


def _check(given: str, registered: str, kind: CustomerKind) -> None:
    told = Registration(standing=AccountStanding.OPEN, name=Masked(registered), kind=kind)
    for meant in CustomerKind:
        found = check_payee_name(Masked(given), told, meant=meant)
        hold(found.result is not PayeeResult.NO_MATCH or not found.shown, "a stranger's name shown")
        hold(meant is kind or found.result is not PayeeResult.MATCH, "a match of another kind")


def names_seeds() -> Iterable[bytes]:
    pairs = (
        ("Nguyễn Văn Giả Định", "NGUYEN VAN GIA DINH"),
        ("Ðặng Thị Mô Phỏng", "ĐẶNG THỊ MÔ PHỎNG"),
        ("Nguye\u0302\u0303n V** A", "NGUYEN V** A"),
        ("Cty TNHH MTV Ví Dụ - CN HCM", "CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN VÍ DỤ"),
        ("*" * MOST_CHARACTERS, "a*" * MOST_CHARACTERS),
        ("", " "),
    )
    return (_SPLIT.join(pair).encode() for pair in pairs)


def viet_qr_one(content: bytes) -> None:
    """Any payload, and the same with a right checksum, which changes would hardly ever hit."""
    payload = content.decode("utf-8", "replace")
    _scan(payload)
    summed = payload[:MOST_SUMMED].removesuffix(CHECKSUM) + CHECKSUM
    _scan(f"{summed}{checksum(summed):04X}")


def _scan(payload: str) -> None:
    """Find a payee that can be paid, or the one documented error, without a word of the payload."""
    try:
        found = read_viet_qr(payload)
    except InvalidCommandError as error:
        hold(all(one.field == "payee_qr" for one in error.violations), "another field")
        return
    number = found.payee.number
    hold(found.payee.kind in {InstrumentKind.ACCOUNT, InstrumentKind.CARD}, "not to be paid")
    hold(number in payload and found.payee.institution in payload, "a payee that was not scanned")
    hold(found.amount is None or found.amount > 0, "an amount that is none")


def viet_qr_seeds() -> Iterable[bytes]:
    till = Instrument(kind=InstrumentKind.ACCOUNT, institution="999902", number="0011234567")
    yield qr_code.viet_qr(till).encode()
    yield qr_code.viet_qr(till, amount=Vnd(50_000), merchant="QUAN VI DU", reference="BILL-7").encode()
    yield qr_code.viet_qr(till, amount=Vnd(1)).encode()[:-8]
    yield qr_code.viet_qr(till, amount=Vnd(1)).encode()[:-1] + b"0"
    yield b"000201" * 90


def bank_answer_one(content: bytes) -> None:
    """Any body under any status: a registration of the account that was asked about, or one error."""
    for status in (200, 400, 403, 429, 599):
        try:
            told = answer(Came(status=status, content=content, correlator=""), PERSON, now=NOON)
        except OutsideError as error:
            hold(PERSON.number not in str(error), "an error that repeats an account")
            continue
        hold(status == 200, "read an error as an answer")
        hold((told.standing is AccountStanding.OPEN) == bool(told.name), "a name that belongs to nobody")
        hold(told.as_of is not None and told.as_of <= NOON, "an answer from the future")
        hold(json.loads(content)["number"] == PERSON.number, "another account's answer")


def bank_answer_seeds() -> Iterable[bytes]:
    good = {
        "institution": PERSON.institution,
        "number": PERSON.number,
        "status": "open",
        "name": "NGUYEN VAN GIA DINH",
        "holder": "person",
        "as_of": "2026-03-05T05:00:00.123456789Z",
    }
    for changes in (
        {},
        {"status": "closed", "name": ""},
        {"number": "1"},
        {"as_of": "9999-12-31T23:59:59-14:00"},
    ):
        yield json.dumps(good | changes).encode()
    yield b'{"status": "open", "x": ' + b"[" * 5_000
