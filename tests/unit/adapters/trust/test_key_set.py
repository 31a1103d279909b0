import base64
import json
from typing import Any

import pytest

from builders.assertion import AT
from eidgate.adapters.trust.key_set import MAX_KEYS, read_key_set
from eidgate.core.errors import ConfigurationError
from eidgate.simulator.authority import root
from eidgate.simulator.signing import signing_key

GOOD = signing_key("ES256", "good").public_jwk()
STRANGER = base64.b64encode(root("stranger", at=AT).der).decode()


def written(*keys: Any) -> bytes:
    return json.dumps({"keys": keys}).encode()


def test_a_mixed_set_keeps_its_good_keys_and_remembers_the_others() -> None:
    secret = {"kty": "oct", "k": "AAAA", "kid": "secret"}
    private = GOOD | {"kid": "private", "d": "AAAA"}
    encryption = GOOD | {"kid": "encryption", "use": "enc"}
    off_curve = GOOD | {"kid": "off", "y": GOOD["x"]}
    two_faced = GOOD | {"kid": "two-faced", "x5c": [STRANGER]}
    fit, unfit = read_key_set("set", written(GOOD, secret, private, encryption, off_curve, two_faced))

    assert [key.key_id for key in fit] == [GOOD["kid"]]
    assert [key.key_id for key in unfit] == ["secret", "private", "encryption", "off", "two-faced"]
    assert all(key.why for key in unfit)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (written(), "empty"),
        (written(GOOD, GOOD), "same kid"),
        (written(*[GOOD | {"kid": str(number)} for number in range(MAX_KEYS + 1)]), "more than 64"),
        (b'{"keys": [], "keys": []}', "occurs twice"),
        (b"[]", "Expected"),
        (b"{}", "keys"),
        (b"\xff", "utf-8"),
        (b"[" * 100_000, "recursion"),
    ],
)
def test_what_is_no_key_set_is_refused_whole(content: bytes, told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        read_key_set("set", content)
