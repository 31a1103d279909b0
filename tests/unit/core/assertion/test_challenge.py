from datetime import timedelta

import pytest

from builders.assertion import AT, BANK, KEYRING, NONCE, PAYMENT, nonce_for
from eidgate.core.assertion import base64url, challenge
from eidgate.core.assertion.challenge import Keyring, Tie
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant, RelyingPartyId


def check(
    nonce: str,
    *,
    keyring: Keyring = KEYRING,
    relying_party: str = BANK,
    text: str = PAYMENT,
    at: Instant = AT,
) -> challenge.Challenge:
    return challenge.check(
        nonce, keyring=keyring, relying_party=RelyingPartyId(relying_party), transaction_data=text, at=at
    )


def reason(nonce: str, **changes: object) -> Reason:
    with pytest.raises(RejectionError) as caught:
        check(nonce, **changes)  # type: ignore[arg-type] # forwarded as they are
    return caught.value.reason


def test_a_minted_challenge_is_ours_and_for_this_transaction() -> None:
    found = check(NONCE)

    assert found.tie is Tie.THIS
    assert found.expires_at == AT + timedelta(seconds=200)
    assert len(NONCE) == 74


def test_minting_is_a_function_of_its_inputs() -> None:
    assert nonce_for() == NONCE
    assert nonce_for(expires_at=AT) != NONCE


def test_a_challenge_for_another_transaction_says_so() -> None:
    assert check(NONCE, text=PAYMENT + "x").tie is Tie.OTHER
    assert check(NONCE, text="").tie is Tie.OTHER


def test_a_challenge_for_no_transaction_is_tied_to_none() -> None:
    assert check(nonce_for(""), text="").tie is Tie.NONE
    assert check(nonce_for(""), text=PAYMENT).tie is Tie.NONE


def test_a_challenge_is_good_until_just_before_its_expiry() -> None:
    expiry = AT + timedelta(seconds=200)

    check(NONCE, at=expiry - timedelta(microseconds=1))
    assert reason(NONCE, at=expiry) is Reason.NONCE_EXPIRED


def test_a_challenge_of_another_relying_party_is_unknown() -> None:
    assert reason(NONCE, relying_party="bank-b") is Reason.NONCE_UNKNOWN


@pytest.mark.parametrize("nonce", ["", "x", "é" * 74, NONCE[:-4], NONCE + "AAAA", NONCE + "=", "A" * 74])
def test_what_we_did_not_mint_is_unknown(nonce: str) -> None:
    assert reason(nonce) is Reason.NONCE_UNKNOWN


def test_no_changed_bit_survives() -> None:
    minted = base64url.decode(NONCE.encode())
    for position in range(len(minted) * 8):
        changed = bytearray(minted)
        changed[position // 8] ^= 1 << position % 8

        assert reason(base64url.encode(bytes(changed))) is Reason.NONCE_UNKNOWN


def test_an_earlier_key_stays_good_after_rotation_and_a_dropped_one_does_not() -> None:
    rotated = Keyring(keys={**KEYRING.keys, 8: b"n" * 32}, current=8)
    dropped = Keyring(keys={8: b"n" * 32}, current=8)

    check(NONCE, keyring=rotated)
    assert reason(NONCE, keyring=dropped) is Reason.NONCE_UNKNOWN
    fresh = challenge.mint(rotated, BANK, PAYMENT, AT + timedelta(seconds=9), bytes(16))
    assert base64url.decode(fresh.encode())[1] == 8


@pytest.mark.parametrize(
    ("keys", "current"), [({}, 1), ({1: b"k" * 31}, 1), ({256: b"k" * 32}, 256), ({1: b"k" * 32}, 2)]
)
def test_a_keyring_that_cannot_protect_is_refused(keys: dict[int, bytes], current: int) -> None:
    with pytest.raises(ConfigurationError):
        Keyring(keys=keys, current=current)


def test_a_keyring_does_not_print_its_keys() -> None:
    assert "\\x00\\x01" not in repr(KEYRING)


def test_too_little_randomness_is_refused() -> None:
    with pytest.raises(ValueError, match="random"):
        challenge.mint(KEYRING, BANK, PAYMENT, AT, b"short")


def test_relying_party_and_transaction_cannot_be_shifted_into_each_other() -> None:
    minted = challenge.mint(KEYRING, RelyingPartyId("ab"), "c", AT + timedelta(seconds=9), bytes(16))

    assert check(minted, relying_party="ab", text="c").tie is Tie.THIS
    assert reason(minted, relying_party="a", text="bc") is Reason.NONCE_UNKNOWN
