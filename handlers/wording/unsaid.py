"""What did not arrive, and why, in a few words."""

from __future__ import annotations

from domain.notices import BUG, GIVEN_UP, Fate, NoticeKind
from domain.views import Unsaid
from locales.translator import Translator

WHAT = {
    NoticeKind.CARD: "unsaid-what-card",
    NoticeKind.CARD_AGAIN: "unsaid-what-card",
    NoticeKind.TIER: "unsaid-what-tier",
    NoticeKind.MENTION: "unsaid-what-mention",
    NoticeKind.CLOSES_EARLY: "unsaid-what-closes_early",
    NoticeKind.GROUP_EXTENDED: "unsaid-what-extended",
    NoticeKind.EXTENDED: "unsaid-what-extended",
    NoticeKind.GROUP_SETTLED: "unsaid-what-result",
    NoticeKind.GROUP_CALLED_OFF: "unsaid-what-called_off",
    NoticeKind.CALLED_OFF: "unsaid-what-called_off",
    NoticeKind.NUDGE: "unsaid-what-nudge",
    NoticeKind.CLOSING_SOON: "unsaid-what-closing_soon",
    NoticeKind.STATEMENT: "unsaid-what-statement",
    NoticeKind.ITEM_REMOVED: "unsaid-what-changed",
    NoticeKind.TERMS_CHANGED: "unsaid-what-changed",
    NoticeKind.UNPAID: "unsaid-what-unpaid",
    NoticeKind.PAYMENT_MARKED: "unsaid-what-payment",
    NoticeKind.PAYMENT_DENIED: "unsaid-what-payment",
}

WHY = {
    "": "unsaid-state-never",
    "never started": "unsaid-state-never",
    "blocked": "unsaid-state-blocked",
    "gone": "unsaid-state-gone",
    "kicked": "unsaid-state-kicked",
    "chat not found": "unsaid-state-kicked",
    GIVEN_UP: "unsaid-state-away",
    BUG: "unsaid-state-bug",
}
"""By the reason of a notice's fate; anything else is a refusal of Telegram's."""


def what_said(t: Translator, kind: NoticeKind) -> str:
    """Return what a notice of a kind is called."""
    return t.plain(WHAT.get(kind, "unsaid-what-other"))


def why_said(t: Translator, reason: str) -> str:
    """Return why something did not arrive."""
    return t.plain(WHY.get(reason, "unsaid-state-refused"))


def state_said(t: Translator, unsaid: Unsaid) -> str:
    """Return how something stands that did not arrive, or may not have."""
    if unsaid.fate is Fate.UNKNOWN:
        return t.plain("unsaid-state-unknown")
    if unsaid.reason == "chat not found":  # with a person that is one who never opened the bot
        return t.plain("unsaid-state-never")
    return why_said(t, unsaid.reason)
