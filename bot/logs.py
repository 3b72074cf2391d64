"""Logs as lines of key=value, without what people wrote or are called."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime

QUIET = (
    "aiogram.event",
    "aiogram.dispatcher",
    "aiohttp.access",
    "alembic",
    "apscheduler",
    "telegram",
)
"""Libraries that tell each step; theirs is shown from a warning on."""


class Lines(logging.Formatter):
    """`time=… level=… at=… <the message, which is key=value itself>`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line, followed by a bug's traceback."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        head = f"time={moment} level={record.levelname.lower()} at={record.name}"
        line = f"{head} {record.getMessage()}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def set_up(level: str) -> None:
    """Send the process's logs to the standard error output."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
