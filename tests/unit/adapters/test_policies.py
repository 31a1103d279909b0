"""Policies from YAML: what is not said, not known or not allowed is refused with file, line and field."""

import re
from datetime import timedelta
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest

from eidgate.adapters.policies import load_policy, parse_policy
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.policy import Levels
from eidgate.core.terms import TransactionKind

SHIPPED = files("eidgate.data").joinpath("policies", "vn-bank.yaml").read_text(encoding="utf-8")


def changed(old: str, new: str) -> str:
    assert SHIPPED.count(old) == 1, f"the shipped policy holds {old!r} {SHIPPED.count(old)} times"
    return SHIPPED.replace(old, new)


def line_of(text: str, start: str) -> int:
    return next(place for place, line in enumerate(text.splitlines(), 1) if line.lstrip().startswith(start))


def fault(text: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        parse_policy(text.encode(), "own.yaml")
    return str(caught.value)


def test_the_shipped_policy_loads_by_its_name() -> None:
    policy = load_policy("vn-bank")
    assert policy.version == "vn-bank-2026-11"
    assert policy.digest == sha256(SHIPPED.encode()).hexdigest()
    assert policy.outcome(Reason.ASSERTION_MISSING, "B") is Outcome.ALLOW
    assert policy.outcome(Reason.ASSERTION_MISSING, "C") is Outcome.STEP_UP
    assert policy.levels["C"] == Levels(account=2, authentication=3)
    assert policy.consent["D"] is TransactionBinding.SIGNED
    assert policy.judged_as[TransactionKind.LIMIT_CHANGE] == "C"
    assert policy.hold.duration == timedelta(hours=24)
    assert policy.authentication_age == timedelta(minutes=3)


def test_the_signals_are_set_with_units() -> None:
    assert load_policy("vn-bank").parameters.sim.recent_swap == timedelta(hours=72)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("recent_swap: 72h", "recent_swap: 72", "must be a text"),
        ("recent_swap: 72h", "recent_swap: 72 hours", "must be a duration such as 90s, 15m, 72h or 30d"),
        ("recent_swap: 72h", "recent_swap: 0h", "must be a duration such as 90s, 15m, 72h or 30d"),
        ("recent_swap: 72h", "recent_swap: 999999999d", "must be a duration such as 90s, 15m, 72h or 30d"),
        ("recent_swap: 72h", "swap: 72h", "unknown key; known are recent_swap"),
    ],
)
def test_a_parameter_without_its_unit_or_name_is_refused(old: str, new: str, told: str) -> None:
    assert told in fault(changed(old, new))


