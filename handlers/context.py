"""What the middleware hands every handler."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.commands.base import Cause
from domain.ids import HomeId, PersonId
from domain.people import Home, Person
from domain.ports import Desk, Reader
from handlers.links import Links
from handlers.ports import Chats, Place
from locales.translator import Translator


@dataclass(frozen=True, slots=True)
class Context:
    """Who acts, where, in which language, and through what the handler reaches the rest."""

    actor: PersonId
    person: Person
    cause: Cause
    """Of this update; further commands take `cause.then("2")` and so on."""
    t: Translator
    """The actor's own language and zone: private messages and alerts."""
    desk: Desk
    reader: Reader
    chats: Chats
    links: Links
    home: Home | None = None
    """The home of the group acted in; None in private."""
    home_t: Translator | None = None
    """The group's language; None in private."""
    card: Place | None = None
    """Where the present card of the buy stands whose card was tapped."""
    takes_online: bool = False
    """Whether the bot's owner lists the actor among those who may take payments by Telegram."""
    provider_token: str = ""
    """Of the payment provider; without one only Stars are paid through Telegram."""
    mails_suppliers: bool = False
    calls_suppliers: bool = False
    """By which ways the bot's owner lets suppliers be told of what to ship."""
    default_zone: str = "UTC"
    default_currency: str = "EUR"
    default_language: str = "en"

    @property
    def now(self) -> datetime:
        """When the update was received (UTC)."""
        return self.cause.at

    @property
    def home_id(self) -> HomeId | None:
        """The home's id, if acted in a group."""
        return self.home.id if self.home else None
