"""Replaying a record reproduces its decision: for every record of any run of the service."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from builders.law_examples import law_examples
from builders.service import ADVANCED, NOON, OTP, Scene, scene_in
from builders.trials import trial
from eidgate.app.answer import Answer
from eidgate.app.report_outcome import ReportOutcome, report_outcome
from eidgate.core.regulation.terms import Form
from eidgate.core.risk.outcome_reports import OutcomeKind
from eidgate.core.risk.record import replay
from eidgate.core.shape import replace
from eidgate.core.terms import Masked, TransactionKind
from eidgate.core.transaction import Compromise, Context, SessionSign, SocialAccount
from eidgate.ports import OutcomeReport
from eidgate.simulator.world import BANK, RELYING_PARTIES, SHOP

AMOUNTS = st.sampled_from([1, 4_000_000, 9_999_999, 10_000_000, 16_000_001, 60_000_000, 600_000_000])
FORMS = st.sampled_from([(), OTP, ADVANCED, (Form.FACE_MATCH, Form.SMS_OTP), (Form.PIN,)])
ASSERTIONS = st.sampled_from(["none", "signed", "stranger's", "again", "forged", "other amount"])
SEEN = Context(
    device="another",
    phone=Masked("+84900000001"),
    site=Masked("shop.example/a"),
    social_account=SocialAccount(platform="zalo", account_id="7001"),
    signs=(SessionSign.CALL_IN_PROGRESS,),
    inspected=True,
    ip_country="VN",
    session_started_at=NOON,
)
CONTEXTS = st.sampled_from(
    [
        None,
        Context(),
        Context(device="another"),
        Context(new_device=True, compromises=(Compromise.ROOTED,)),
        SEEN,
    ]
)
KINDS = st.sampled_from(
    [TransactionKind.TRANSFER_OTHER, TransactionKind.GOODS_AND_SERVICES, TransactionKind.LIMIT_CHANGE]
)
PAYMENTS = st.tuples(st.just("pay"), AMOUNTS, FORMS, ASSERTIONS, CONTEXTS, KINDS)
OTHERS = st.sampled_from([("wait", 4), ("wait", 3_600 * 9), ("bind",), ("cancel",), ("meet",)])


@settings(max_examples=law_examples(60), deadline=None)
@given(st.booleans(), st.lists(PAYMENTS | OTHERS, min_size=1, max_size=12))
def test_every_stored_record_decides_the_same_again(bound: bool, acts: list[tuple[object, ...]]) -> None:  # noqa: FBT001 (drawn)
    with TemporaryDirectory() as folder, scene_in(Path(folder)) as scene:
        if bound:
            scene.bind()
        run = _Run(scene)
        for name, *arguments in acts:
            getattr(run, str(name))(*arguments)
        records = [record for party in RELYING_PARTIES for record in scene.records(party)]
        assert {one.record.name for one in run.answers} == {record.name for record in records}
        for record in records:
            policy = scene.service.policies.past(record.decision.policy_digest)
            regulation = scene.service.regulation
            assert policy is not None
            assert replay(record, policy=policy, regulation=regulation) == record.decision
            assert record.decision.policy_digest == policy.digest
        for candidate in (None, scene.service.policies.current(BANK.role, NOON)):
            tally = trial(scene, candidate)
            assert (tally.tried, tally.changed) == (len(records), 0)


class _Run:
    """Acts of a bank and a shop, in any order."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.answers, self.last = scene, list[Answer](), ""

    def pay(
        self,
        amount: int,
        forms: tuple[Form, ...],
        assertion: str,
        context: Context | None,
        kind: TransactionKind,
    ) -> None:
        amount = amount if kind.moves_money else 0
        command = self.scene.payment(amount, forms, self._assertion(assertion, amount, kind), kind=kind)
        command = replace(command, context=context or command.context, client_time=NOON)
        self.answers.append(self.scene.ask(command))

    def wait(self, seconds: float) -> None:
        self.scene.clock.wait(seconds=seconds)
        self.scene.service.trust.refresh()  # what the background thread does: keys do not grow old

    def bind(self) -> None:
        self.scene.bind(self.scene.world.customer(int(self.scene.request().request_id[-4:], 16) + 10))

    def cancel(self) -> None:
        if not self.answers:
            return
        record = self.answers[-1].record
        report = OutcomeReport(decision=record.name, kind=OutcomeKind.CANCELLED, at=NOON)
        request = replace(self.scene.request("ReportOutcome"), relying_party=record.relying_party)
        caller = next(one for one in RELYING_PARTIES if one.relying_party_id == record.relying_party)
        report_outcome(ReportOutcome(caller=caller, request=request, report=report), self.scene.service)

    def meet(self) -> None:
        self.answers.append(self.scene.meet(self.scene.identify(caller=SHOP)))

    def _assertion(self, which: str, amount: int, kind: TransactionKind) -> str:
        scene, asked = self.scene, self.scene.transaction(amount, kind=kind)
        match which:
            case "none":
                return ""
            case "again":
                return self.last
            case "forged":
                return scene.forge()
            case "stranger's":
                self.last = scene.sign(asked, scene.stranger.citizen, caller=BANK)
            case "other amount":
                self.last = scene.sign(replace(asked, amount=asked.amount + 1))
            case _:
                self.last = scene.sign(asked)
        return self.last
