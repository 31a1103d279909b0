"""The service's story over the wire, on both engines: what callers are answered, what operators see of it."""

import re

import pytest

from builders.desk import Desk, because, judged, new_id, outcome
from builders.running import Running
from builders.supervised import eventually
from eidgate.client import CallRefusedError, check_receipt, read_receipt_keys, should_proceed
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.regulation.terms import Form
from eidgate.core.terms import TransactionKind
from eidgate.rpc.wire import requests
from eidgate.simulator.identity_provider import IdentityProvider, Levels
from eidgate.simulator.world import OTHER_BANK, SHOP
from eidgate.v1 import binding_service_pb2 as binding
from eidgate.v1 import common_pb2, decision_pb2
from eidgate.v1 import verification_service_pb2 as pb

pytest_plugins = ("builders.store_fixtures",)

ADVANCED = (Form.SOFT_OTP_ADVANCED,)


OTHER_TAXPAYER, FIRM = "079299000001", "0100000000"


@pytest.fixture
def desk(on_each_store: Running) -> Desk:
    return on_each_store.desk()


def refused(error: pytest.ExceptionInfo[CallRefusedError]) -> tuple[str, str]:
    return error.value.code.name, error.value.reason


def moved(before: dict[str, float], after: dict[str, float], *families: str) -> dict[str, float]:
    change = {name: value - before.get(name, 0.0) for name, value in after.items()}
    return {name: by for name, by in change.items() if by and name.startswith(families)}


def decisions(transaction_class: str, kind: str, result: str) -> str:
    return f'eidgate_decisions_total{{class="{transaction_class}",kind="{kind}",outcome="{result}"}}'


# --- a customer's day ---------------------------------------------------------------------------------------


def test_a_day_of_a_customer_is_answered_counted_and_logged(on_each_store: Running, desk: Desk) -> None:
    before = on_each_store.metrics()
    day = [desk.pay() for _ in range(5)]
    assert [judged(one) for one in day] == [("ALLOW", "B")] * 5
    assert [one.regulation.day_total for one in day] == [n * 4_000_000 for n in range(5)]

    sixth = desk.pay()
    assert judged(sixth) == ("STEP_UP", "C")
    assert because(sixth) == {"ASSERTION_MISSING", "CONSENT_NOT_PROVEN", "FORMS_MISSING"}
    assert list(sixth.regulation.missing) == [common_pb2.CONFIRMATION_FORM_FACE_MATCH]
    assertion = desk.answer(sixth.step_up.challenge)
    confirmed = desk.pay(assertion=assertion)
    assert judged(confirmed) == ("ALLOW", "C")
    assert confirmed.verification.transaction_binding == decision_pb2.TRANSACTION_BINDING_SIGNED
    assert confirmed.verification.subject_id == desk.customer.citizen.subject_id

    again = desk.pay()
    assert (judged(again), again.regulation.day_total_since_strong) == (("ALLOW", "B"), 0)
    large = desk.pay(600_000_000)
    assert judged(large) == ("STEP_UP", "D")
    paid = desk.pay(600_000_000, ADVANCED, desk.answer(large.step_up.challenge))
    assert judged(paid) == ("ALLOW", "D")

    answered = [*day, sixth, confirmed, again, large, paid]
    after = on_each_store.metrics()
    assert moved(before, after, "eidgate_decisions_total") == {
        decisions("B", "transfer_other", "ALLOW"): 6,
        decisions("C", "transfer_other", "STEP_UP"): 1,
        decisions("C", "transfer_other", "ALLOW"): 1,
        decisions("D", "transfer_other", "STEP_UP"): 1,
        decisions("D", "transfer_other", "ALLOW"): 1,
    }
    reasons = moved(before, after, "eidgate_decision_reasons_total")
    assert reasons['eidgate_decision_reasons_total{reason="FORMS_MISSING"}'] == 2
    method = "eidgate.v1.VerificationService/VerifyTransaction"
    assert moved(before, after, "eidgate_rpc_requests_total")[
        f'eidgate_rpc_requests_total{{code="OK",method="{method}"}}'
    ] == len(answered)
    eventually(lambda: {one.name for one in answered} <= on_each_store.decision_lines().keys())
    lines = on_each_store.decision_lines()
    for one in answered:
        line = lines[one.name]
        assert (line["outcome"], line["transaction_class"]) == judged(one)
        assert line["reasons"] == [finding.reason for finding in one.findings]
        assert (line["relying_party"], line["method"]) == ("bank-one", "VerifyTransaction")
        assert (line["policy_version"], line["replayed"]) == (one.policy_version, False)


