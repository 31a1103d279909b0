import pytest

from eidgate.core.assertion.identity import decode_personal_number
from eidgate.simulator.citizen import AN, BINH, Citizen


@pytest.mark.parametrize("citizen", [AN, BINH])
def test_an_invented_person_holds_together(citizen: Citizen) -> None:
    encoded = decode_personal_number(citizen.personal_number)

    assert encoded.sex is citizen.sex
    assert encoded.birth_year == citizen.birth_date.year
