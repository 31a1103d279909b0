from eidgate.core.assertion.provinces import PROVINCE_CODES


def test_codes_have_three_digits_and_run_from_ha_noi_to_ca_mau() -> None:
    assert {len(code) for code in PROVINCE_CODES} == {3}
    assert (min(PROVINCE_CODES), max(PROVINCE_CODES)) == ("001", "096")
    assert "079" in PROVINCE_CODES
