"""Commands about what was said: what may not have arrived, and saying it again."""

from __future__ import annotations

from dataclasses import dataclass

from domain.commands.base import Command
from domain.ids import BuyId
from domain.notices import NoticeKind


@dataclass(frozen=True, slots=True)
class NoteUnsaid(Command[None]):
    """A notice to the buy's home may not have arrived (`reason` is empty), or cannot be said.

    `actor` is nobody's: it is the bot itself that learnt it. The organiser is told.
    """

    buy: BuyId
    kind: NoticeKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SayAgain(Command[None]):
    """Say again what people may not have got of a buy; asked by whoever runs it.

    Raises `NotTheOrganiser`.
    """

    buy: BuyId
