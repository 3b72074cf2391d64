"""The translator: from a message's key and values to what one reader sees, in their language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import lru_cache
from gettext import GNUTranslations
from typing import Any
from zoneinfo import ZoneInfo

from babel.lists import format_list
from markupsafe import Markup, escape

from locales.catalogue import LANGUAGES, catalogue
from locales.formats import (
    clock_time,
    day_and_time,
    money,
    number,
    percent,
    sign,
    tg_time,
)


@dataclass(frozen=True)
class Translator:
    """Speaks one language (a folder of `locales/`) and tells times in one IANA zone.

    A key names a message; values fill its braces. Calling it gives HTML in which every value is
    escaped unless it is `Markup`; `plain` gives text for alerts and buttons, where Telegram
    reads no HTML. With `count` the right plural form is taken and `{count}` is filled.
    """

    language: str
    zone: str = "UTC"

    def __call__(self, key: str, /, *, count: int | None = None, **values: Any) -> Markup:
        """Return the message as HTML for Telegram."""
        return Markup(self._template(key, count)).format(  # noqa: S704 - our own catalogue
            **self._numbers(count), **values
        )

    def plain(self, key: str, /, *, count: int | None = None, **values: Any) -> str:
        """Return the message as plain text."""
        return self._template(key, count).format(**self._numbers(count), **values)

    def has(self, key: str) -> bool:
        """Tell whether there is a message of this key."""
        # Older Pythons find a message with plural forms by its number alone.
        return self._messages.gettext(key) != key or self._messages.ngettext(key, key, 1) != key

    def money(self, amount: int, currency: str) -> str:
        """Return minor units as people write them, with the currency's code: 42.00 EUR, 50 ⭐.

        Right to left it stands between marks: else the code's Latin letters would lay out a line
        that begins with it from left to right, and draw a number that follows to their side.
        """
        mark = "\u200f" if self.right_to_left else ""
        return f"{mark}{money(amount, currency, self.language)}\u00a0{sign(currency)}{mark}"

    def amount(self, amount: int, currency: str) -> str:
        """Return minor units without the currency, for a line that names it already."""
        return money(amount, currency, self.language)

    def number(self, value: int) -> str:
        """Return a whole number as people write it."""
        return number(value)

    def percent(self, basis_points: int) -> str:
        """Return hundredths of a percent as people write them: 12.5%."""
        return percent(basis_points, self.language)

    def when(self, moment: datetime, now: datetime) -> str:
        """Return a moment as people say it: within a week by weekday, else by date."""
        return day_and_time(moment, now, self._zone, self.language)

    def when_live(self, moment: datetime, now: datetime) -> Markup:
        """Return a moment that Telegram shows in the reader's own zone (HTML)."""
        return Markup(  # noqa: S704 - escaped there
            tg_time(moment, now, self.when(moment, now))
        )

    def time(self, moment: datetime) -> str:
        """Return the time of day."""
        return clock_time(moment, self._zone, self.language)

    def names(self, names: list[str]) -> Markup:
        """Return escaped names as one list, as the language joins them."""
        return Markup(  # noqa: S704 - each is escaped
            format_list([str(escape(name)) for name in names], locale=self.language)
        )

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.language == "ar"

    @property
    def _zone(self) -> tzinfo:
        return ZoneInfo(self.zone)

    @property
    def _messages(self) -> GNUTranslations:
        return catalogue(self.language)

    def _template(self, key: str, count: int | None) -> str:
        if count is None:
            return self._messages.gettext(key)
        return self._messages.ngettext(key, key, count)

    def _numbers(self, count: int | None) -> dict[str, Any]:
        return {} if count is None else {"count": self.number(count)}


def language_for(*wishes: str | None, default: str = "en") -> str:
    """Return the first wish that is a language of ours; IETF tags match by their first part.

    Chinese of any kind is served in Simplified Chinese.
    """
    for wish in wishes:
        if wish and (found := _match(wish)):
            return found
    return default


@lru_cache(maxsize=256)
def _match(wish: str) -> str | None:
    tag = wish.lower().replace("_", "-")
    if tag.startswith("zh"):
        return "zh_Hans"
    head = tag.split("-")[0]
    return head if head in LANGUAGES else None
