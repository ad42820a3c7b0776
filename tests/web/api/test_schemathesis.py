"""What a generator of requests makes of the description of the API: it finds nothing."""

from typing import Any

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import CHECKS

from tests.equipment.figures import Figure
from tests.web.api.conftest import Program

NOT_HELD = [
    # A request of the right shape may still be refused, by the state of the motion it is about.
    "positive_data_acceptance",
    # Sent with a token all the same; what a door does without one stands in test_api.
    "ignored_auth",
]


@pytest.mark.proof
def test_generated_requests_find_no_answer_that_is_not_described(program: Program, figure: Figure) -> None:
    """Every operation, with requests that fit its description and requests that do not: no 500, no status, type or
    body that the description does not name."""
    program.network.put("2026-03", "test-positions")
    program.network.draft("2026-04", "test-positions")
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", program.client.app)
    examples = figure(small=4, full=200)
    excluded = [CHECKS.get_one(name) for name in NOT_HELD]
    tried = 0
    for found in schema.get_all_operations():
        operation: Any = found.ok()

        @hypothesis.settings(
            max_examples=examples,
            derandomize=True,
            deadline=None,
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        @hypothesis.given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            headers = {"authorization": program.client.headers["authorization"]}
            case.call_and_validate(excluded_checks=excluded, headers=headers)

        ask()
        tried += 1
    assert tried >= 19
