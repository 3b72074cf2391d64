"""The command line, and the one place where parts are put together."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from play.world import LANGUAGES

if TYPE_CHECKING:
    from bot.settings import Settings

BAD_SETTINGS, CANNOT_START, WRONG = 2, 1, 1
"""Exit codes."""

TRANSCRIPTS = Path(__file__).parent / "docs" / "play"
SANDBOX_DATABASE = Path("data/sandbox.db")
SANDBOX_PORT = 8081
SANDBOX_OPEN = """\
No BOT_TOKEN is set: this is a sandbox, on this machine alone, begun afresh.
Open {} in a browser and be Anna, Boris or Carla. Ctrl+C ends it."""
RESTORED = """\
The bot goes on from the backup. What was due in it, {notices} messages, may have been sent since:
it is marked as unknown, shown to organisers, and not sent again by itself. Cards brought up to
date: {cards}. Orders and payments from after the backup are not in it: tell people so."""

AGREES = "{file} agrees: {people} shares follow from its lines and come to exactly {due}."
DIFFERS = "{where} of {file} does not follow from its lines: {column} is {says}, not {should}."
CHANGED = "The sums of {file} agree, but something else in it was changed: see its fingerprint."
NOT_READABLE = "Line {line} of {file} is not as the bot wrote it: {what}."


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit code."""
    given = parser().parse_args(arguments)
    if given.command == "play":
        return play(given.language, write=given.write)
    if given.command == "check":
        return check_settlement(given.file)
    from bot.settings import BadSettings, read_settings

    try:
        settings = read_settings()
    except BadSettings as error:
        return refuse(str(error), BAD_SETTINGS)
    if given.command == "settings":
        return say_settings(settings)
    if given.command == "backup":
        return back_up(settings, given.file)
    if given.command == "restore":
        return restore(settings, given.file)
    return run(settings, given.port)


def parser() -> argparse.ArgumentParser:
    """Return what the command line understands."""
    made = argparse.ArgumentParser(
        prog="main.py",
        description="Runs the group buy bot. Settings come from the environment or a .env file; "
        "README.md lists them. Without BOT_TOKEN it runs in a sandbox: a Telegram of its own, "
        "on this machine alone, to try by clicking.",
    )
    made.add_argument(
        "command",
        nargs="?",
        default="run",
        choices=("run", "settings", "backup", "restore", "play", "check"),
        help="run the bot (the default); check the settings and say what they lead to; "
        "write a backup of the SQLite database to FILE, also while the bot runs; put one back "
        "(without FILE: prepare a PostgreSQL database that was put back); "
        "play a whole group buy and print what everyone saw; "
        "or work out anew every share in the FILE that a statement gives, and say what agrees",
    )
    made.add_argument("file", nargs="?", type=Path, help="of backup, restore and check")
    made.add_argument(
        "--port",
        type=int,
        default=SANDBOX_PORT,
        help=f"where the sandbox's page stands; 0 takes a free port (default {SANDBOX_PORT})",
    )
    made.add_argument(
        "--language",
        choices=LANGUAGES,
        help="what the people of the play speak (default en; with --write all)",
    )
    made.add_argument(
        "--write", action="store_true", help="write what they saw to docs/play instead"
    )
    return made


def play(language: str | None, *, write: bool) -> int:
    """Play a group buy in a simulated Telegram; print, or write, what everyone saw."""
    from play.playing import play as played

    for one in LANGUAGES if write and not language else (language or LANGUAGES[0],):
        seen = asyncio.run(played(one))
        if write:
            (TRANSCRIPTS / f"{one}.md").write_text(seen, encoding="utf-8")
        else:
            print(seen, end="")
    return 0


