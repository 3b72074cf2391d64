"""Destination areas: `area North: fee 5, 10% off`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from domain.delivery import NO_AREA, Area
from domain.draft import Field, Question
from domain.errors import MixedCurrencies
from handlers.reading.headed import after_word, name_and_rest
from handlers.reading.money import sum_at
from handlers.reading.percents import percent_at
from handlers.reading.setting import Setting, asked, read_every_way, roles_of
from handlers.reading.text import COMMA, clean, plain
from handlers.reading.tokens import Token, Way
from handlers.reading.write_goods import Writing, write_area

_DIGIT = re.compile(r"[0-9]")
BETWEEN = frozenset({",", COMMA, "/", "·", ":", "="})


@dataclass(frozen=True, slots=True)
class Read:
    """What was said of an area; `sure` says that each number had its word."""

    fee: int | None = None
    basis_points: int | None = None
    sure: bool = True
    foreign: str | None = None


def read_area(
    typed: str, setting: Setting, *, bare: bool = False
) -> Area | Question | MixedCurrencies | None:
    """Return the area that `typed` states, without its number, or None if it states none.

    A number without its word, which may be a fee or money off, is a question. `bare` says that
    areas were asked about, so that the word for one is not needed.
    """
    rest = after_word(typed, "area")
    if rest is None and bare:
        rest = clean(typed).strip()
    name, terms = name_and_rest(rest or "")
    if not name or (terms is None and not bare):
        return None
    if not terms:
        plainest = [] if _DIGIT.search(plain(name)) else [_written(Read(), name, setting)]
        return asked(Field.AREAS, typed, plainest) if bare else None
    found = read_every_way(terms, lambda some, way: _Terms(some, way, setting).read())
    if foreign := next((one.foreign for one in found if one.foreign), None):
        return MixedCurrencies(setting.currency, foreign)
    sure = [one for one in found if one.sure]
    if len(sure) == 1:
        return _area(sure[0], name)
    options = [_written(one, name, setting) for one in sure or found]
    return asked(Field.AREAS, typed, options) if found else None


def _area(read: Read, name: str) -> Area:
    return Area(NO_AREA, name, read.fee or 0, read.basis_points or 0)


def _written(read: Read, name: str, setting: Setting) -> str:
    return write_area(_area(read, name), Writing(setting.t, setting.currency))


class _Terms:
    """One pass over the tokens after an area's name."""

    def __init__(self, some: tuple[Token, ...], way: Way, setting: Setting) -> None:
        self.some, self.way, self.setting = some, way, setting
        self.at = 0
        self.said = Read()

    def read(self) -> Read | None:
        """Return what the tokens mean, all of them, or None."""
        while self.at < len(self.some):
            roles, size = roles_of(self.some, self.at)
            if self.some[self.at].text in BETWEEN or "and" in roles:
                self.at += max(size, 1)
            elif "no_fee" in roles and self.said.fee is None:
                self.at += size
                self.said = replace(self.said, fee=0)
            elif not (self._off() or self._fee()):
                return None
        return self.said if self.said != Read() else None

    def _off(self) -> bool:
        """Take `10% off`, `-10%`, `9折`."""
        start = self.at
        worded = self._take("off", "-")
        percent = percent_at(self.some, self.at, self.setting.mark)
        if percent is None or self.said.basis_points is not None:
            self.at = start
            return False
        self.at += percent.size
        worded = self._take("off") or worded or percent.off
        sure = self.said.sure and worded
        self.said = replace(self.said, basis_points=percent.basis_points, sure=sure)
        return True

    def _fee(self) -> bool:
        """Take `fee 5`, `5 EUR fee`, `+5`."""
        worded = self._take("fee", "+")
        self._take("", ":", "=")
        worded = self._take("", "+") or worded
        found = sum_at(self.some, self.at)
        if found is None or self.said.fee is not None:
            return False
        total, size = found
        self.at += size
        worded = self._take("fee") or worded
        self._take("each")
        amount = total.amount(self.way, self.setting)
        if amount is None:
            return False
        foreign = total.foreign(self.setting)
        sure = self.said.sure and worded
        self.said = replace(self.said, fee=amount, sure=sure, foreign=foreign)
        return True

    def _take(self, role: str, *signs: str) -> bool:
        """Take all words with that role, or one of the signs, and tell whether there were any."""
        start = self.at
        while self.at < len(self.some) and role in (found := roles_of(self.some, self.at))[0]:
            self.at += found[1]
        if self.at < len(self.some) and self.some[self.at].text in signs:
            self.at += 1
        return self.at > start
