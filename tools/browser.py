"""Finds a Chromium for the tests that click, and gets one where there is none.

As a program (``python -m tools.browser``) it gets one; it never fails, since the other tests do
without: it says in one sentence what it could not do.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
"""What Chromium and its nearest relative are called by those who package them."""

STARTS_WITHIN = 20
"""Seconds in which a browser must tell its version."""

GOT_WITHIN = 600
"""Seconds for one attempt to get a browser."""


def find() -> Path | None:
    """The first browser that starts, or None.

    Looked for in the environment variable ``CHROMIUM``, among the programs of the machine, and
    where playwright keeps its own.
    """
    return next((path for path in _candidates() if _starts(path)), None)


def get() -> Path | None:
    """A browser, installed if there was none: by apt-get for root, else by playwright; or None."""
    found = find()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _try("apt-get", "update", "-q")
        _try("apt-get", "install", "-qy", "--no-install-recommends", "chromium")
        found = find()
    if found is None:
        _try(sys.executable, "-m", "playwright", "install", "chromium")
        found = find()
    return found


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("CHROMIUM"):
        yield Path(named)
    for name in NAMES:
        if on_path := shutil.which(name):
            yield Path(on_path)
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def _starts(path: Path) -> bool:
    # A file alone proves little: a download can lack system libraries, and Ubuntu's
    # chromium-browser is a note that asks for another installer.
    try:
        return not subprocess.run(
            [path, "--version"], capture_output=True, check=False, timeout=STARTS_WITHIN
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        return False


def _try(*command: str) -> None:
    print("Getting a browser for the tests:", *command, flush=True)
    unattended = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, check=False, timeout=GOT_WITHIN, env=unattended)
    except subprocess.TimeoutExpired:
        print(f"Given up after {GOT_WITHIN} seconds.")


if __name__ == "__main__":
    print(get() or "No Chromium could be had: the tests that need one will be skipped.")
