"""Operators in metrics: bounded labels, and a breaker that an alert can see."""

from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry

from eidgate.adapters.metrics.operators import OperatorMetrics
from eidgate.adapters.outside.breaker import BreakerState


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


def test_counts_questions_by_what_came_of_them(registry: CollectorRegistry) -> None:
    metrics = OperatorMetrics(registry)
    metrics.answered("operator-one", "sim_swap", "timeout", 1.0)
    labels = {"operator": "operator-one", "question": "sim_swap", "outcome": "timeout"}
    assert registry.get_sample_value("eidgate_operator_questions_total", labels) == 1
    del labels["outcome"]
    assert registry.get_sample_value("eidgate_operator_question_duration_seconds_sum", labels) == 1


def test_a_word_that_nobody_knows_counts_as_other(registry: CollectorRegistry) -> None:
    OperatorMetrics(registry).answered("operator-one", "+84711000001", "surprise", 0.1)
    labels = {"operator": "operator-one", "question": "other", "outcome": "other"}
    assert registry.get_sample_value("eidgate_operator_questions_total", labels) == 1


@pytest.mark.parametrize(
    ("state", "value"), [(BreakerState.CLOSED, 0), (BreakerState.TRYING, 0.5), (BreakerState.OPEN, 1)]
)
def test_shows_the_breaker(registry: CollectorRegistry, state: BreakerState, value: float) -> None:
    OperatorMetrics(registry).breaker("operator-one", state)
    labels = {"operator": "operator-one"}
    assert registry.get_sample_value("eidgate_operator_breaker_open", labels) == value


def test_shows_how_old_recalled_answers_are_and_what_was_shed(registry: CollectorRegistry) -> None:
    metrics = OperatorMetrics(registry)
    metrics.recalled("operator-one", "stale", timedelta(minutes=5))
    metrics.shed("operator-one", "callers")
    labels = {"operator": "operator-one", "state": "stale", "le": "600.0"}
    assert registry.get_sample_value("eidgate_operator_recalled_age_seconds_bucket", labels) == 1
    shed = {"operator": "operator-one", "why": "callers"}
    assert registry.get_sample_value("eidgate_operator_questions_shed_total", shed) == 1
