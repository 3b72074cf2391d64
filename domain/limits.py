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
AREAS = 20
POINTS = 20
"""Pick-up points of one buy."""
SLOTS = 20
"""Times to choose from at one of them."""
PLACE_LENGTH = 100
"""Characters of what an area, a pick-up point or a slot is called."""
CONTACT_LENGTH = 254
"""Characters of an e-mail address (RFC 5321, 4.5.3.1.3), and of a supplier's link too."""
POINTS_LAST = timedelta(days=3650)
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
