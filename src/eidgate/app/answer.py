"""The answer: a recorded decision with its receipt, and what the observers may see of it."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from eidgate.app.service import Service
from eidgate.core.errors import SourceUnavailableError
from eidgate.core.reasons import Reason
from eidgate.core.risk import told
from eidgate.core.risk.record import DecisionRecord, read_record
from eidgate.core.terms import Masked
from eidgate.core.transparency.receipt import Receipt, sign
from eidgate.ports import DecisionSeen, Recorded


class Answer(Struct, frozen=True, kw_only=True):
    """A decision as it is answered; `receipt` is None only for a dry run, which recorded nothing.

    `attributes` are a person's, by our names, in the answer to an identity check alone and in no record.
    `signal_times` are nanoseconds by signal, only where they were asked for, and in no record either.
    `asked_by` names the relying party to an auditor; whoever reads its own decision knows.
    """

    record: DecisionRecord
    receipt: Receipt | None
    replayed: bool = False
    attributes: Mapping[str, Masked] = {}  # a struct makes one for each
    signal_times: Mapping[str, int] = {}
    asked_by: str = ""

    @property
    def findings(self) -> Sequence[told.Scored]:
        """What the caller is told of the findings, and what each added to the score."""
        return told.findings(self.record)

    @property
    def adult(self) -> bool | None:
        """Whether the person is of age, as far as the caller is told."""
        return told.adult(self.record)


def answer(recorded: Recorded, fresh: DecisionRecord | None, service: Service) -> Answer:
    """Answer from a durable record; `fresh` spares reading back what was just made."""
    known = fresh is not None and not recorded.replayed
    record = fresh if known and fresh else read_record(recorded.record)
    return Answer(
        record=record, receipt=receipt(record, recorded.record, service), replayed=recorded.replayed
    )


def receipt(record: DecisionRecord, raw: bytes, service: Service) -> Receipt:
    """Sign a record with the key that it names; Ed25519 gives a retry the same bytes.

    Raises:
        SourceUnavailableError: that key is no longer configured.
    """
    key = service.receipt_keys.keys.get(record.receipt_key)
    if key is None:
        raise SourceUnavailableError(f"receipt key {record.receipt_key} is not configured")
    return sign(record.name, raw, key_id=record.receipt_key, key=key)


def observe(answered: Answer, service: Service, *, seconds: float) -> None:
    """Tell the observers: codes and names, nothing personal; and let shadows judge a fresh decision aside."""
    told = seen(answered, seconds=seconds)
    if not answered.replayed:
        _observe_replays(decision_reasons=told.reasons, service=service)
        if service.shadow_judge is not None:
            service.shadow_judge.offer(answered.record)
    service.observer.decided(told)


def seen(answered: Answer, *, seconds: float) -> DecisionSeen:
    """Return what metrics and logs may know of an answer."""
    record, decision, facts = answered.record, answered.record.decision, answered.record.facts
    return DecisionSeen(
        name=record.name,
        relying_party=record.relying_party,
        method=record.method,
        correlation_id=record.correlation_id,
        outcome=decision.outcome.name,
        transaction_class=decision.regulated.transaction_class if decision.regulated else "",
        kind=facts.transaction.kind if facts.transaction else "identity",
        reasons=tuple(finding.reason.value for finding in decision.findings),
        gaps=decision.gaps,
        transaction_binding=facts.assertion.transaction_binding,
        policy_version=decision.policy_version,
        replayed=answered.replayed,
        seconds=seconds,
    )


def _observe_replays(*, decision_reasons: tuple[str, ...], service: Service) -> None:
    if Reason.JTI_REPLAYED in decision_reasons:
        service.observer.replay_refused("assertion")
    if Reason.NONCE_REUSED in decision_reasons:
        service.observer.replay_refused("nonce")
