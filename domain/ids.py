"""The kinds of identity: plain numbers that the type checker keeps apart."""

from __future__ import annotations

from typing import NewType

PersonId = NewType("PersonId", int)
"""Telegram's numeric id of a person; the only key a person has."""

HomeId = NewType("HomeId", int)
"""The place a group buy lives in; opaque here, storage knows which chat it is."""

BuyId = NewType("BuyId", int)
"""A group buy; the same number as the draft it was started from."""

ItemNo = NewType("ItemNo", int)
"""An item's number within its group buy, counted from 1 and never used again."""

GuestNo = NewType("GuestNo", int)
"""A guest's number with their host within one group buy; 0 is the host."""

HOST = GuestNo(0)

ANONYMOUS_ADMINISTRATOR = PersonId(1087968824)
"""GroupAnonymousBot: the id Telegram puts where an administrator stays anonymous; no person."""
