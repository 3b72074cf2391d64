"""Logs tell what happened to whom by number, and nothing that a person wrote or is called."""

from __future__ import annotations

import ast
import asyncio
import json
import logging
from pathlib import Path

import pytest

from bot.logs import BUY, UPDATE, Lines, Objects, told, unheard

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "storage", "play", "sandbox")
TOKEN = "123456:AAE" + "x" * 32
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}


def record(
    message: str = "database away", *arguments: object, at: str = "bot.intake", **fields: object
) -> logging.LogRecord:
    """A record as a logger makes it."""
    return logging.getLogger(at).makeRecord(
        at, logging.WARNING, "file.py", 1, message, arguments, None, extra=fields
    )


@pytest.fixture(autouse=True)
def about() -> None:
    """A task that is about an update and a buy."""
    UPDATE.set(77)
    BUY.set(42)


def test_a_line_is_key_and_value() -> None:
    """Without it no tool, and no eye, could find all lines of one update."""
    line = Lines().format(record(worker="Relay", text='a "b"\nc', nothing=None))
    head, _, rest = line.partition(" level=")
    assert head.startswith("time=20")
    assert rest == (
        'warning at=bot.intake event="database away" update=77 buy=42 worker=Relay '
        'text="a \\"b\\"\\nc"'
    )


def test_json_says_the_same() -> None:
    """Without it a collector of logs would see other fields than a person does."""
    one = record(worker="Relay")
    assert json.loads(Objects().format(one)) == told(one)


def failed() -> logging.LogRecord:
    """A bug whose words hold what somebody wrote."""
    one = record("bug", reference="A1B2C3")
    try:
        try:
            int("Olive oil for Anna")
        except ValueError as error:
            raise RuntimeError(f"{TOKEN} said Anna") from error
    except RuntimeError as error:
        one.exc_info = (type(error), error, error.__traceback__)
    return one


def test_an_error_is_named_and_located_and_not_quoted() -> None:
    """Without it a bug's own words would carry people's into the log."""
    for shape in (Lines(), Objects()):
        line = shape.format(failed())
        assert "Anna" not in line
        assert "\n" not in line
        assert "RuntimeError from ValueError" in line
        assert "tests/bot/test_logs.py:" in line
        assert "A1B2C3" in line


def test_at_debug_it_is_quoted_but_for_the_token() -> None:
    """Without it a bug that its type does not explain could not be found at all."""
    line = Lines(frank=True).format(failed())
    assert "Olive oil for Anna" in line
    assert TOKEN not in line


def test_of_libraries_only_the_template_is_told() -> None:
    """Without it any library's message could carry what people wrote."""
    one = record("cannot send %s to %s", "Olive oil", "Anna", at="aiohttp.server")
    assert told(one)["event"] == "cannot send %s to %s"
    assert told(one, frank=True)["event"] == "cannot send Olive oil to Anna"


async def test_what_a_task_leaves_behind_is_told_without_its_contents(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Without it asyncio would print the task, its error and all that it holds."""
    task = asyncio.get_running_loop().create_future()
    message = f"Task exception was never retrieved\nfuture: {task!r} Anna"
    unheard(asyncio.get_running_loop(), {"message": message, "exception": ValueError("Anna")})
    [one] = caplog.records
    assert "Anna" not in Lines().format(one)
    assert told(one)["error"] == "ValueError"
    assert told(one)["what"] == "Task exception was never retrieved"


def calls() -> list[tuple[str, ast.Call]]:
    """Every call of a logger in the product."""
    found = []
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text())):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and node.func.attr in LEVELS
                    and isinstance(node.func.value, ast.Name)
                    and node.func.value.id in {"log", "logger"}
                ):
                    found.append((f"{file.relative_to(ROOT)}:{node.lineno}", node))
    return found


def test_every_event_has_a_constant_name() -> None:
    """Without it a value would hide in a sentence: not found by its field, and not looked over."""
    found = calls()
    assert len(found) > 20
    for place, call in found:
        named = len(call.args) == 1 and isinstance(call.args[0], ast.Constant)
        assert named, f"{place}: values go into extra"
        assert {one.arg for one in call.keywords} <= {"extra", "exc_info"}, place
