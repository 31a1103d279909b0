"""Weighing inside the ledger's unit: complete the facts, decide, make the record.

`Weighing` is pure: all randomness is drawn and all verification done before the unit begins, so the ledger
may run it again after a serialization failure.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from eidgate.app.stopped_payments import stopped_payment_alerts
from eidgate.core.assertion.attributes import AttributeSource
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.regulation.terms import Earlier
from eidgate.core.regulation.versions import Regulation
from eidgate.core.risk.decide import decide, entry
from eidgate.core.risk.decision import Decision
from eidgate.core.risk.facts import (
    NO_NAME,
    NO_SIM,
    AssertionFacts,
    BindingFacts,
    Facts,
    PayeeNameFacts,
    SimFacts,
)
from eidgate.core.risk.number_standing import payer_number
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.parties import Concerned, against, asked
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.record import DecisionRecord, GivenChallenge
from eidgate.core.risk.signals.device import device_used
from eidgate.core.risk.sim_standing import sim_service
from eidgate.core.shape import replace
from eidgate.core.transparency.canonical import canonical
from eidgate.ports import Entry, LedgerFacts, Weighed

KIND: Final = "kind"
"""The word by which decisions on one kind of transaction are found."""


@dataclass(slots=True, kw_only=True)
class Weighing:
    """One decision waiting for the ledger's facts; `record` is what the last weighing made.

    `facts` lack the assertion's and what the ledger knows: they are made once, whole, and never copied.
    `challenge` mints the fresh challenge that a step-up hands out. `disclosable` is answered only if the
    decision is to go on, so that nobody is named to a caller who may not act on it.
    """

    facts: partial[Facts]
    assertion: AssertionFacts
    policy: Policy
    regulation: Regulation
    beginning: partial[DecisionRecord]
    challenge: Callable[[], GivenChallenge]
    parties: tuple[Concerned, ...] = ()
    disclosable: tuple[AttributeSource, ...] = ()
    record: DecisionRecord | None = None

    def gathered(self, sim: SimFacts = NO_SIM, payee_name: PayeeNameFacts = NO_NAME) -> None:
        """Add what sources outside said, before the unit begins."""
        if sim is not NO_SIM or payee_name is not NO_NAME:
            self.facts = partial(self.facts, sim=sim, payee_name=payee_name)

    def __call__(self, known: LedgerFacts) -> Weighed:
        """Decide with what the ledger knows."""
        facts = complete(self.facts, self.assertion, known, parties=self.parties)
        decision = decide(facts, policy=self.policy, regulation=self.regulation)
        challenge = self.challenge() if decision.outcome is Outcome.STEP_UP else None
        disclosed = self.disclosable if decision.outcome is Outcome.ALLOW else ()
        self.record = self.beginning(facts=facts, decision=decision, challenge=challenge, disclosed=disclosed)
        row = entry(facts, decision)
        return Weighed(
            name=self.record.name,
            record=canonical(self.record),
            outcome=decision.outcome.name,
            index={KIND: facts.transaction.kind} if facts.transaction else {},
            entry=_entry(facts, row) if _leaves_a_row(facts, decision) else None,
            alerts=stopped_payment_alerts(self.record.name, decision.outcome, facts, self.parties),
        )


def _entry(facts: Facts, row: Earlier | None) -> Entry:
    transaction = facts.transaction
    kept = transaction is not None and facts.provider == transaction.payer.institution
    return Entry(earlier=row, device=device_used(facts), credits=kept)


def _leaves_a_row(facts: Facts, decision: Decision) -> bool:
    """Whatever is allowed on an account leaves a row: its amount counts, its device is the last one."""
    return decision.outcome is Outcome.ALLOW and facts.transaction is not None


def complete(
    facts: partial[Facts],
    assertion: AssertionFacts,
    known: LedgerFacts,
    *,
    parties: tuple[Concerned, ...] = (),
) -> Facts:
    """Make the facts whole with what the ledger knew at this moment."""
    binding = known.payer_binding
    if known.assertion_used or known.nonce_used:
        assertion = replace(assertion, used_before=known.assertion_used, nonce_used_before=known.nonce_used)
    payer = binding_facts(binding)
    return facts(
        assertion=assertion,
        payer_binding=payer,
        payee_binding=binding_facts(known.payee_binding),
        earlier=known.earlier,
        history=known.history,
        standings=against(parties, known.standings),
        sim_service=sim_service(parties, known.standings, facts.keywords["at"]),
        number=payer_number(parties, known.standings, payer),
        asked=asked(parties),
        known_device=known.last_device or (binding.device if binding and binding.active else ""),
    )


def binding_facts(binding: Binding | None) -> BindingFacts | None:
    """Return what a decision may know of a binding."""
    if binding is None:
        return None
    return BindingFacts(
        name=binding.name,
        issuer=binding.issuer,
        subject_id=binding.subject_id,
        active=binding.active,
        version=binding.version,
        state=binding.state,
        confirmed_at=binding.confirmed_at,
    )
