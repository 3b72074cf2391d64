"""The story: what everyone does, in order. Each does it in a way of their own."""

from __future__ import annotations

from play.stage import Stage

MARIA = 3
"""Units for the guest."""


async def story(stage: Stage) -> None:
    """Play it, from the organiser's one line to the confirmed payment."""
    await _starting(stage)
    await _inviting(stage)
    await _ordering(stage)
    await _the_last_one(stage)
    await _closing(stage)
    await _paying(stage)


async def _starting(stage: Stage) -> None:
    """One line in the group, a look at what was read, Start."""
    organiser, home = stage[0], stage.world.group
    await organiser.says(stage.world.line, home)
    await organiser.sees_button("draft-start", home)
    await stage.pause()
    await organiser.taps("draft-start", home)
    await organiser.sees_button("card-more", home)
    await stage.pause()


async def _inviting(stage: Stage) -> None:
    """All six are named with Telegram's picker."""
    organiser = stage[0]
    await organiser.opens("card-my-order", stage.world.group)
    await organiser.taps("order-run")
    await organiser.taps("board-invite")
    await organiser.sees_button("invite-pick")
    await stage.pause()
    await organiser.taps("invite-pick")
    await organiser.picks("invite-pick", stage.world.names[1:])
    await organiser.sees_button("board-nudge")
    await stage.pause()


async def _ordering(stage: Stage) -> None:
    """The first who looks sets off the nudges to the others; 15 are ordered by five."""
    _, first, second, third, fourth, fifth, _ = stage.players
    home = stage.world.group
    await first.opens("card-my-order", home)
    await first.sees_button("order-other")
    await stage.pause()
    await first.taps("order-other")
    await stage.pause()
    await first.says("4")
    await first.sees_button("order-cancel")
    await stage.pause()
    await second.taps("2", label="2")
    await second.sees_button("order-cancel")
    await stage.pause()
    await third.taps("card-more", home)
    await stage.pause()
    await third.taps("card-more", home)
    await stage.pause()
    await fourth.says(stage.world.order, home)
    await fourth.sees(lambda one: one.photo is not None, home)
    await stage.pause()
    await fifth.taps("3", label="3")
    await stage.pause()
    await fifth.taps("card-less")
    await stage.pause()
    await fifth.taps("order-for-a-guest")
    await fifth.says(stage.world.guest)
    await fifth.sees_button("order-back-to-own")
    await stage.pause()
    for _ in range(MARIA):
        await fifth.taps("card-more")
    await stage.pause()


async def _the_last_one(stage: Stage) -> None:
    """Somebody the bot could not write to follows the link, and takes what was missing."""
    last, home = stage[-1], stage.world.group
    await last.opens("notice-open", home)
    await last.sees_button("order-other")
    await stage.pause()
    await last.taps("order-other")
    await stage.pause()
    await last.says("5")
    await last.sees_button("order-cancel")
    await stage.pause()


async def _closing(stage: Stage) -> None:
    """The organiser looks at what closing brings, and closes."""
    organiser = stage[0]
    await organiser.taps("board-close")
    await stage.pause()
    await organiser.taps("close-now")
    for friend in stage.players[1:]:
        await friend.sees_button("statement-i-paid")
    await stage.pause()


async def _paying(stage: Stage) -> None:
    """One says they paid; the organiser confirms; they hear of it."""
    organiser, first = stage[0], stage[1]
    await first.taps("statement-i-paid")
    await stage.pause()
    await organiser.taps("notice-confirm-paid")
    await stage.pause()
