"""What a person sees, as typed records: messages, chats, alerts, opened links."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, Self

from sandbox.world import Json


class Read:
    """A record that is read from the people API's JSON, ignoring what it has no name for."""

    @classmethod
    def read(cls, given: Json) -> Self:
        """The record for a JSON object."""
        known = {one.name for one in fields(cls)}  # type: ignore[arg-type]  # subclasses are dataclasses
        return cls(**{key: value for key, value in given.items() if key in known})


@dataclass(frozen=True)
class MessageSeen(Read):
    """A message: `chat` and `id` name it; `buttons` are labels by row; dates in Unix seconds.

    `invoice` holds title, description, total {"amount", "currency", "decimals"} and, once an
    invoice that can be paid once is paid, the id of the `receipt`.
    """

    chat: int
    id: int
    date: float
    sender: str
    text: str
    html: str
    own: bool
    entities: list[Json]
    labels: list[list[str]]
    buttons: list[list[Json]]
    photo: str | None = None
    document: Json | None = None
    invoice: Json | None = None
    forwarded: str | None = None
    edited: float | None = None
    reply: Json | None = None
    reactions: list[Json] = field(default_factory=list)
    pinned: bool = False
    thread_id: int | None = None
    via_bot: str | None = None
    service: Json | None = None

    @classmethod
    def read(cls, given: Json) -> Self:
        """The record, with the sender's name and the buttons' labels taken out."""
        labels = [[button["text"] for button in row] for row in given["buttons"]]
        return super().read(given | {"sender": given["from"]["name"], "labels": labels})

    @property
    def words(self) -> str:
        """What there is to read: the text, or an invoice's title and description."""
        if self.invoice:
            return f"{self.invoice['title']}\n{self.invoice['description']}"
        return self.text

    def url(self, label: str) -> str:
        """The address behind a link button; raises KeyError if there is none."""
        for row in self.buttons:
            for button in row:
                if label in button["text"] and "url" in button:
                    address: str = button["url"]
                    return address
        raise KeyError(label)


@dataclass(frozen=True)
class ChatSeen(Read):
    """A chat in a person's list; `keyboard` is the reply keyboard they have now."""

    id: int
    type: str
    title: str
    unread: int
    members: list[Json]
    status: str
    bot: str
    pinned: list[int]
    topics: list[Json]
    keyboard: Json | None = None
    force_reply: int | None = None
    about: str = ""


@dataclass(frozen=True)
class Alert(Read):
    """What came of a tap.

    `kind` "callback": `answered`, `text` (a toast, or with `alert` a window to close) and
    perhaps a `url`; "copy": `text` copied; "url" and "web_app": `url`; "inline": `query`;
    "pay": the payment sheet opens.
    """

    kind: str
    answered: bool = True
    text: str = ""
    alert: bool = False
    url: str | None = None
    query: str = ""


@dataclass(frozen=True)
class Opened(Read):
    """What a link led to.

    "start", "startgroup", "chat", "share", "person", "invoice" (by its `slug`) or "web".
    """

    kind: str
    chat: int | None = None
    message: int | None = None
    payload: str | None = None
    url: str | None = None
    text: str | None = None
    person: int | None = None
    slug: str | None = None
    sent: Any = None


@dataclass(frozen=True)
class Receipt(Read):
    """What is left of a payment: `amount` in minor units, dates in Unix seconds.

    `charge` and `provider_charge` are Telegram's and the provider's names for it.
    """

    charge: str
    provider_charge: str
    title: str
    amount: int
    currency: str
    prices: list[Json]
    date: float
    option: Json | None = None
    tip: Json | None = None
    info: Json | None = None
    returned: float | None = None

    @classmethod
    def read(cls, given: Json) -> Self:
        """The record, with the total taken apart."""
        return super().read(given | given["total"])


Wanted = str | re.Pattern[str] | Callable[[MessageSeen], bool]
"""What one waits to see: a part of the words, a pattern, or a predicate."""


class NotSeen(AssertionError):
    """What was waited for did not come; the message tells what was there instead."""


def fitting(wanted: Wanted) -> Callable[[MessageSeen], bool]:
    """A predicate for what is wanted."""
    if isinstance(wanted, str):
        text = wanted
        return lambda message: text in message.words
    if isinstance(wanted, re.Pattern):
        pattern = wanted
        return lambda message: bool(pattern.search(message.words))
    return wanted
