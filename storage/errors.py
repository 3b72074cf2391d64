"""What can be wrong with the database, told apart by what may be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from domain.ports import DeskUnavailable


class StorageUnusable(Exception):
    """The database cannot be used as it is set up; the message says why in one sentence.

    Raised while opening: waiting does not help, somebody has to change something.
    """


OUR_FAULT = (exc.IntegrityError, exc.ProgrammingError, exc.DataError, exc.NotSupportedError)
"""Errors of a statement, which trying again would only repeat."""


def unavailable(error: BaseException) -> bool:
    """Tell whether `error` means that the database is locked, away or full for now.

    Drivers report a lost server as an OSError; SQLAlchemy's own TimeoutError is a pool that
    has no connection left. What asyncpg says of a connection that broke while in use SQLAlchemy
    does not know, and passes on as it is (`asyncpg.InternalClientError`).
    """
    if isinstance(error, exc.DBAPIError):
        return not isinstance(error, OUR_FAULT)
    if type(error).__module__.startswith("asyncpg."):
        return True
    return isinstance(error, exc.TimeoutError | OSError)


DEADLOCK, OUT_OF_ORDER, THERE_ALREADY = "40P01", "40001", "23505"
"""What PostgreSQL calls its errors: each waits for the other; not one after the other; a key that
was not there a moment ago."""

LOCKED = "55P03"
"""A lock was waited for too long."""


class Locked(DeskUnavailable):
    """Another process has locked what is to be written, for longer than one may wait."""


def outrun(error: exc.DBAPIError) -> bool:
    """Tell whether another transaction was let past this one, which may be run again at once."""
    return _state(error) in (DEADLOCK, OUT_OF_ORDER, THERE_ALREADY)


def _state(error: BaseException) -> object:
    return getattr(error.orig, "sqlstate", None) if isinstance(error, exc.DBAPIError) else None


@contextmanager
def translated() -> Iterator[None]:
    """Raise `DeskUnavailable` in place of a database error that may pass."""
    try:
        yield
    except Exception as error:
        if _state(error) == LOCKED:
            raise Locked(str(error)) from error
        if unavailable(error):
            raise DeskUnavailable(str(error)) from error
        raise
