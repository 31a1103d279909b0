"""The examples and test vectors of draft-ietf-oauth-status-list (App. Test vectors, §4.1)."""

from typing import Any

import pytest

from builders.assertion import AT
from builders.shared_data import shared_json
from eidgate.core.assertion.status_list import StatusList, decode
from eidgate.simulator.status_publisher import packed

FILE = "statuslist/status_list_vectors_1_2bit.json"


def decoded(vector: dict[str, Any]) -> StatusList:
    bits, statuses = decode(vector["bits"], vector["lst"])
    return StatusList(bits=bits, statuses=statuses, issued_at=AT)


def test_no_vector_is_left_out() -> None:
    data = shared_json(FILE)

    assert (len(data["small"]), len(data["vectors"])) == (2, 2)


@pytest.mark.parametrize("number", [0, 1])
def test_a_small_example_reads_as_the_draft_says(number: int) -> None:
    example = shared_json(FILE)["small"][number]
    found = decoded(example)

    assert found.statuses.hex() == example["bytes_hex"]
    assert [found.status(index) for index in range(found.size)] == example["statuses"]
    assert packed(example["statuses"], example["bits"]).hex() == example["bytes_hex"]


@pytest.mark.parametrize("number", [0, 1])
def test_a_vector_has_exactly_the_statuses_that_the_draft_sets(number: int) -> None:
    vector = shared_json(FILE)["vectors"][number]
    found = decoded(vector)

    assert (found.size, len(found.statuses)) == (vector["size"], vector["uncompressed_bytes"])
    expected = {int(index): status for index, status in vector["set"].items()}
    assert {index: status for index in range(found.size) if (status := found.status(index))} == expected
