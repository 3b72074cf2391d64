"""The pins: what a machine installs is what was chosen, byte for byte, from wherever it gets it."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN, DEV = "requirements.txt", "requirements-dev.txt"


def canonical(name: str) -> str:
    """The name of a distribution as the registry writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(file: str) -> dict[str, list[str]]:
    """The pins of a file: ``name==version`` to its hashes."""
    pins: dict[str, list[str]] = {}
    for line in (ROOT / file).read_text().replace("\\\n", "").splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            wanted_where, *hashes = line.split(" --hash=")
            pin = wanted_where.split(";")[0].strip()  # after it: on which machines it is wanted
            pins[pin] = [f"--hash={one.strip()}" for one in hashes]
    return pins


def versions(file: str) -> dict[str, str]:
    """The pins of a file: name to version."""
    return dict(pin.split("==") for pin in pinned(file))


def wanted(*, dev: bool) -> set[str]:
    """The names that pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    requirements = project["dependencies"] + (project["optional-dependencies"]["dev"] * dev)
    return {canonical(re.split(r"[\[<>=!~; ]", requirement)[0]) for requirement in requirements}


@pytest.mark.parametrize("file", [RUN, DEV])
def test_every_pin_is_one_version_with_hashes(file: str) -> None:
    """Without it a changed upload, or a newer version, could reach a machine unseen."""
    pins = pinned(file)
    assert pins
    for pin, hashes in pins.items():
        assert re.fullmatch(r"[a-z0-9-]+==[0-9][^=\s;]*", pin), pin
        assert hashes, pin
        for each in hashes:
            assert re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", each), (pin, each)


@pytest.mark.parametrize("file", [RUN, DEV])
def test_pins_name_no_place(file: str) -> None:
    """Without it the pins would only install where the machine that wrote them can reach."""
    for line in (ROOT / file).read_text().splitlines():
        assert not re.search(r"://|@|^\s*-(?!-hash)|\s/|\.\./|localhost", line), line


@pytest.mark.parametrize(("file", "dev"), [(RUN, False), (DEV, True)])
def test_everything_asked_for_is_pinned(file: str, dev: bool) -> None:
    """Without it a new dependency works for whoever added it and for nobody else."""
    assert wanted(dev=dev) <= versions(file).keys()


def test_checks_run_on_what_people_run() -> None:
    """Without it the suite could pass on other versions than the ones the bot is started with."""
    assert versions(RUN).items() <= versions(DEV).items()
