"""The catalogue of reasons is the contract's, word for word."""

import re
from pathlib import Path

from eidgate.rpc.error_reasons import MEANINGS, ErrorReason
from eidgate.v1 import error_reason_pb2

PREFIX = "ERROR_REASON_"
CONTRACT = Path(__file__).parents[3] / "protos/eidgate/v1/error_reason.proto"


def test_the_reasons_are_those_of_the_contract_word_for_word() -> None:
    told = {name.removeprefix(PREFIX) for name in error_reason_pb2.ErrorReason.keys()}  # noqa: SIM118 (not a dict)
    assert told - {"UNSPECIFIED"} == {reason.value for reason in ErrorReason}
    assert all(reason.name == reason.value for reason in ErrorReason)


def test_every_reason_has_the_code_that_the_contract_says_beside_it() -> None:
    beside = re.findall(r"// ([A-Z_]+): .*\n\s+ERROR_REASON_([A-Z_]+) = ", CONTRACT.read_text())
    said = {reason: code for code, reason in beside}
    assert said == {reason.value: MEANINGS[reason].code.name for reason in ErrorReason}


def test_every_reason_has_texts_in_both_languages() -> None:
    for reason in ErrorReason:
        assert MEANINGS[reason].en.endswith(".")
        assert MEANINGS[reason].vi.endswith(".")
        assert MEANINGS[reason].en != MEANINGS[reason].vi


def test_a_reason_fits_into_error_info() -> None:
    assert all(
        re.fullmatch(r"[A-Z][A-Z0-9_]+[A-Z0-9]", reason) and len(reason) <= 63 for reason in ErrorReason
    )
