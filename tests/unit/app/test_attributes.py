"""What an identity check answers of a person: by purpose and role, the same at a retry, in no record."""

import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from builders.credential_service import CredentialScene, credential_scene
from eidgate.core.errors import NotPermittedError
from eidgate.core.relying_party import RelyingParty
from eidgate.simulator.citizen import AN, Citizen
from eidgate.simulator.credential_wallet import wallet_with_credential
from eidgate.simulator.identity_provider import AuthenticationRequest, Levels
from eidgate.simulator.world import BANK, OPERATOR, SHOP, WALLET
from eidgate.v1 import common_pb2, decision_pb2
from eidgate.v1 import verification_service_pb2 as pb

EVERYTHING = {
    "full_name": AN.full_name,
    "birth_date": "1990-02-14",
    "sex": "female",
    "personal_number": AN.personal_number,
    "document_number": AN.document_number,
    "document_expires_on": "2030-02-14",
}
OPENING, BUYING, SIM = (
    pb.PURPOSE_ACCOUNT_OPENING,
    pb.PURPOSE_BUYER_CHECK,
    pb.PURPOSE_SIM_REGISTRATION,
)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[CredentialScene]:
    with credential_scene(tmp_path) as opened:
        yield opened


def presented(
    scene: CredentialScene,
    caller: RelyingParty,
    *,
    disclose: Collection[str] | None = None,
    levels: Levels | None = None,
    citizen: Citizen = AN,
) -> common_pb2.Assertion:
    challenge = scene.call("CreateChallenge", pb.CreateChallengeRequest(), caller).challenge
    asked = AuthenticationRequest(
        audience=caller.audience, at=scene.clock.now(), nonce=challenge.nonce, levels=levels or Levels()
    )
    wallet = wallet_with_credential(scene.issuer, citizen, asked)
    return common_pb2.Assertion(sd_jwt=wallet.answer(asked, disclose=disclose))


def check(
    assertion: common_pb2.Assertion, purpose: Any = OPENING, *, number: int = 1, **fields: Any
) -> pb.VerifyAssertionRequest:
    return pb.VerifyAssertionRequest(
        request_id=str(UUID(int=number)), assertion=assertion, purpose=purpose, **fields
    )


def told(response: pb.VerifyAssertionResponse) -> dict[str, str]:
    return {field.name: value for field, value in response.attributes.ListFields()}


@pytest.mark.parametrize(
    ("caller", "purpose", "names"),
    [
        (BANK, OPENING, set(EVERYTHING)),
        (WALLET, OPENING, set(EVERYTHING)),
        (OPERATOR, SIM, set(EVERYTHING) - {"sex"}),
        (SHOP, BUYING, set()),
        (BANK, BUYING, set()),
        (BANK, pb.PURPOSE_UNSPECIFIED, set()),
    ],
)
def test_tells_what_the_purpose_allows_and_nothing_more(
    scene: CredentialScene, caller: RelyingParty, purpose: Any, names: set[str]
) -> None:
    answer = scene.call("VerifyAssertion", check(presented(scene, caller), purpose), caller)

    assert answer.decision.outcome == decision_pb2.OUTCOME_ALLOW
    assert answer.adulthood == pb.ADULTHOOD_ADULT
    assert told(answer) == {name: EVERYTHING[name] for name in names}
    assert answer.HasField("attributes") == bool(names)


@pytest.mark.parametrize(("caller", "purpose"), [(SHOP, OPENING), (BANK, SIM), (OPERATOR, OPENING)])
def test_a_purpose_of_another_role_is_not_permitted(
    scene: CredentialScene, caller: RelyingParty, purpose: Any
) -> None:
    with pytest.raises(NotPermittedError, match="purpose"):
        scene.call("VerifyAssertion", check(presented(scene, caller), purpose), caller)


def test_tells_nothing_that_was_not_disclosed(scene: CredentialScene) -> None:
    assertion = presented(scene, BANK, disclose=["full_name", "birth_date"])

    answer = scene.call("VerifyAssertion", check(assertion), BANK)

    assert told(answer) == {"full_name": AN.full_name, "birth_date": "1990-02-14"}


