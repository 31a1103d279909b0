from datetime import timedelta

import pytest

from eidgate.core.assertion.sd_jwt_rules import KeyBindingRules, SdJwtRules
from eidgate.core.errors import ConfigurationError


def test_nothing_is_accepted_by_default() -> None:
    assert SdJwtRules().credential_types == frozenset()
    assert SdJwtRules().key_binding.required


@pytest.mark.parametrize("seconds", [0, -1, 301])
def test_an_age_that_no_challenge_reaches_is_refused(seconds: int) -> None:
    with pytest.raises(ConfigurationError, match="maximum age"):
        KeyBindingRules(maximum_age=timedelta(seconds=seconds))


def test_a_holder_needs_an_algorithm() -> None:
    with pytest.raises(ConfigurationError, match="algorithm"):
        KeyBindingRules(algorithms=frozenset())
