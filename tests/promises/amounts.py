"""How many examples are tried: few with the suite, many in the long search (make torture)."""

from hypothesis import HealthCheck, settings

LONG_SEARCH = 1_000
"""More examples than this are only asked for by the profile that searches for long."""

PROMISED = 20_000
"""Examples of everything that comes in from outside, in the long search."""


def so_many(with_the_suite: int, searching: int = PROMISED) -> int:
    """Return how many examples the present profile tries."""
    return searching if settings().max_examples > LONG_SEARCH else with_the_suite


FEW = settings(
    max_examples=so_many(5, 1_000), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
"""For what takes several rounds on every kind of database; each example puts the street back."""
