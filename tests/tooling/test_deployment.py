"""What is written for those who run the bot agrees with the bot: image, compose file, settings.

Docker does not run in tests, so the files are read as they stand.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from bot.health import Health, Internal
from bot.metrics import Metrics
from bot.settings import Settings, host_and_port
from main import parser

ROOT = Path(__file__).parents[2]
ENVIRONMENT = re.compile(r"\b([A-Z][A-Z_]+)=(\S+)")

IMAGE = (ROOT / "Dockerfile").read_text()
COMPOSE = (ROOT / "compose.yaml").read_text()
CADDY = (ROOT / "Caddyfile").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
README = (ROOT / "README.md").read_text()

SETTINGS = {name.upper(): field for name, field in Settings.model_fields.items()}

OF_PYTHON = {"PATH", "PYTHONDONTWRITEBYTECODE"}
OF_COMPOSE = {"DOMAIN", "POSTGRES_PASSWORD", "REPLICAS"}
"""What compose.yaml alone reads."""


def set_in_the_image() -> dict[str, str]:
    """The environment that the image gives the bot."""
    [said] = re.findall(r"^ENV (.*?[^\\])$", IMAGE, re.MULTILINE | re.DOTALL)
    given: dict[str, str] = dict(ENVIRONMENT.findall(said))
    return {name: value for name, value in given.items() if name not in OF_PYTHON}


def set_by_compose() -> dict[str, str]:
    """The environment that compose.yaml gives the bot."""
    bot = COMPOSE.split("  bot:\n")[1].split("\n  database:\n")[0]
    given = bot.split("    environment:\n")[1].split("    deploy:\n")[0]
    return dict(line.strip().split(": ", 1) for line in given.splitlines())


def copied() -> list[str]:
    """What the image takes from the project."""
    lines = re.findall(r"^COPY (?!--from)(.+)$", IMAGE, re.MULTILINE)
    return [name for line in lines for name in line.split()[:-1]]


def test_the_image_takes_all_that_runs_and_it_exists() -> None:
    """Without it an image would be built that cannot start, or not be built at all."""
    names = copied()
    assert [name for name in names if not (ROOT / name).exists()] == []
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text())
    rooms = set(pyproject["tool"]["importlinter"]["root_packages"]) - {"benchmarks"}
    assert rooms <= set(names)
    ignore = (ROOT / ".dockerignore").read_text().splitlines()
    assert "*" in ignore
    assert [name for name in names if f"!{name}" not in ignore] == []


def test_the_image_runs_what_main_offers() -> None:
    """Without it the container would end with a usage message."""
    [command] = re.findall(r'^CMD \["python", "main.py", "(\w+)"\]$', IMAGE, re.MULTILINE)
    assert parser().parse_args([command]).command == "run"


def test_the_image_installs_the_pins_with_their_hashes() -> None:
    """Without it a package that was tampered with could get into the image."""
    install = re.findall(r"pip install.*?requirements\S*", IMAGE, re.DOTALL)
    assert len(install) == 1
    assert "--require-hashes" in install[0]
    assert install[0].endswith("-r requirements.txt")


def test_the_image_runs_as_nobody_in_particular_and_is_told_to_stop_itself() -> None:
    """Without it a break-in would own the container, or a stop would cut off what has begun."""
    last = IMAGE.rindex("\nUSER bot\n")
    assert "RUN " not in IMAGE[last:]
    assert "STOPSIGNAL SIGTERM" in IMAGE


@pytest.mark.parametrize("given", [set_in_the_image(), set_by_compose()], ids=["image", "compose"])
def test_what_is_set_are_settings_that_can_be_used(given: dict[str, str]) -> None:
    """Without it a setting that was renamed would be set in vain."""
    assert given.keys() <= SETTINGS.keys()
    for name in ("LISTEN", "INTERNAL_LISTEN"):
        host, port = host_and_port(given[name])
        assert host == "0.0.0.0"  # noqa: S104 - all of a container's own addresses
        assert f"{port}" in IMAGE.split("EXPOSE ")[1].splitlines()[0].split()
    assert given["INTERNAL_LISTEN"] == set_in_the_image()["INTERNAL_LISTEN"]


def test_the_health_check_asks_where_health_is_served() -> None:
    """Without it a healthy container would be taken for a dead one."""
    [(port, path)] = re.findall(r"HTTPConnection\('127.0.0.1', (\d+).*?'GET', '([^']+)'", IMAGE)
    assert int(port) == host_and_port(set_in_the_image()["INTERNAL_LISTEN"])[1]
    served = Internal(Health(), Metrics()).app.router.resources()
    assert path in {resource.canonical for resource in served}


def test_the_proxy_forwards_the_webhook_s_path_alone() -> None:
    """Without it Telegram would not reach the bot, or the world its figures."""
    forwarded = re.findall(r"handle (\S+) \{", CADDY)
    given = set_by_compose()
    assert forwarded == [f"/{given['WEBHOOK_URL'].rpartition('/')[2]}"]
    upstreams = re.findall(r"dynamic a (\S+) (\d+)", CADDY)
    assert upstreams == [("bot", str(host_and_port(given["LISTEN"])[1]))]
    assert str(host_and_port(given["INTERNAL_LISTEN"])[1]) not in CADDY
    published = re.findall(r'^ +- "(\d+):\d+"$', COMPOSE, re.MULTILINE)
    assert published == ["80", "443"]


def test_what_compose_reads_is_in_the_example() -> None:
    """Without it whoever starts it would look for what to fill in."""
    read = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE))
    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", EXAMPLE, re.MULTILINE))
    assert read <= named
    assert named == SETTINGS.keys() | OF_COMPOSE
    assert set(re.findall(r"- \./(\S+):/", COMPOSE)) == {"Caddyfile"}


def test_the_readme_lists_every_setting_with_its_default() -> None:
    """Without it a setting could be found in the code alone, or a default be told wrong."""
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]+) \|", README, re.MULTILINE))
    assert rows.keys() == SETTINGS.keys()
    for name, told in rows.items():
        default = str(SETTINGS[name].default or "")
        shown = told.strip().strip("`")
        assert shown == default or (not default and shown.startswith("none")), name
