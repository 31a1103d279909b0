import pytest

from eidgate.core.assertion import jws
from eidgate.core.assertion.formats import parser_for
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.trust import Format
from eidgate.core.reasons import Reason


def test_a_compact_jws_has_a_parser() -> None:
    assert parser_for("a.b.c") == (Format.JWT, jws.parse)


@pytest.mark.parametrize("compact", ["a.b.c~", "~", "a.b.c~x~d.e.f"])
def test_a_format_without_parser_is_not_accepted(compact: str) -> None:
    with pytest.raises(RejectionError) as caught:
        parser_for(compact)
    assert caught.value.reason is Reason.FORMAT_NOT_ACCEPTED