def test_thieves_are_denied_and_counted(on_each_store: Running, desk: Desk) -> None:
    before = on_each_store.metrics()
    signed = desk.sign(2_000_000)
    changed = desk.pay(20_000_000, assertion=signed)
    assert (outcome(changed), because(changed)) == ("DENY", {"TRANSACTION_MISMATCH"})
    assert (changed.verification.verified, changed.verification.step) == (False, 10)

    assert judged(desk.pay(2_000_000, assertion=signed)) == ("ALLOW", "B")
    replayed = desk.pay(2_000_000, assertion=signed)
    assert (outcome(replayed), because(replayed)) == ("DENY", {"JTI_REPLAYED", "NONCE_REUSED"})

    stranger = on_each_store.desk(bound=False).customer.citizen
    others = desk.pay(assertion=desk.sign(citizen=stranger))
    assert (outcome(others), because(others)) == ("DENY", {"SUBJECT_MISMATCH"})

    forger = IdentityProvider(-1, issuer=desk.identity_provider.issuer)
    asked = pb.CreateChallengeRequest(transaction=desk.transaction())
    forged = desk.answer(desk.client.create_challenge(asked).challenge, provider=forger)
    denied = desk.pay(assertion=forged)
    assert (outcome(denied), because(denied)) == ("DENY", {"ISSUER_KEY_UNKNOWN"})

    after = on_each_store.metrics()
    assert moved(before, after, "eidgate_replays_refused_total") == {
        'eidgate_replays_refused_total{kind="assertion"}': 1,
        'eidgate_replays_refused_total{kind="nonce"}': 1,
    }
    verdicts = moved(before, after, "eidgate_assertions_total")
    assert verdicts['eidgate_assertions_total{verdict="ISSUER_KEY_UNKNOWN"}'] == 1
    assert verdicts['eidgate_assertions_total{verdict="TRANSACTION_MISMATCH"}'] == 1
    assert desk.day_total() == 2_000_000


def test_an_account_that_is_bound_to_nobody(on_each_store: Running) -> None:
    desk = on_each_store.desk(bound=False)
    small, large = desk.pay(), desk.pay(30_000_000)
    assert judged(small) == ("STEP_UP", "B")
    assert "BINDING_MISSING" in because(small)
    assert (judged(large), because(large)) == (("DENY", "C"), {"BINDING_MISSING"})


def test_a_shop_checks_its_buyer_without_money(on_each_store: Running) -> None:
    shop = on_each_store.desk(SHOP, bound=False)
    before = on_each_store.metrics()
    challenge = shop.client.create_challenge(pb.CreateChallengeRequest())
    assert challenge.audience == SHOP.audience
    shown = shop.answer(challenge.challenge, binding=TransactionBinding.CHALLENGED)
    request = pb.VerifyAssertionRequest(
        request_id=new_id(), assertion=common_pb2.Assertion(jwt=shown), challenge=challenge.challenge.nonce
    )
    answered = shop.client.verify_assertion(request).response
    assert (outcome(answered.decision), answered.adulthood) == ("ALLOW", pb.ADULTHOOD_ADULT)
    assert not answered.decision.HasField("regulation")
    again = shop.client.verify_assertion(request)
    assert (again.replayed, again.response) == (True, answered)
    assert moved(before, on_each_store.metrics(), "eidgate_decisions") == {
        decisions("none", "identity", "ALLOW"): 1,
        "eidgate_decisions_repeated_total": 1,
    }


def test_a_platform_checks_that_its_seller_is_the_registered_taxpayer(on_each_store: Running) -> None:
    """The simulator's provider speaks of people: a person's code is their number, a firm's is not told."""
    shop = on_each_store.desk(SHOP, bound=False)
    own = shop.customer.citizen.personal_number
    for code, expected in (
        (own, set()),
        (OTHER_TAXPAYER, {"TAX_CODE_MISMATCH"}),
        (FIRM, {"TAX_CODE_UNKNOWN"}),
    ):
        challenge = shop.client.create_challenge(pb.CreateChallengeRequest()).challenge
        request = pb.VerifyAssertionRequest(
            request_id=new_id(),
            assertion=common_pb2.Assertion(jwt=shop.answer(challenge, binding=TransactionBinding.CHALLENGED)),
            challenge=challenge.nonce,
            expected_tax_code=code,
        )
        decision = shop.client.verify_assertion(request).response.decision
        assert because(decision) == expected


