import pytest

from builders.assertion import judge, request, verified
from eidgate.core.assertion.identity import decode_personal_number
from eidgate.core.reasons import Reason
from eidgate.core.shape import replace
from eidgate.simulator.citizen import AN, BINH, Citizen
from eidgate.simulator.identity_provider import IdentityProvider


@pytest.mark.parametrize("citizen", [AN, BINH])
def test_an_invented_person_holds_together(citizen: Citizen) -> None:
    encoded = decode_personal_number(citizen.personal_number)

    assert encoded.sex is citizen.sex
    assert encoded.birth_year == citizen.birth_date.year


def test_a_card_may_be_without_expiry() -> None:
    idp = IdentityProvider(1)
    citizen = replace(BINH, document_expires_on=None)

    assert verified(judge(idp.issue(citizen, request()), idp)).notes == (Reason.DOCUMENT_EXPIRY_UNKNOWN,)
