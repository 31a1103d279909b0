"""The relying parties' file."""

from pathlib import Path

import pytest

from eidgate.adapters.relying_parties import load_relying_parties
from eidgate.core.errors import ConfigurationError
from eidgate.core.relying_party import Role

BANK = """
  - id: bank-a
    role: bank
    audience: https://bank-a.example
    institution: "970400"
    certificate_names: ["eidgate://relying-party/bank-a", bank-a.example]
    quota: {per_second: 500, burst: 1000}
"""
SHOP = """
  - id: shop-a
    role: shop
    audience: https://shop-a.example
    certificate_names: [shop-a.example]
    quota: {per_second: 5, burst: 10}
"""


def _file(tmp_path: Path, *parties: str) -> Path:
    path = tmp_path / "parties.yaml"
    path.write_text("relying_parties:" + "".join(parties))
    return path


def test_every_name_of_a_certificate_leads_to_its_relying_party(tmp_path: Path) -> None:
    by_name = load_relying_parties(_file(tmp_path, BANK, SHOP))
    assert set(by_name) == {"eidgate://relying-party/bank-a", "bank-a.example", "shop-a.example"}
    bank = by_name["bank-a.example"]
    assert bank is by_name["eidgate://relying-party/bank-a"]
    assert (bank.role, bank.institution, bank.quota.burst) == (Role.BANK, "970400", 1000)


OFFICERS = """    officers:
      - {id: an, certificate_names: [an.bank-a.example]}
      - {id: binh, certificate_names: [binh.bank-a.example]}
"""


def test_each_officer_acts_for_the_relying_party_under_their_own_name(tmp_path: Path) -> None:
    by_name = load_relying_parties(_file(tmp_path, BANK + OFFICERS))
    assert {name: party.actor for name, party in by_name.items() if party.officer} == {
        "an.bank-a.example": "bank-a/an",
        "binh.bank-a.example": "bank-a/binh",
    }
    assert by_name["bank-a.example"].actor == "bank-a"


@pytest.mark.parametrize(
    ("parties", "told"),
    [
        ((), "relying_parties: Expected `array`, got `null`"),
        ((BANK + OFFICERS.replace("binh,", "an,"),), r"relying_parties\[0\].officers: an stands twice"),
        ((BANK + OFFICERS.replace("binh.bank", "an.bank"),), "an.bank-a.example is another's"),
        ((BANK + OFFICERS.replace("an.bank-a", "bank-a"),), "bank-a.example is another's"),
        (
            (BANK.replace("id: bank-a", 'id: "bank-a\\n"'),),
            r"relying_parties\[0\].id: Expected `str` matching",
        ),
        ((BANK, BANK), r"relying_parties\[1\].id: bank-a stands twice"),
        (
            (BANK, BANK.replace("id: bank-a", "id: bank-b")),
            r"relying_parties\[1\].audience: https://bank-a.example stands twice",
        ),
        (
            (BANK, BANK.replace("id: bank-a", "id: bank-b").replace("https://bank-a", "https://bank-b")),
            "is another's",
        ),
        ((BANK.replace('institution: "970400"', ""),), r"relying_parties\[0\].institution: a bank needs one"),
        (
            (SHOP.replace("role: shop", "role: king"),),
            r"relying_parties\[0\].role: Invalid enum value 'king'",
        ),
        ((SHOP.replace("burst: 10", "burst: 0"),), r"relying_parties\[0\].quota.burst"),
        ((SHOP.replace("role: shop", "role: shop\n    admin: true"),), "unknown field `admin`"),
        ((SHOP.replace("role: shop", "role: shop\n    role: bank"),), "line 4: the key 'role' stands twice"),
        ((" [",), "line 2: did not find expected node content"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(tmp_path: Path, parties: tuple[str, ...], told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        load_relying_parties(_file(tmp_path, *parties))


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"absent\.yaml: No such file"):
        load_relying_parties(tmp_path / "absent.yaml")
