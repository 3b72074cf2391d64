"""What every room's tests share: a browser if the machine has one, and hypothesis's profiles."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tools import browser

NO_BROWSER = "no Chromium on this machine (make setup tries to get one)"

# The suite must give the same answer twice for the same code, on a busy machine too; searching
# for new counterexamples is a job of its own: make torture.
settings.register_profile(
    "suite",
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("torture", deadline=None, max_examples=5_000, print_blob=True)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """A Chromium that starts. Without one the test is skipped, or fails where CI is true."""
    found = browser.find()
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(NO_BROWSER)
    pytest.skip(NO_BROWSER)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says in the last lines how many tests did not run for want of a browser."""
    skipped = sum(
        NO_BROWSER in str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())
    )
    if skipped:
        terminalreporter.write_line(
            f"Skipped: {skipped} for want of a browser; {NO_BROWSER}", yellow=True
        )
