"""Percentages: `5%`, `%5`, `5 percent`, `百分之5`, and `9折`, which leaves a tenth off."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.reading.numbers import basis_points
from handlers.reading.setting import roles_of
from handlers.reading.tokens import Token

TENTHS = {1: 1000, 2: 100}
"""Basis points left of the price for one unit of 折: 9折 is 90 %, 85折 is 85 %."""
WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Percent:
    """Hundredths of a percent, how many tokens it takes, and whether 折 says that they come off."""

    basis_points: int
    size: int
    off: bool = False


def percent_at(some: tuple[Token, ...], at: int, mark: str) -> Percent | None:
    """Return the percentage that begins at `at`, or None; `mark` as in `basis_points`."""
    start, at = at, _sign(some, at)
    before = at > start
    if at >= len(some) or some[at].kind != "num":
        return None
    number = some[at].text
    roles, size = roles_of(some, at + 1)
    if "tenths" in roles:
        points = _tenths(number)
        return Percent(points, at + 1 + size - start, off=True) if points else None
    end = _sign(some, at + 1)
    if not before and end == at + 1:
        return None
    found = basis_points(number, mark)
    return Percent(found, end - start) if found is not None else None


def _sign(some: tuple[Token, ...], at: int) -> int:
    """Return where a percent sign or word at `at` ends; `at` if there is none."""
    if at < len(some) and some[at].text == "%":
        return at + 1
    roles, size = roles_of(some, at)
    return at + size if "percent" in roles else at


def _tenths(text: str) -> int | None:
    """Return what 折 leaves off: 9折 pays 90 %, 8.5折 and 85折 pay 85 %."""
    digits = text.replace(".", "")
    if not digits.isdecimal() or digits[-1] == "0" or len(digits) > 2:  # noqa: PLR2004 - 折 has at most two digits
        return None
    off = WHOLE - int(digits) * TENTHS[len(digits)]
    return off if 0 < off < WHOLE else None