def check_settlement(file: Path | None) -> int:
    """Say whether every share in a settlement's file follows from its lines, or which does not."""
    from domain.sheet.checking import check
    from domain.sheet.numbers import amount_text
    from domain.sheet.reading import NotReadable, read_sheet

    if file is None:
        return refuse("Which file? For example: main.py check K7Q4PN.csv", BAD_SETTINGS)
    try:
        found = read_sheet(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        return refuse(f"{file} cannot be opened: {error.strerror}.", BAD_SETTINGS)
    except UnicodeDecodeError:
        return refuse(f"{file} is no settlement: it is not text.", BAD_SETTINGS)
    except NotReadable as error:
        return refuse(NOT_READABLE.format(file=file, line=error.line, what=error.what), WRONG)
    wrong = check(found)
    if wrong is None:
        sums, decimals = found.sheet.sums, found.sheet.decimals
        due = f"{amount_text(sums.due, decimals)} {found.sheet.currency}"
        print(AGREES.format(file=file, people=sums.participants, due=due))
        return 0
    if wrong.column == "fingerprint":
        return refuse(CHANGED.format(file=file), WRONG)
    where = f"Line {wrong.line}" if wrong.line else "A total"
    values = {"column": wrong.column, "says": wrong.says, "should": wrong.should}
    return refuse(DIFFERS.format(where=where, file=file, **values), WRONG)


def say_settings(settings: Settings) -> int:
    """Say how the bot would run."""
    where = settings.bot_api_url if settings.bot_token else "a sandbox"
    how = "by webhook" if settings.webhook_url else "by polling"
    print(f"The settings are in order. The bot would run on {where}, {how}.")
    return 0


def back_up(settings: Settings, file: Path | None) -> int:
    """Write a backup and say so."""
    from bot.backup import back_up as write
    from bot.preparing import CannotStart

    if file is None:
        return refuse(
            "To which file? For example: main.py backup group-buy-backup.db", BAD_SETTINGS
        )
    try:
        write(settings, file)
    except CannotStart as error:
        return refuse(str(error), CANNOT_START)
    print(f"Written to {file}.")
    return 0


def restore(settings: Settings, file: Path | None) -> int:
    """Put a backup back and say what that means."""
    from bot.backup import restore as put_back
    from bot.clock import SystemClock
    from bot.preparing import CannotStart, is_sqlite

    if file is None and is_sqlite(settings.database_url):
        return refuse("From which file? main.py restore group-buy-backup.db", BAD_SETTINGS)
    try:
        former, doubt = asyncio.run(put_back(settings, SystemClock(), file))
    except CannotStart as error:
        return refuse(str(error), CANNOT_START)
    print(RESTORED.format(notices=doubt.notices, cards=doubt.cards))
    if former is not None:
        print(f"The database from before stands in {former}.")
    return 0


def refuse(sentence: str, code: int) -> int:
    """Say why not, and return the exit code."""
    print(sentence, file=sys.stderr)
    return code


def run(settings: Settings, port: int) -> int:
    """Run until told to stop by SIGINT or SIGTERM."""
    from bot import logs
    from bot.preparing import CannotStart, prepare

    logs.set_up(settings.log_level, settings.log_format)
    try:
        if settings.bot_token:
            prepare(settings)
        from bot.clock import SystemClock
        from bot.running import run as run_loop
        from bot.running import serve

        if settings.bot_token:
            run_loop(serve(settings, SystemClock()))
        else:
            run_loop(serve_in_sandbox(settings, port))
    except CannotStart as error:
        return refuse(str(error), CANNOT_START)
    return 0


async def serve_in_sandbox(settings: Settings, port: int) -> None:
    """Run a simulated Telegram and the bot in it. Both begin afresh each time."""
    from bot.preparing import CannotStart
    from bot.running import serve
    from sandbox import Limits, Sandbox, ShiftableClock

    clock = ShiftableClock()
    sandbox = Sandbox(clock, limits=Limits.off())
    try:
        await sandbox.start(port=port)
    except OSError as error:
        raise CannotStart(f"Port {port} cannot be used ({error.strerror}); try --port 0.") from None
    try:
        everyone = sandbox.flat_12().members
        for old in SANDBOX_DATABASE.parent.glob(f"{SANDBOX_DATABASE.name}*"):
            old.unlink()
        in_sandbox = settings.model_copy(
            update={
                "bot_token": sandbox.token,
                "bot_api_url": sandbox.url,
                "database_url": f"sqlite:///{SANDBOX_DATABASE}",
                "webhook_url": "",
                "payment_provider_token": sandbox.provider_token,
                "online_organisers": frozenset(everyone),
                "messages_per_second": 0,
                "group_messages_per_minute": 0,
                "chat_messages_per_second": 0,
            }
        )
        await serve(in_sandbox, clock, lambda: print(SANDBOX_OPEN.format(sandbox.url), flush=True))
    finally:
        await sandbox.stop()


if __name__ == "__main__":
    sys.exit(main())
