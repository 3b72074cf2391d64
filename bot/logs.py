"""Logs: one line an event, with the update and the buy it is about, without anything personal.

A call names the event in constant words and gives values as fields:
``log.warning("database away", extra={"worker": name})``. What an error says of itself may hold
what people wrote, and so may what libraries put into their messages: of the one only the type and
the place are shown, of the other only the template. At DEBUG all of it is shown.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pythonjsonlogger.json import JsonFormatter

UPDATE: ContextVar[int | None] = ContextVar("update", default=None)
"""The number of the update that is being handled in this task."""

BUY: ContextVar[int | None] = ContextVar("buy", default=None)
"""The group buy that this task is about."""

QUIET = (
    "aiogram.event",
    "aiogram.dispatcher",
    "aiohttp.access",
    "alembic",
    "apscheduler",
    "telegram",
)
"""Libraries that tell each step; theirs is shown from a warning on."""

OURS = frozenset({"bot", "handlers", "storage", "domain", "locales", "sandbox", "play", "main"})
"""Whose messages are constant words."""

TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{20,}")
"""What a bot token looks like, as part of an address above all."""

PLAIN = re.compile(r"[^\s\"=]+")
"""Values that need no quotes."""

STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
"""What every record has; the rest are an event's own fields."""

WORDS = "words"
"""The field for what somebody else says of an event, such as Telegram: shown at DEBUG alone."""

ROOT = Path(__file__).parents[1]


class Lines(logging.Formatter):
    """`time=… level=… at=… event=… <fields>`, for a person at a terminal."""

    def __init__(self, *, frank: bool = False) -> None:
        """`frank` shows what errors and libraries say, whatever it holds."""
        super().__init__()
        self._frank = frank

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        fields = told(record, frank=self._frank)
        return " ".join(f"{name}={_shown(value)}" for name, value in fields.items())


class Objects(JsonFormatter):
    """One JSON object a line, for whatever collects logs."""

    def __init__(self, *, frank: bool = False) -> None:
        """`frank` as in `Lines`."""
        super().__init__(json_ensure_ascii=False)
        self._frank = frank

    def add_fields(
        self,
        log_data: dict[str, Any],
        record: logging.LogRecord,
        message_dict: dict[str, Any],  # noqa: ARG002 - as the library calls it
    ) -> None:
        """Put in what is told of an event."""
        log_data.update(told(record, frank=self._frank))


def set_up(level: str, shape: str = "text") -> None:
    """Send the process's logs to the standard error output; `shape` is text or json."""
    frank = level == "DEBUG"
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Objects(frank=frank) if shape == "json" else Lines(frank=frank))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))


def told(record: logging.LogRecord, *, frank: bool = False) -> dict[str, Any]:
    """Return what a line tells of an event, in the order of the line."""
    moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    ours = record.name.partition(".")[0] in OURS
    event = record.getMessage() if ours or frank else str(record.msg)
    fields = {
        "time": moment,
        "level": record.levelname.lower(),
        "at": record.name,
        "event": event,
        "update": UPDATE.get(),
        "buy": BUY.get(),
    }
    fields |= {name: value for name, value in vars(record).items() if name not in STANDARD}
    if not frank:
        fields.pop(WORDS, None)
    if record.exc_info and record.exc_info[1] is not None:
        fields |= _error(record.exc_info[1], frank=frank)
    return {name: _bare(value) for name, value in fields.items() if value is not None}


def _bare(value: Any) -> Any:
    return TOKEN.sub("<token>", value) if isinstance(value, str) else value


def unheard(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what the event loop could tell nobody; its own handler would print whole objects."""
    error = context.get("exception")
    logging.getLogger(__name__).error(
        "unheard",
        extra={"what": str(context.get("message", "")).partition("\n")[0]},
        exc_info=error,
    )


def _error(error: BaseException, *, frank: bool) -> dict[str, Any]:
    """Return which error it was, what caused it, and where: the way to the cause first."""
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in chain:
        chain.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    fields = {
        "error": " from ".join(type(one).__name__ for one in chain),
        "where": " > ".join(_place(frame) for one in reversed(chain) for frame in _frames(one)),
    }
    if frank:
        fields[WORDS] = " from ".join(str(one) for one in chain)
    return fields


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    frames = traceback.walk_tb(error.__traceback__)
    return list(traceback.StackSummary.extract(frames, lookup_lines=False))


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    if "site-packages" in path.parts:
        path = Path(*path.parts[path.parts.index("site-packages") + 1 :])
    elif path.is_relative_to(ROOT):
        path = path.relative_to(ROOT)
    return f"{path}:{frame.lineno}"


def _shown(value: Any) -> str:
    text = str(value)
    return text if PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
