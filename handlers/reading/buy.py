"""The one-line (or many-line) `/buy`: from what was typed to a `BuyEntry`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.draft import Field
from handlers.reading.card_lines import stated_zone
from handlers.reading.entry import BuyEntry
from handlers.reading.finish import finish
from handlers.reading.gather import Gathering
from handlers.reading.lexicon import lexicon
from handlers.reading.lines import lines, weight
from handlers.reading.money import sum_at
from handlers.reading.parts import MOST_PARTS, classify
from handlers.reading.quotes import unquoted
from handlers.reading.setting import MOST_OPTIONS, Setting, asked, cut
from handlers.reading.text import plain
from handlers.reading.tokens import Way


def read_buy(
    text: str, *, now: datetime, zone: str, default_currency: str, languages: Sequence[str]
) -> BuyEntry:
    """Return what `text` states of a group buy, with questions for what is not certain.

    The person's or group's language stands first in `languages`: questions offer answers in it.
    Words of every language are understood. `now` is aware; `zone` an IANA name.

    A ladder, stock or case size on an item's line is the item's; on a line of its own it is the
    buy's. With a single item there is no difference.
    """
    cut_lines = lines(text)
    code, several = _currency(cut_lines, default_currency)
    setting = Setting(now, _zone(cut_lines) or zone, code, tuple(languages) or ("en",))
    gathered = Gathering(setting)
    left = MOST_PARTS
    for line in cut_lines:
        left -= weight(line)
        if left < 0:
            gathered.ask(Field.ITEMS, line[0])
            break
        opening = line is cut_lines[0] and len(cut_lines) > 1
        closing = line is cut_lines[-1] and len(cut_lines) > 1
        gathered.take(classify(line, setting, opening=opening, closing=closing))
    if several:
        sign = next(iter(several))
        gathered.questions.insert(0, asked(Field.CURRENCY, sign, several[sign]))
    return finish(gathered)


def _zone(cut_lines: list[list[str]]) -> str | None:
    """Return the zone that the entry names for its times, or None."""
    parts = [
        (part, at == 0 and (len(line) > 1 or line is cut_lines[0]))
        for line in cut_lines
        for at, part in enumerate(line)
    ]
    zones = (stated_zone(part, first) for part, first in parts[:MOST_PARTS])
    return next((zone for zone in zones if zone), None)


def _currency(cut_lines: list[list[str]], default: str) -> tuple[str, dict[str, tuple[str, ...]]]:
    """Return the entry's currency, and the sign that leaves it open with what it may mean.

    A price that begins its part decides before one within a name ("Euro 5 cleaner; 42 USD").
    """
    sums: list[tuple[bool, tuple[str, ...], str]] = []
    for part in [unquoted(part) for line in cut_lines for part in line][:MOST_PARTS]:
        some = lexicon().tokens(plain(part), Way())
        alone = sum_at(some, 0) is not None
        found = (sum_at(some, at, alone) for at in range(len(some)))
        sums += [(not alone, one[0].codes, part) for one in found if one and one[0].codes]
    sums.sort(key=lambda one: one[0])
    definite = next((codes[0] for _, codes, _ in sums if len(codes) == 1), None)
    if definite or not sums:
        return definite or default, {}
    _, codes, part = sums[0]
    return (default, {}) if default in codes else ("", {cut(part): codes[:MOST_OPTIONS]})