def test_a_retry_gets_the_same_bytes_with_a_receipt_that_holds(on_each_store: Running, desk: Desk) -> None:
    request = desk.request(assertion=desk.sign())
    first, again = desk.ask(request), desk.ask(request)
    assert (first.replayed, again.replayed) == (False, True)
    assert first.response.SerializeToString() == again.response.SerializeToString()
    keys = read_receipt_keys(on_each_store.installation.receipt_keys)
    assert check_receipt(again.response.decision, keys)
    assert should_proceed(again.response.decision)
    request.transaction.amount.units += 1
    with pytest.raises(CallRefusedError) as error:
        desk.ask(request)
    assert refused(error) == ("ALREADY_EXISTS", "REQUEST_ID_REUSED")
    assert desk.day_total() == 4_000_000


def test_a_dry_run_counts_and_records_nothing(desk: Desk) -> None:
    signed = desk.sign()
    request = desk.request(assertion=signed, validate_only=True)
    dry = desk.ask(request).response.decision
    assert (judged(dry), dry.HasField("receipt"), should_proceed(dry)) == (("ALLOW", "B"), False, False)
    with pytest.raises(CallRefusedError) as error:
        desk.client.get_decision(pb.GetDecisionRequest(name=dry.name))
    assert refused(error) == ("NOT_FOUND", "NOT_FOUND")
    assert judged(desk.pay(assertion=signed)) == ("ALLOW", "B")


# --- the other methods --------------------------------------------------------------------------------------


def test_a_batch_answers_each_item_on_its_own_in_order(desk: Desk) -> None:
    items = [desk.request() for _ in range(6)]
    spoilt = desk.request(transaction=desk.transaction(-1), correlation_id="no spaces")
    elsewhere = desk.request()
    elsewhere.transaction.payer.institution = OTHER_BANK.institution
    batch = pb.BatchVerifyTransactionsRequest(requests=[spoilt, *items, elsewhere, items[0]])
    results = desk.client.batch_verify_transactions(batch).results
    assert [one.WhichOneof("result") for one in results] == [
        "status",
        *["decision"] * 6,
        "status",
        "decision",
    ]
    assert [judged(one.decision) for one in results[1:7]] == [("ALLOW", "B")] * 5 + [("STEP_UP", "C")]
    assert (results[-1].replayed, results[-1].decision) == (True, results[1].decision)
    assert (results[0].status.code, results[7].status.code) == (3, 7)
    listed = next(one for one in results[0].status.details if one.TypeName() == "google.rpc.BadRequest")
    for path in (b"transaction.amount", b"correlation_id"):
        assert path in listed.value


def test_decisions_are_read_back_as_they_were_answered(desk: Desk) -> None:
    made = [desk.ask(desk.request(10_000)).response.decision for _ in range(3)]
    for one in made:
        assert desk.client.get_decision(pb.GetDecisionRequest(name=one.name)).decision == one


def test_pages_of_decisions_give_each_once(on_each_store: Running) -> None:
    desk = on_each_store.desk(OTHER_BANK)
    made = [desk.pay(10_000) for _ in range(5)]
    found: list[decision_pb2.Decision] = []
    token = ""
    while True:
        page = desk.client.list_decisions(pb.ListDecisionsRequest(page_size=2, page_token=token))
        assert len(page.decisions) <= 2
        found += page.decisions
        token = page.next_page_token
        if not token:
            break
    assert found[-5:] == made
    assert len({one.name for one in found}) == len(found)


def test_a_cancelled_payment_stops_counting(desk: Desk) -> None:
    first, second = desk.pay(), desk.pay()
    report = desk.report(first.name, pb.REPORTED_OUTCOME_CANCELLED, note="gave up")
    told = desk.client.report_outcome(report).response
    assert (told.decision, told.outcome) == (first.name, pb.REPORTED_OUTCOME_CANCELLED)
    assert desk.client.report_outcome(report).response == told
    assert desk.day_total() == 4_000_000
    desk.client.report_outcome(desk.report(second.name, pb.REPORTED_OUTCOME_COMPLETED))
    with pytest.raises(CallRefusedError) as error:
        desk.client.report_outcome(desk.report(second.name, pb.REPORTED_OUTCOME_CANCELLED))
    assert refused(error) == ("FAILED_PRECONDITION", "ILLEGAL_STATE")
    assert desk.day_total() == 4_000_000