def test_ones_own_policy_loads_by_its_path(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(changed("version: vn-bank-2026-11", "version: own-1"), encoding="utf-8")
    assert load_policy(str(own)).version == "own-1"


def test_another_byte_is_another_digest() -> None:
    assert parse_policy(f"{SHIPPED}# a remark\n".encode(), "own.yaml").digest != load_policy("vn-bank").digest


@pytest.mark.parametrize("name", ["vn-bnak", "./missing.yaml", "../vn-bank", ""])
def test_refuses_a_policy_that_is_not_there(name: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(f"policy {name}: ")):
        load_policy(name)


@pytest.mark.parametrize(
    ("old", "new", "start", "says"),
    [
        (
            "  CLOCK_SKEW: allow",
            "  CLOCK_SKEWED: allow",
            "CLOCK_SKEWED",
            "outcomes.CLOCK_SKEWED: unknown key",
        ),
        ("  JTI_REPLAYED: deny\n", "", "ASSERTION_MISSING", "outcomes: missing JTI_REPLAYED"),
        (
            "  CLOCK_SKEW: allow",
            "  CLOCK_SKEW: {A: allow, B: allow}",
            "CLOCK_SKEW",
            "outcomes.CLOCK_SKEW: missing C, D, E, F, G, identity",
        ),
        (
            "  CLOCK_SKEW: allow",
            "  CLOCK_SKEW: {A: allow, B: allow, C: allow, D: allow, E: allow, F: allow, G: allow, H: allow}",
            "CLOCK_SKEW",
            "outcomes.CLOCK_SKEW.H: unknown key",
        ),
        (
            "  CLOCK_SKEW: allow",
            "  CLOCK_SKEW: allow\n  CLOCK_SKEW: deny",
            "CLOCK_SKEW: deny",
            "outcomes.CLOCK_SKEW: the key is repeated",
        ),
        (
            "  CLOCK_SKEW: allow",
            "  CLOCK_SKEW: maybe",
            "CLOCK_SKEW",
            "outcomes.CLOCK_SKEW: must be one of allow, step_up, hold, deny",
        ),
        ("  CLOCK_SKEW: allow", "  CLOCK_SKEW: ALLOW", "CLOCK_SKEW", "must be one of allow"),
        ("  CLOCK_SKEW: allow", "  CLOCK_SKEW: yes", "CLOCK_SKEW", "must be a text"),
        ("  CLOCK_SKEW: allow", "  CLOCK_SKEW: [allow]", "CLOCK_SKEW", "must be a mapping"),
        (
            "  SIGNATURE_INVALID: deny",
            "  SIGNATURE_INVALID: step_up",
            "SIGNATURE_INVALID",
            "outcomes.SIGNATURE_INVALID: may not be below deny",
        ),
        (
            "  FORMS_MISSING: step_up",
            (
                "  FORMS_MISSING: {A: deny, B: allow, C: deny, D: deny, E: deny, F: deny, G: deny,"
                " identity: deny}"
            ),
            "FORMS_MISSING",
            "outcomes.FORMS_MISSING.B: may not be below step_up",
        ),
        (
            "  CLOCK_SKEW: allow",
            "  CLOCK_SKEW: {A: allow, B: deny, C: hold, D: deny, E: deny, F: deny, G: deny, identity: deny}",
            "CLOCK_SKEW",
            "outcomes.CLOCK_SKEW.C: may not be softer than for class B",
        ),
        (
            "  D: {account: 2, authentication: 3}",
            "  D: {account: 2, authentication: 5}",
            "D: {account",
            "levels.D.authentication: must be 0 to 4",
        ),
        (
            "  D: {account: 2, authentication: 3}",
            "  D: {account: 2, authentication: high}",
            "D: {account",
            "levels.D.authentication: must be a whole number",
        ),
        (
            "  D: {account: 2, authentication: 3}",
            "  D: {account: 2}",
            "D: {account",
            "missing authentication",
        ),
        ("D: signed", "D: sealed", "consent", "consent.D: must be one of none, challenged, signed"),
        ("  login: A", "  login: F", "login", "judged_as.login: must be A, B, C or D"),
        ("  login: A", "  login: H", "login", "judged_as.login: must be one of A, B"),
        ("  login: A\n", "", "limit_change", "judged_as: missing login"),
        (
            "  login: A",
            "  login: A\n  transfer_own: A",
            "transfer_own",
            "judged_as.transfer_own: unknown key",
        ),
        ("  hours: 24", "  hours: 0", "hours", "hold.hours: must be above 0 and at most 72"),
        ("  hours: 24", "  hours: 73", "hours", "hold.hours: must be above 0 and at most 72"),
        ("  hours: 24", "  hours: -1", "hours", "hold.hours: must be a plain whole number"),
        ("  hours: 24", "  hours: 1.5", "hours", "hold.hours: must be a whole number"),
        ("  hours: 24", "  hours: 100_000_000_000", "hours", "hold.hours: is longer than can be counted"),
        (
            "decision_valid_seconds: 300",
            "decision_valid_seconds: 0",
            "decision_valid_seconds",
            "decision_valid_seconds: must be above 0",
        ),
        (
            "clock_skew_seconds: 60",
            "clock_skew_seconds: 999_999_999_999_999",
            "clock_skew_seconds",
            "clock_skew_seconds: is longer than can be counted",
        ),
        ("deny: 100}", "deny: 1}", "points", "points: must not fall from allow to deny"),
        ("hold: 50, deny: 100}", "hold: 50}", "points", "points: missing deny"),
        ("version: vn-bank-2026-11", "version:", "version", "version: must be a text"),
        ("version: vn-bank-2026-11", "version: 7", "version", "version: must be a text"),
        ("clock_skew_seconds: 60", "clock_skews: 60", "clock_skews", "clock_skews: unknown key"),
    ],
)
def test_refuses_with_file_line_and_field(old: str, new: str, start: str, says: str) -> None:
    text = changed(old, new)
    message = fault(text)
    assert says in message
    assert re.match(rf"own\.yaml:{line_of(text, start)}:[0-9]+: ", message)


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_refuses_an_empty_policy(text: str) -> None:
    assert fault(text) == "own.yaml: the file is empty"


def test_refuses_what_is_no_yaml() -> None:
    assert fault("outcomes: {A: [}").startswith("own.yaml:1:16: not readable as YAML")


def test_a_fault_never_shows_a_python_traceback_of_its_cause_alone() -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse_policy(changed("  hours: 24", "  hours: 73").encode(), "own.yaml")
    assert caught.value.__cause__ is not None
