"""Who orders what in a benchmark: the same numbers where it is seeded, tapped and counted."""

from __future__ import annotations

from dataclasses import dataclass

TOKEN = "4200001:benchmark-token-of-no-value-at-all-00"  # noqa: S105 - opens nothing
SECRET = "benchmark-secret-0123456789"  # noqa: S105 - opens nothing
PATH = "/update"
"""Where every server takes updates."""

BOT_ID, BOT_NAME = 4200001, "group_buy_bot"

ORGANISER = 4_999_999_999
FIRST_RESIDENT, FIRST_NEWCOMER = 5_000_000_000, 7_000_000_000
FIRST_BUY = 2**52 + 123_456_789
FIRST_CHAT = -1_002_000_000_000
CARD = 4711
"""The message that is the card, in every chat."""

ITEM, PRICE = 1, 4200


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many residents who have ordered one unit each, over so many buys with a group each."""

    buys: int = 1
    residents: int = 1_000

    def buy_of(self, person: int) -> int:
        """Return which buy, counted from 0, a person of either kind orders in."""
        return person % self.buys

    def residents_of(self, buy: int) -> list[int]:
        """Return the ids of those who have ordered in a buy."""
        first = FIRST_RESIDENT
        return [first + n for n in range(self.residents) if self.buy_of(first + n) == buy]


def buy_id(buy: int) -> int:
    """Return the id of a buy counted from 0."""
    return FIRST_BUY + buy


def chat_id(buy: int) -> int:
    """Return the group in which a buy takes place."""
    return FIRST_CHAT - buy


def title(buy: int) -> str:
    """Return what that group is called."""
    return f"Stairs {buy}"


def first_name(person: int) -> str:
    """Return what somebody is called."""
    return f"Neighbour {person % 1_000_000}"


def username(person: int) -> str:
    """Return somebody's username."""
    return f"neighbour{person}"
