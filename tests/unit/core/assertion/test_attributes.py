import pytest

from builders.assertion import request
from builders.sd_jwt import ISSUER, SCENE
from eidgate.core.assertion.attributes import AttributeSource, digest_of_assertion, read_again
from eidgate.core.terms import Masked
from eidgate.simulator.citizen import AN

SOURCES = [
    AttributeSource(attribute="full_name", claim="full_name"),
    AttributeSource(attribute="sex", claim="sex"),
    AttributeSource(attribute="document_expires_on", claim="document_expires_on"),
]


@pytest.mark.parametrize(
    "text", [SCENE.sound, ISSUER.identity_provider.issue(AN, request())], ids=["sd-jwt", "jwt"]
)
def test_reads_the_same_from_the_same_assertion_at_any_time(text: str) -> None:
    assertion = Masked(text)

    found = read_again(assertion, SOURCES, digest=digest_of_assertion(assertion))

    assert found == {
        "full_name": Masked(AN.full_name),
        "sex": Masked("female"),
        "document_expires_on": Masked("2030-02-14"),
    }


def test_reads_nothing_from_another_assertion() -> None:
    with pytest.raises(ValueError, match="not the assertion"):
        read_again(Masked(SCENE.sound), SOURCES, digest=digest_of_assertion(Masked("another")))


def test_the_sex_is_told_in_our_words() -> None:
    jws = ISSUER.identity_provider.key.compact({"alg": "ES256"}, {"giới tính": "Nam"})
    source = AttributeSource(attribute="sex", claim="giới tính")

    assert read_again(Masked(jws), [source], digest=digest_of_assertion(Masked(jws))) == {
        "sex": Masked("male")
    }
