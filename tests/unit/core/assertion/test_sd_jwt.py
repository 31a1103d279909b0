import pytest

from builders.sd_jwt import SCENE, wallet
from eidgate.core.assertion.limits import (
    MAX_ASSERTION_CHARACTERS,
    MAX_DISCLOSURE_CHARACTERS,
    MAX_DISCLOSURES,
    MAX_KEY_BINDING_CHARACTERS,
    MAX_SD_JWT_CHARACTERS,
    check_disclosure_sizes,
    check_size,
)
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.sd_jwt import parse
from eidgate.core.reasons import Reason

ISSUED = wallet().credential.issued


def refusal(compact: str) -> Reason:
    with pytest.raises(RejectionError) as caught:
        parse(compact)
    return caught.value.reason


def test_takes_a_presentation_apart() -> None:
    sound = SCENE.sound
    found = parse(sound)

    assert found.issued.decode() == sound.partition("~")[0]
    assert found.header.media_type == "dc+sd-jwt"
    assert len(found.disclosures) == len(SCENE.disclosures)
    assert found.key_binding is not None
    assert found.key_binding.header.media_type == "kb+jwt"
    assert found.presented.decode() + sound.rpartition("~")[2] == sound


@pytest.mark.parametrize("disclosures", [[], ["WyJhIl0"]])
def test_a_tilde_at_the_end_means_no_key_binding(disclosures: list[str]) -> None:
    found = parse("~".join([ISSUED, *disclosures, ""]))

    assert found.key_binding is None
    assert found.disclosures == tuple(text.encode() for text in disclosures)


@pytest.mark.parametrize("shown", ["~", "~~", f"{ISSUED}~~", f"{ISSUED}~x", f"{ISSUED}~ế~", "~a.b.c"])
def test_what_has_another_shape_is_malformed(shown: str) -> None:
    assert refusal(shown) is Reason.ASSERTION_MALFORMED


@pytest.mark.parametrize(
    ("issued", "disclosures", "key_binding"),
    [
        (b"x" * (MAX_ASSERTION_CHARACTERS + 1), [], b""),
        (b"x", [b"x", b"x" * (MAX_DISCLOSURE_CHARACTERS + 1)], b""),
        (b"x", [], b"x" * (MAX_KEY_BINDING_CHARACTERS + 1)),
    ],
)
def test_each_part_has_a_budget(issued: bytes, disclosures: list[bytes], key_binding: bytes) -> None:
    with pytest.raises(RejectionError) as caught:
        check_disclosure_sizes(issued, disclosures, key_binding, together=sum(map(len, disclosures)))
    assert caught.value.reason is Reason.ASSERTION_TOO_LARGE


def test_too_many_disclosures_are_counted_before_they_are_looked_at() -> None:
    assert refusal("~" * (MAX_DISCLOSURES + 2)) is Reason.ASSERTION_TOO_LARGE
    assert refusal("~" * (MAX_DISCLOSURES + 1)) is Reason.ASSERTION_MALFORMED


def test_each_part_may_use_its_budget() -> None:
    check_disclosure_sizes(
        b"x" * MAX_ASSERTION_CHARACTERS,
        [b"x" * MAX_DISCLOSURE_CHARACTERS] * MAX_DISCLOSURES,
        b"x" * MAX_KEY_BINDING_CHARACTERS,
        together=MAX_DISCLOSURE_CHARACTERS * MAX_DISCLOSURES,
    )


def test_only_an_sd_jwt_may_be_larger_than_a_compact_jws() -> None:
    check_size("~" * MAX_SD_JWT_CHARACTERS)
    for compact in ("x" * (MAX_ASSERTION_CHARACTERS + 1), "~" * (MAX_SD_JWT_CHARACTERS + 1)):
        with pytest.raises(RejectionError) as caught:
            check_size(compact)
        assert caught.value.reason is Reason.ASSERTION_TOO_LARGE
