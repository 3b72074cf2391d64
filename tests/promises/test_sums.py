"""Running totals equal the sum of the rows at every moment, on both databases."""

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.promises.amounts import so_many
from tests.promises.stored import ground
from tests.promises.sums import Stored


@pytest.mark.timeout(300)
def test_totals_are_the_sums_of_the_rows(url: str) -> None:
    """Lost otherwise: a counter drifts, and a group unlocks a price that nobody ordered for."""
    processes = 1 if url.startswith("sqlite") else 2
    few = settings(
        max_examples=so_many(2 // processes, 250),  # of some fifty steps, each a transaction
        phases=set(settings().phases) - {Phase.shrink},  # it takes longer than to read the steps
    )
    with ground(url, processes) as held:

        class Here(Stored):
            ground = held

        run_state_machine_as_test(Here, settings=few)
