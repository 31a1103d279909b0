"""The lists that may soften: read, or refused with their place."""

import re
from datetime import UTC, datetime

import pytest

from builders.policies import SHIPPED, policy_of
from eidgate.adapters.policies import parse_policy
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome

LIST = """
softening:
  - id: own
    why: ours
    reasons: [DEVICE_FIRST_USE]
    to: step_up
    payees: [{digest}]
""".format(digest="ab" * 32)


def fault(text: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        parse_policy(text.encode(), "own.yaml")
    assert re.match(r"own\.yaml:[0-9]+:[0-9]+: ", str(caught.value))
    return str(caught.value)


def test_a_list_is_read_with_its_end() -> None:
    [made] = policy_of(f'{SHIPPED}{LIST}    until: "2027-01-01T00:00:00+07:00"\n').softening
    assert made.until == datetime(2026, 12, 31, 17, tzinfo=UTC)
    assert (made.list_id, made.to, made.reasons) == ("own", Outcome.STEP_UP, {Reason.DEVICE_FIRST_USE})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (SHIPPED + LIST.replace("DEVICE_FIRST_USE", "SIGNATURE_INVALID"), "may not be softened this far"),
        (SHIPPED + LIST.replace("to: step_up", "to: allow"), "below step_up it must have an end"),
        (SHIPPED + LIST.replace("ab" * 32, "970436:0011"), "must be a digest; `eidgate policy member`"),
        (SHIPPED + LIST.replace("[DEVICE_FIRST_USE]", "[]"), "softening[0].reasons: must be a list"),
        (SHIPPED + LIST + LIST.replace("\nsoftening:\n", ""), "softening: two lists have the same id"),
        (f"{SHIPPED}{LIST}    until: soon\n", "softening[0].until: must be an instant"),
    ],
)
def test_a_list_that_may_not_be_is_refused_with_its_place(text: str, says: str) -> None:
    assert says in fault(text)
