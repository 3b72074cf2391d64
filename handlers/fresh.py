"""Fresh ids, join codes and tokens, from the system's source of chance."""

from __future__ import annotations

import secrets

from domain.ids import BuyId
from domain.ports import Reader

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No 0/O and no 1/I: join codes are read aloud and typed."""

CODE_LENGTH = 6
TOKEN_BYTES = 12


def buy_id() -> BuyId:
    """Return a new id for a draft, and so for its buy: 53 bits, exact in any JSON reader."""
    return BuyId(secrets.randbits(53))


def join_code() -> str:
    """Return a new join code: 6 of 32 letters, a thousand million possibilities."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


async def free_code(reader: Reader) -> str:
    """Return a new join code that no buy has or ever had, drawn again where chance repeats.

    Two buys that draw the same code within one moment are left to the database, which lets the
    second wait: its update is handled again, and draws another code.
    """
    code = join_code()
    while await reader.buy_by_code(code) is not None:
        code = join_code()
    return code


def could_be_code(text: str) -> bool:
    """Tell whether `text` (upper case) is made like a join code; most words are not."""
    return len(text) == CODE_LENGTH and set(text) <= set(ALPHABET)


def token() -> str:
    """Return a new personal token: 96 bits in 16 URL-safe characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)
