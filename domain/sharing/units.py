"""Sharing out units among lines in the order of asking."""

from __future__ import annotations

from collections.abc import Sequence


def first_come(wanted: Sequence[int], there_are: int) -> list[int]:
    """Return what each gets of `there_are` units, by who asked first, up to what they want.

    It is how stock is given to those who wait for it, how tolerance completes a case, and, with
    fewer units than are wanted, how what is missing falls out of the latest quantities.
    """
    got = []
    for units in wanted:
        given = min(units, there_are)
        there_are -= given
        got.append(given)
    return got
