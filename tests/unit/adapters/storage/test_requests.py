"""A request's id stands for its bytes: the same ones get what was made, others are refused."""

import pytest

from builders.ledger import request
from eidgate.adapters.storage.requests import answered_before
from eidgate.core.errors import RequestIdReusedError


def test_a_new_request_made_nothing() -> None:
    assert answered_before(request("r1"), [], str) is None


def test_the_same_request_gets_what_it_made() -> None:
    asked = request("r1")
    assert answered_before(asked, [(asked.digest, 2, 1)], lambda *made: made) == (2, 1)


def test_other_bytes_under_its_id_are_refused() -> None:
    with pytest.raises(RequestIdReusedError):
        answered_before(request("r1"), [(b"others", b"body")], str)
