"""Numbers in callback data: base 36, so that two ids of 53 bits fit into Telegram's 64 bytes."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LARGEST = 2**53
"""No id is larger: buys have 53 random bits, Telegram's ids at most 52."""


def encode(number: int) -> str:
    """Return a number from 0 on in base 36."""
    digits = ""
    while True:
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
        if not number:
            return digits


def decode(text: str) -> int | None:
    """Return the id that a number in base 36 stands for, None if it is not one."""
    try:
        number = int(text, len(DIGITS))
    except ValueError:
        return None
    return number if 0 <= number <= LARGEST else None


def _decode(value: Any) -> Any:
    return int(value, len(DIGITS)) if isinstance(value, str) else value


Int36 = Annotated[int, Field(ge=0, le=LARGEST), BeforeValidator(_decode), PlainSerializer(encode)]
"""A field of `CallbackData` that travels in base 36; forged ones beyond any id do not match."""
