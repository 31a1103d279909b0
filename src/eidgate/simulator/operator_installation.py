"""What a development installation says of the simulated mobile operators."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from eidgate.core.sim_question import SimQuestion
from eidgate.simulator.certificates import Certificates
from eidgate.simulator.numbering import registry
from eidgate.simulator.operator_tokens import CLIENT, SECRET

SECRET_FILE: Final = "operator-secret"  # noqa: S105 (the name of a file)
NUMBERS_FILE: Final = "ported-numbers.txt"


def operator_settings(folder: Path, made: Certificates, operators: Mapping[str, str]) -> dict[str, Any]:
    """Write secret and registry, and return the operators' part of the configuration; nothing for none."""
    if not operators:
        return {}
    secret = folder / SECRET_FILE
    secret.touch(mode=0o600)
    secret.write_text(SECRET)
    (folder / NUMBERS_FILE).write_text(registry())
    return {
        "ported_numbers": NUMBERS_FILE,
        "operators": [_operator(code, url, made) for code, url in operators.items()],
    }


def _operator(code: str, url: str, made: Certificates) -> dict[str, Any]:
    return {
        "code": code,
        "url": url,
        "client_id": CLIENT,
        "client_secret": SECRET_FILE,
        "authorities": os.fspath(made.authority.resolve()),
        "questions": [str(one) for one in SimQuestion],
        "purposes": ["FraudPreventionAndDetection"],
        "subscribers": True,
    }
