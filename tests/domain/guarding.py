"""What replicas would undo for each other: records replaced without being locked beforehand.

The desk locks what a command's Needs name themselves (`storage.locks`); all else of the loaded
world may be changed elsewhere meanwhile.
"""

from __future__ import annotations

from domain.buy import GroupBuy
from domain.conversation import Conversation
from domain.draft import Draft
from domain.ids import BuyId
from domain.outcome import CodeGuess, DraftEnd, Erasure, Outcome, Release, Save
from domain.people import Home, Membership, Person
from domain.world import Needs, World


def unguarded(world: World, needs: Needs, outcome: Outcome) -> list[Save]:
    """Return what `outcome` would replace of `world`, loaded for `needs`, without a lock."""
    return [save for save in outcome.saves if not _guarded(world, needs, save)]


def _guarded(world: World, needs: Needs, save: Save) -> bool:
    match save:
        case Person(id=person) | Erasure(person=person) | Release(person=person):
            return person in needs.people
        case Home(id=home):
            return home in needs.homes
        case Membership(home=home, person=person):
            return (home, person) in needs.memberships
        case Draft(id=draft) | DraftEnd(draft=draft):
            return draft in needs.drafts
        case Conversation() | CodeGuess():
            return True  # written without having been looked at: the last one counts
        case GroupBuy(id=buy) if buy not in world.buys:
            return buy in needs.drafts
        case _:
            buy = save.id if isinstance(save, GroupBuy) else save.buy
            pairs = needs.orders | needs.parts
            locked = needs.buys | needs.whole | {one for one, _ in pairs} | _paid_for(world, needs)
            taken_part = needs.everything_of and buy in world.buys
            return buy in locked or bool(taken_part) or buy in needs.drafts


def _paid_for(world: World, needs: Needs) -> set[BuyId]:
    """Return the buys whose parts the invoices and charges named are for: they are locked too."""
    invoices = {one.buy for one in world.invoices.values() if one.id in needs.invoices}
    charges = {one.buy for one in world.charges.values() if one.id in needs.charges}
    return invoices | charges
