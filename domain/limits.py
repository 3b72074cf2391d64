"""How large things may get; beyond is no real group buy, and would not fit a screen."""

from __future__ import annotations

from datetime import timedelta

ITEMS = 30
TIERS = 20
NAME_LENGTH = 200
"""Characters of a title or an item's name."""
UNIT_LENGTH = 20
LABEL_LENGTH = 100
"""Characters of what a guest, or someone with a personal link, is called."""
HOW_TO_PAY_LENGTH = 500
ADDRESS_LENGTH = 500
TRACKING_LENGTH = 200
"""Characters of a tracking number, or of a link to follow what was sent."""
QUANTITY = 9_999
"""Units on one line, and any limit in units or people that an organiser sets."""
CONDITIONS = 10
"""Price limits of one order line."""
STOCK = 1_000_000
PRICE = 10_000_000_000
"""Minor units: with the other limits every sum stays within 64 bits."""
AMOUNT = PRICE * QUANTITY
"""Minor units of a threshold or minimum at list price."""
GUESTS = 50
"""Guests of one host in one buy."""
NAMED = 500
"""Standing invitations of one buy."""
EXTENSION = timedelta(days=30)
