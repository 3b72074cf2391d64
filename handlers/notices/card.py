"""The card, and the card again further down."""

from __future__ import annotations

from handlers.card.screen import card_screen, retired_card
from handlers.notices.facts import Facts
from handlers.notices.say import How, Say, Verdict


async def card(facts: Facts) -> Verdict:
    """Post the card or edit it in place."""
    screen = card_screen(facts.view, facts.t, facts.now, facts.scene.links)
    return Say(screen, How.CARD, silent=facts.post(screen).silent)


async def card_again(facts: Facts) -> Verdict:
    """Bring the card down again; somebody asked, so it may be heard."""
    screen = card_screen(facts.view, facts.t, facts.now, facts.scene.links)
    return Say(screen, How.CARD_AGAIN, retired=retired_card(facts.view, facts.t))
