"""A small world from a seed: institutions, customers with their accounts, and a shop; all of it made up.

The BINs are not assigned to anyone (`domain.md` F2.10), and every name says that its bearer is invented.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from eidgate.core.assertion.verdict import Sex
from eidgate.core.relying_party import Quota, RelyingParty, Role
from eidgate.core.shape import replace
from eidgate.core.terms import Instrument, InstrumentKind, RelyingPartyId, SubjectId
from eidgate.simulator.citizen import Citizen, personal_number

_QUOTA: Final = Quota(per_second=5_000.0, burst=10_000)
"""More than two cores can serve, so that development and benchmarks never meet it."""


def _relying_party(name: str, role: Role, institution: str = "") -> RelyingParty:
    return RelyingParty(
        relying_party_id=RelyingPartyId(name),
        role=role,
        audience=f"https://{name}.eidgate.example",
        institution=institution,
        quota=_QUOTA,
    )


BANK: Final = _relying_party("bank-one", Role.BANK, "999901")
OTHER_BANK: Final = _relying_party("bank-two", Role.BANK, "999902")
WALLET: Final = _relying_party("wallet-one", Role.WALLET, "999903")
SHOP: Final = _relying_party("shop-one", Role.SHOP)
OPERATOR: Final = _relying_party("operator-one", Role.OPERATOR, "operator-one")
OTHER_OPERATOR: Final = _relying_party("operator-two", Role.OPERATOR, "operator-two")
PLATFORM: Final = _relying_party("platform-one", Role.PLATFORM, "platform-one")
HOTLINE: Final = _relying_party("hotline", Role.HOTLINE, "hotline")
POLICE: Final = _relying_party("police", Role.AUTHORITY, "police")
RISK_TEAM: Final = _relying_party("risk-team", Role.RISK_TEAM)
AUDITOR: Final = _relying_party("auditor", Role.AUDITOR)

RELYING_PARTIES: Final = (
    BANK,
    OTHER_BANK,
    WALLET,
    SHOP,
    OPERATOR,
    OTHER_OPERATOR,
    PLATFORM,
    HOTLINE,
    POLICE,
    RISK_TEAM,
    AUDITOR,
)

OFFICERS: Final = {
    BANK.relying_party_id: ("an", "binh"),
    OTHER_BANK.relying_party_id: ("an", "binh"),
    POLICE.relying_party_id: ("an", "binh"),
    RISK_TEAM.relying_party_id: ("an", "binh"),
}
"""Two invented people each, for what takes two; each has a certificate, `{relying party}.{officer}`."""


def officer(party: RelyingParty, name: str) -> RelyingParty:
    """Return a relying party as one of its officers acts for it."""
    return replace(party, officer=name)


def certificate_names() -> list[str]:
    """Return the name of every client certificate: one for each relying party and for each officer."""
    names = [str(party.relying_party_id) for party in RELYING_PARTIES]
    return names + [f"{party}.{name}" for party, people in OFFICERS.items() for name in people]


_FAMILY: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi")
_GIVEN: Final = ("Mô Phỏng", "Giả Định", "Ví Dụ", "Thử Nghiệm", "Minh Họa", "Kịch Bản")
_PROVINCES: Final = ("001", "031", "048", "079", "092")
_FIRST_BIRTH: Final = date(1950, 1, 1)
_BIRTH_DAYS: Final = 20_000  # until 2004, so that everybody is of age
_DOCUMENT_EXPIRY: Final = date(2099, 12, 31)
"""Cards of people of 60 and more do not expire; nobody's here does, so that a story stays true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """An invented person with an account and the device that they use."""

    citizen: Citizen
    account: Instrument
    device: str


class World:
    """Customers drawn from a seed: the same seed and index always give the same customer."""

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed

    def customer(self, index: int, *, bank: RelyingParty = BANK) -> Customer:
        """Return one customer of a bank."""
        draw = Random(f"{self._seed} {index}")
        return Customer(
            citizen=self._citizen(index, draw),
            account=self.account(index, bank=bank),
            device=f"device-{self._seed}-{index}",
        )

    def account(self, index: int, *, bank: RelyingParty = BANK) -> Instrument:
        """Return one account at a bank."""
        number = f"{self._seed % 100:02}{index:010}"
        return Instrument(kind=InstrumentKind.ACCOUNT, institution=bank.institution, number=number)

    def _citizen(self, index: int, draw: Random) -> Citizen:
        sex = draw.choice(list(Sex))
        born = _FIRST_BIRTH + timedelta(days=draw.randrange(_BIRTH_DAYS))
        serial = draw.randrange(1_000_000)
        number = personal_number(province=draw.choice(_PROVINCES), sex=sex, birth_date=born, serial=serial)
        return Citizen(
            subject_id=SubjectId(f"sim-{self._seed}-{index}"),
            personal_number=number,
            full_name=f"{draw.choice(_FAMILY)} {draw.choice(_GIVEN)} {index}",
            birth_date=born,
            sex=sex,
            document_number=number,
            document_expires_on=_DOCUMENT_EXPIRY,
        )