def test_tells_nothing_of_somebody_whom_the_caller_may_not_act_on(scene: CredentialScene) -> None:
    weak = presented(scene, BANK, levels=Levels(account=1, authentication=1))

    answer = scene.call("VerifyAssertion", check(weak), BANK)

    assert answer.decision.outcome == decision_pb2.OUTCOME_STEP_UP
    assert not answer.HasField("attributes")
    assert answer.adulthood == pb.ADULTHOOD_UNKNOWN


def test_tells_nothing_when_an_assertion_is_used_again(scene: CredentialScene) -> None:
    assertion = presented(scene, BANK)
    scene.call("VerifyAssertion", check(assertion), BANK)

    answer = scene.call("VerifyAssertion", check(assertion, number=2), BANK)

    assert [finding.reason for finding in answer.decision.findings][:1] == ["JTI_REPLAYED"]
    assert not answer.HasField("attributes")
    assert answer.adulthood == pb.ADULTHOOD_UNKNOWN


@pytest.mark.parametrize(
    ("caller", "purpose", "told_of"),
    [(SHOP, BUYING, set()), (BANK, BUYING, set()), (BANK, OPENING, {"DOCUMENT_EXPIRES_SOON"})],
)
def test_no_finding_gives_away_what_the_purpose_does_not_allow(
    scene: CredentialScene, caller: RelyingParty, purpose: Any, told_of: set[str]
) -> None:
    """Neither in the answer nor when the decision is looked up."""
    soon = replace(AN, document_expires_on=scene.clock.now().date())
    answer = scene.call("VerifyAssertion", check(presented(scene, caller, citizen=soon), purpose), caller)
    again = scene.call("GetDecision", pb.GetDecisionRequest(name=answer.decision.name), caller)

    assert answer.adulthood == pb.ADULTHOOD_ADULT
    assert {finding.reason for finding in answer.decision.findings} == told_of
    assert again.decision == answer.decision


def test_a_dry_run_tells_nothing(scene: CredentialScene) -> None:
    answer = scene.call("VerifyAssertion", check(presented(scene, BANK), validate_only=True), BANK)

    assert answer.decision.outcome == decision_pb2.OUTCOME_ALLOW
    assert not answer.HasField("attributes")


def test_a_retry_gets_the_same_bytes_whatever_has_happened_since(scene: CredentialScene) -> None:
    request = check(presented(scene, BANK))
    first = scene.call("VerifyAssertion", request, BANK)

    scene.clock.at += timedelta(hours=3)
    entry = scene.issuer.configuration()
    entry["claims"] = {"full_name": "name_of_another_claim"}
    scene.trust_path.write_text(json.dumps({"issuers": [entry]}))
    assert scene.trust.refresh()
    retry = scene.call("VerifyAssertion", request, BANK)

    assert told(first) == EVERYTHING
    assert retry.SerializeToString(deterministic=True) == first.SerializeToString(deterministic=True)


def test_the_record_keeps_names_and_no_values(scene: CredentialScene) -> None:
    answer = scene.call("VerifyAssertion", check(presented(scene, BANK)), BANK)

    found = scene.service.ledger.find(BANK.relying_party_id, answer.decision.name)
    assert found is not None
    names = {source["attribute"] for source in json.loads(found)["disclosed"]}
    assert names == set(EVERYTHING)
    for value in (AN.full_name, AN.personal_number, "1990-02-14"):
        assert value not in found.decode()


def test_values_are_not_printed(scene: CredentialScene) -> None:
    """Every field is marked, so that a debugger's dump of the message shows none of them."""
    fields = pb.Attributes.DESCRIPTOR.fields

    assert {field.name for field in fields} == set(EVERYTHING)
    assert all(field.GetOptions().debug_redact for field in fields)


def test_the_same_assertion_in_the_other_field_is_another_format(scene: CredentialScene) -> None:
    assertion = presented(scene, BANK)
    jws = scene.issuer.identity_provider.issue(
        AN, AuthenticationRequest(audience=BANK.audience, at=scene.clock.now())
    )

    for number, wrong in enumerate(
        (common_pb2.Assertion(jwt=assertion.sd_jwt), common_pb2.Assertion(sd_jwt=jws)), start=1
    ):
        answer = scene.call("VerifyAssertion", check(wrong, number=number), BANK)

        assert answer.decision.verification.reason == "FORMAT_NOT_ACCEPTED"
        assert answer.decision.outcome == decision_pb2.OUTCOME_DENY
