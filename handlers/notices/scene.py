"""What rendering a notice can look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.people import Home, Person
from domain.ports import Reader
from handlers.links import Links
from handlers.ports import Chats
from locales.translator import Translator, language_for


@dataclass(frozen=True, slots=True)
class Scene:
    """Fresh state, links, the present moment (UTC), and how to speak to whom (UX-8)."""

    reader: Reader
    chats: Chats
    links: Links
    now: datetime
    default_language: str = "en"
    default_zone: str = "UTC"

    def to_person(self, person: Person | None, home: Home | None = None) -> Translator:
        """Return the person's own language and zone; the home's, then the deployment's zone."""
        language = language_for(
            person.language if person else None,
            person.telegram_language if person else None,
            home.language if home else None,
            default=self.default_language,
        )
        return Translator(language, self.zone_of(person, home))

    def to_home(self, home: Home | None) -> Translator:
        """Return the group's language and zone."""
        language = language_for(home.language if home else None, default=self.default_language)
        return Translator(language, self.zone_of(None, home))

    def zone_of(self, person: Person | None, home: Home | None) -> str:
        """Return the IANA zone in which times are told."""
        return (
            (person.zone if person else None) or (home.zone if home else None) or self.default_zone
        )
