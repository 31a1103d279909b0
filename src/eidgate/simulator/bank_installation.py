"""What a development installation says of the simulated banks' name enquiries."""

from collections.abc import Mapping
from typing import Any

from eidgate.simulator.bank_server import CLIENT
from eidgate.simulator.certificates import Certificates
from eidgate.simulator.world import BANK, OTHER_BANK

_CODES = {BANK.institution: BANK.relying_party_id, OTHER_BANK.institution: OTHER_BANK.relying_party_id}


def bank_settings(made: Certificates, banks: Mapping[str, str]) -> dict[str, Any]:
    """Return the banks' part of the configuration, by where each BIN's names are asked; nothing for none."""
    if not banks:
        return {}
    return {"banks": [_bank(institution, url, made) for institution, url in banks.items()]}


def _bank(institution: str, url: str, made: Certificates) -> dict[str, Any]:
    return {
        "code": str(_CODES[institution]),
        "institutions": [institution],
        "url": url,
        "certificate": str(made.certificate(CLIENT).resolve()),
        "key": str(made.key(CLIENT).resolve()),
        "authorities": str(made.authority.resolve()),
    }
