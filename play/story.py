"""The story: what everyone does, in order. Each does it in a way of their own."""

from __future__ import annotations

from play.stage import Stage


async def starting(stage: Stage) -> None:
    """One line in the group, a look at what was read, Start."""
    organiser, home = stage[0], stage.world.group
    await organiser.says(stage.world.line, home)
    await organiser.taps("draft-start", home)


async def inviting(stage: Stage) -> None:
    """All six are named with Telegram's picker."""
    organiser = stage[0]
    await organiser.opens("card-my-order", stage.world.group)
    await organiser.taps("order-run")
    await organiser.taps("board-invite")
    await organiser.taps("invite-pick")
    await organiser.picks("invite-pick", stage.world.names[1:])


async def ordering(stage: Stage) -> None:
    """The first who looks sets off the nudges to the others; ten units reach a tier."""
    _, first, second, third, fourth, _, _ = stage.players
    home = stage.world.group
    await first.opens("card-my-order", home)
    await first.taps("order-other")
    await first.says("4")
    await second.taps("", label="2")
    await third.taps("card-more", home)
    await third.taps("card-more", home)
    await fourth.says(stage.world.order, home)


async def for_a_guest(stage: Stage) -> None:
    """One corrects a mistake, and orders for a guest as well."""
    fifth = stage[5]
    await fifth.taps("", label="3")
    await fifth.taps("card-less")
    await fifth.taps("order-for-a-guest")
    await fifth.says(stage.world.guest)
    await fifth.taps("order-other")
    await fifth.says("3")


async def the_last_one(stage: Stage) -> None:
    """Somebody the bot could not write to follows the link, and takes what was missing."""
    last = stage[-1]
    await last.opens("notice-open", stage.world.group)
    await last.taps("order-other")
    await last.says("5")


async def closing(stage: Stage) -> None:
    """The organiser looks at what closing brings, and closes."""
    organiser = stage[0]
    await organiser.taps("common-back")
    await organiser.taps("board-close")
    await organiser.taps("close-now")


async def paying(stage: Stage) -> None:
    """One looks how their share came about and says they paid; the organiser confirms."""
    organiser, first = stage[0], stage[1]
    await first.taps("statement-i-paid")
    await organiser.taps("board-mark-paid")


SCENES = (starting, inviting, ordering, for_a_guest, the_last_one, closing, paying)
"""In order, from the organiser's one line to the confirmed payment."""


async def story(stage: Stage) -> None:
    """Play every scene."""
    for scene in SCENES:
        await scene(stage)