def test_bindings_are_made_read_listed_and_revoked(on_each_store: Running) -> None:
    desk = on_each_store.desk(bound=False)
    request = desk.binding_request()
    made = desk.client.create_binding(request).response.binding
    assert (made.state, made.etag) == (binding.BINDING_STATE_CONFIRMED, "v1")
    assert desk.client.create_binding(request).response.binding == made
    assert desk.client.get_binding(binding.GetBindingRequest(name=made.name)).binding == made
    of_account = binding.ListBindingsRequest(instrument=made.instrument)
    assert list(desk.client.list_bindings(of_account).bindings) == [made]

    end = binding.RevokeBindingRequest(request_id=new_id(), name=made.name, etag="v2", reason="closed")
    with pytest.raises(CallRefusedError) as error:
        desk.client.revoke_binding(end)
    assert refused(error) == ("ABORTED", "ETAG_MISMATCH")
    end.etag = made.etag
    ended = desk.client.revoke_binding(end).response.binding
    assert (ended.state, ended.etag, ended.reason) == (binding.BINDING_STATE_REVOKED, "v2", "closed")
    assert desk.client.revoke_binding(end).response.binding == ended
    denied = desk.pay()
    assert (outcome(denied), because(denied)) == ("DENY", {"BINDING_REVOKED"})


def test_why_a_binding_is_refused_is_told_with_reason_and_step(on_each_store: Running) -> None:
    desk = on_each_store.desk(bound=False)
    weak = desk.binding_request(desk.identify(Levels(account=1, authentication=3)))
    with pytest.raises(CallRefusedError) as error:
        desk.client.create_binding(weak)
    assert refused(error) == ("FAILED_PRECONDITION", "ASSERTION_REFUSED")
    assert error.value.metadata == {"reason": "ASSURANCE_TOO_LOW", "step": "11"}

    shown = desk.identify()
    desk.client.create_binding(desk.binding_request(shown))
    other = on_each_store.desk(bound=False)
    with pytest.raises(CallRefusedError) as error:
        other.client.create_binding(other.binding_request(shown))
    assert refused(error) == ("FAILED_PRECONDITION", "ASSERTION_REFUSED")
    assert error.value.metadata == {"reason": "JTI_REPLAYED", "step": "14"}
    with pytest.raises(CallRefusedError) as error:
        desk.client.create_binding(desk.binding_request())
    assert refused(error) == ("ALREADY_EXISTS", "ALREADY_EXISTS")


def test_nobody_sees_or_moves_what_is_anothers(on_each_store: Running, desk: Desk) -> None:
    other, shop = on_each_store.client(OTHER_BANK), on_each_store.client(SHOP)
    decision = desk.pay()
    [made] = desk.client.list_bindings(
        binding.ListBindingsRequest(instrument=requests.instrument_message(desk.customer.account))
    ).bindings
    acts = {
        "NOT_FOUND": [
            lambda: other.get_decision(pb.GetDecisionRequest(name=decision.name)),
            lambda: shop.get_decision(pb.GetDecisionRequest(name=decision.name)),
            lambda: other.report_outcome(desk.report(decision.name, pb.REPORTED_OUTCOME_CANCELLED)),
            lambda: other.get_binding(binding.GetBindingRequest(name=made.name)),
            lambda: other.revoke_binding(
                binding.RevokeBindingRequest(request_id=new_id(), name=made.name, etag="v1", reason="x")
            ),
        ],
        "NOT_PERMITTED": [
            lambda: other.verify_transaction(desk.request()),
            lambda: shop.verify_transaction(desk.request()),
            lambda: other.create_challenge(pb.CreateChallengeRequest(transaction=desk.transaction())),
            lambda: other.create_binding(desk.binding_request()),
            lambda: shop.list_bindings(binding.ListBindingsRequest()),
        ],
    }
    for reason, calls in acts.items():
        for call in calls:
            with pytest.raises(CallRefusedError) as error:
                call()
            assert error.value.reason == reason
    assert desk.day_total() == 4_000_000


# --- what must never be seen --------------------------------------------------------------------------------


def test_no_log_line_and_no_metric_holds_a_personal_value(on_each_store: Running, desk: Desk) -> None:
    signed = desk.sign()
    for request in (desk.request(assertion=signed), desk.request(assertion=signed)):
        desk.ask(request)
    kind = TransactionKind.LOGIN
    last = desk.pay(transaction=desk.transaction(0, kind=kind, payee=None), forms=())
    spoilt = desk.request(correlation_id=desk.customer.citizen.full_name)
    with pytest.raises(CallRefusedError) as error:
        desk.ask(spoilt)
    told = repr(error.value) + repr(error.value.violations)
    eventually(lambda: last.name in on_each_store.decision_lines())
    log, metrics = on_each_store.log_path.read_text(), on_each_store.page("/metrics")[1]
    for secret in (*desk.secrets, signed, *signed.split(".")):
        assert secret not in log
        assert secret not in metrics
        assert secret not in told
    assert not re.search(r"eyJ[\w-]{8,}", log), "something that looks like a JWS"
