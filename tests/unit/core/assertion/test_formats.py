import pytest

from eidgate.core.assertion import jws, sd_jwt
from eidgate.core.assertion.formats import parser_for
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.trust import Format
from eidgate.core.reasons import Reason


@pytest.mark.parametrize("named", [Format.JWT, None])
def test_a_compact_jws_has_a_parser(named: Format | None) -> None:
    assert parser_for("a.b.c", named=named) == (Format.JWT, jws.parse)


@pytest.mark.parametrize("compact", ["a.b.c~", "~", "a.b.c~x~d.e.f"])
def test_what_has_a_tilde_is_an_sd_jwt(compact: str) -> None:
    assert parser_for(compact, named=Format.SD_JWT) == (Format.SD_JWT, sd_jwt.parse)


@pytest.mark.parametrize(("compact", "named"), [("a.b.c~", Format.JWT), ("a.b.c", Format.SD_JWT)])
def test_a_format_under_the_name_of_another_is_not_accepted(compact: str, named: Format) -> None:
    with pytest.raises(RejectionError) as caught:
        parser_for(compact, named=named)
    assert caught.value.reason is Reason.FORMAT_NOT_ACCEPTED
