"""The command line: what an operator sees, and how the process ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from main import main

ROOT = Path(__file__).parents[2]
TOKEN = "123456:AAE" + "x" * 32
SANDBOX_UP = 30.0


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """An environment without any setting but these."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    url = f"sqlite:///{folder}/bot.db"
    return kept | {"DATABASE_URL": url, "PYTHONWARNINGS": "error"} | settings


def call(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run main.py in an empty folder to its end."""
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        cwd=folder,
        env=environment(folder, **settings),
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )


def test_help_answers_at_once(tmp_path: Path) -> None:
    """Without it asking how to start the bot would take seconds of loading it."""
    began = time.monotonic()
    done = call(tmp_path, "--help")
    assert done.returncode == 0
    assert "sandbox" in done.stdout
    assert time.monotonic() - began < 1.0


def test_settings_says_how_it_would_run(tmp_path: Path) -> None:
    """Without it a configuration could only be tried by running it."""
    done = call(tmp_path, "settings", BOT_TOKEN=TOKEN)
    assert (done.returncode, done.stderr) == (0, "")
    assert "by polling" in done.stdout


BAD = [
    ({"BOT_TOKEN": "hello"}, 2, "BOT_TOKEN is not a token"),
    ({"DEFAULT_ZONE": "Mars"}, 2, "DEFAULT_ZONE is no time zone"),
    ({"BOT_TOKEN": TOKEN, "BOT_API_URL": "http://127.0.0.1:1"}, 1, "BOT_API_URL cannot be reached"),
    (
        {"BOT_TOKEN": TOKEN, "DATABASE_URL": "sqlite:////proc/no/bot.db"},
        1,
        "DATABASE_URL cannot be",
    ),
    ({"BOT_TOKEN": TOKEN, "DEFAULT_LANGUAGE": "tlh"}, 1, "DEFAULT_LANGUAGE must be one of"),
]


BACKUPS = [
    (["backup"], {}, 2, "To which file?"),
    (["restore"], {}, 2, "From which file?"),
    (["backup", "copy.db"], {}, 1, "No backup was made: there is no database"),
    (["restore", "copy.db"], {}, 1, "Nothing was put back: there is no file copy.db."),
    (["backup", "copy.db"], {"DATABASE_URL": "postgresql://x/y"}, 1, "DATABASE_URL is PostgreSQL"),
    (["restore", "copy.db"], {"DATABASE_URL": "postgresql://x/y"}, 1, "DATABASE_URL is PostgreSQL"),
]


@pytest.mark.parametrize(("arguments", "settings", "code", "sentence"), BACKUPS)
def test_a_backup_that_cannot_be_ends_with_a_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    settings: dict[str, str],
    code: int,
    sentence: str,
) -> None:
    """Without it a nightly job would take a backup that was never made for one."""
    monkeypatch.chdir(tmp_path)
    for name, value in environment(tmp_path, **settings).items():
        monkeypatch.setenv(name, value)
    assert main(arguments) == code
    assert capsys.readouterr().err.startswith(sentence)


@pytest.mark.parametrize(("settings", "code", "sentence"), BAD)
def test_what_cannot_work_ends_with_a_sentence(
    tmp_path: Path, settings: dict[str, str], code: int, sentence: str
) -> None:
    """Without it whoever runs the bot would read a stack trace, and a supervisor see success."""
    done = call(tmp_path, "run", **settings)
    assert done.returncode == code, done.stderr
    assert done.stderr.startswith(sentence)
    assert "Traceback" not in done.stderr


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The bot in its own sandbox, as `main.py` alone starts it."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "--port", "0"],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_ends_in_good_order(
    running: subprocess.Popen[str], told: signal.Signals, tmp_path: Path
) -> None:
    """Without it a deployment could cut off what people are being told, or leave files open."""
    assert running.stdout is not None
    lines = [running.stdout.readline() for _ in range(2)]
    assert "sandbox" in lines[0]
    assert "http://127.0.0.1:" in lines[1]
    running.send_signal(told)
    _, complaints = running.communicate(timeout=20)
    assert running.returncode == 0, complaints
    assert "Traceback" not in complaints
    assert "Warning" not in complaints


SETTLEMENT = """\
# How it was settled.
#currency,EUR,2
#revision,1
#item,1,Oil,42.00,35.00
#total,list_amount,84.00
#total,discount,14.00
#total,returned,0.00
#total,fees,0.00
#total,delivery,0.00
#total,due,70.00
#total,participants,1
#fingerprint,{fingerprint}
participant,item,name,quantity,list_price,area,own_price,list_amount,discount,returned,\
returned_amount,fee,delivery,due,participant_due
1,1,Oil,2,42.00,0,35.00,84.00,14.00,0,0.00,0.00,0.00,70.00,70.00
"""
FINGERPRINT = "95a18ff8022542a9"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("", ""), "agrees: 1 shares follow from its lines and come to exactly 70.00 EUR"),
        (("14.00,0,", "13.00,0,"), "Line 14 of "),
        (("due,70.00", "due,71.00"), "A total of "),
        (("Oil,2", "Wine,2"), "something else in it was changed"),
        (("84.00,14.00", "84.00,lots"), "Line 14 of "),
    ],
)
def test_a_settlement_is_checked(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    """Without it nobody could tell whether what they are asked to pay follows from the lines."""
    file = tmp_path / "K7Q4PN.csv"
    text = SETTLEMENT.format(fingerprint=FINGERPRINT).replace(*change)
    file.write_text(text, encoding="utf-8-sig")
    began = time.monotonic()
    done = call(tmp_path, "check", file.name)
    assert time.monotonic() - began < 1.0
    assert said in done.stdout + done.stderr
    assert done.returncode == (0 if "agrees" in said else 1)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"hello"])
def test_what_is_no_settlement_is_said_to_be_none(tmp_path: Path, content: bytes | None) -> None:
    """Without it a wrong file name would be answered with a stack trace."""
    file = tmp_path / "other.csv"
    if content is not None:
        file.write_bytes(content)
    done = call(tmp_path, "check", file.name)
    assert done.returncode in (1, 2)
    assert file.name in done.stderr
    assert "Traceback" not in done.stderr
