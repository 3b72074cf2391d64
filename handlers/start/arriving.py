"""Arriving at a buy: by its code, a personal link, or from the card. Guessing is slowed down."""

from __future__ import annotations

from datetime import timedelta

from aiogram import Bot

from domain.buy import Admission, GroupBuy
from domain.commands.member import Open
from domain.commands.people import GuessedCode, Meet
from domain.errors import GuessedTooOften, UnknownBuy, UnknownCode
from domain.ids import BuyId
from handlers.context import Context
from handlers.organiser.administrators import is_member

GUESSES = 5
"""Unknown codes in `GUESSING` after which somebody has to wait."""

GUESSING = timedelta(minutes=10)


async def open_by_code(context: Context, code: str, bot: Bot) -> BuyId:
    """Open the buy of a join code, and return which it is.

    Raises `UnknownCode`, `GuessedTooOften` and what `Open` refuses.
    """
    await _check_guessing(context)
    buy = await context.reader.buy_by_code(code)
    if buy is None:
        await context.desk.submit(GuessedCode(context.cause.then("guess"), context.actor))
        raise UnknownCode(typed=code)
    await note_membership(context, buy, bot)
    await context.desk.submit(Open(context.cause, context.actor, buy.id, code=code))
    return buy.id


async def open_by_token(context: Context, token: str) -> BuyId:
    """Open the buy of a personal link; raises `UnknownBuy` and as `open_by_code` does."""
    await _check_guessing(context)
    invitation = await context.reader.invitation(token)
    if invitation is None:
        await context.desk.submit(GuessedCode(context.cause.then("guess"), context.actor))
        raise UnknownBuy
    await context.desk.submit(Open(context.cause, context.actor, invitation.buy, token=token))
    return invitation.buy


async def open_from_card(context: Context, number: BuyId, bot: Bot) -> BuyId:
    """Open one's own order from the card in the group."""
    await _check_guessing(context)
    buy = await context.reader.buy(number)
    if buy is None:
        await context.desk.submit(GuessedCode(context.cause.then("guess"), context.actor))
        raise UnknownBuy
    await note_membership(context, buy, bot)
    await context.desk.submit(Open(context.cause, context.actor, buy.id))
    return buy.id


async def note_membership(context: Context, buy: GroupBuy, bot: Bot) -> None:
    """Ask Telegram about somebody not seen in the group yet, where only members may order."""
    if buy.home is None or buy.terms.admission is not Admission.CHAT:
        return
    seen = await context.reader.membership(buy.home, context.actor)
    if seen is not None and seen.gone_at is None:
        return
    if await is_member(bot, context, buy.home):
        person = context.person
        await context.desk.submit(
            Meet(
                context.cause.then("member"),
                context.actor,
                person.first_name,
                person.last_name,
                person.username,
                person.telegram_language,
                home=buy.home,
            )
        )


async def _check_guessing(context: Context) -> None:
    since = context.now - GUESSING
    if await context.reader.recent_guesses(context.actor, since) >= GUESSES:
        raise GuessedTooOften(seconds=int(GUESSING.total_seconds()))
