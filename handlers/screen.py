"""What a person is shown, before any library of Telegram's: text, buttons, a picture."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button; exactly one of `data` (packed callback data), `url`, `copy` is set."""

    text: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None


@dataclass(frozen=True, slots=True)
class PickPeople:
    """A reply keyboard with Telegram's own user picker; `request` comes back with the choice."""

    text: str
    request: int
    cancel: str
    """The label of the button that takes the keyboard away again."""


@dataclass(frozen=True, slots=True)
class File:
    """A picture or document to send along."""

    name: str
    data: bytes
    picture: bool = True


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: HTML text (a caption where there is a file) and its inline buttons."""

    text: Markup
    rows: tuple[tuple[Button, ...], ...] = ()
    file: File | None = None
    pick: PickPeople | None = None
    remove_keyboard: bool = False
    previews: bool = field(default=False)
    """Whether links show a preview."""
