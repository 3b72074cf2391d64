"""Telegram counts text in UTF-16 code units; Python counts code points."""


def length(text: str) -> int:
    """How many UTF-16 units `text` has."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, offset: int, size: int) -> str:
    """The part of `text` that starts at unit `offset` and is `size` units long."""
    part = text.encode("utf-16-le")[2 * offset : 2 * (offset + size)]
    return part.decode("utf-16-le", errors="replace")
