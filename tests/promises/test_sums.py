"""Running totals equal the sum of the rows at every moment, on both databases."""

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.promises.stored import ground
from tests.promises.sums import Stored

SHARE = 20
"""One sequence here for so many examples elsewhere: each of its steps is a transaction."""


@pytest.mark.timeout(300)
def test_totals_are_the_sums_of_the_rows(url: str) -> None:
    """Lost otherwise: a counter drifts, and a group unlocks a price that nobody ordered for."""
    few = settings(
        max_examples=max(settings().max_examples // SHARE, 1),
        phases=set(settings().phases) - {Phase.shrink},  # it takes longer than to read the steps
    )
    processes = 1 if url.startswith("sqlite") else 2
    with ground(url, processes) as held:

        class Here(Stored):
            ground = held

        run_state_machine_as_test(Here, settings=few)
