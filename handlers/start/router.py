"""/start with all its links, /my, and join codes typed in private."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import Message

from domain.ids import BuyId, HomeId
from handlers.answering import answer
from handlers.context import Context
from handlers.draft.start import go_on, start_new
from handlers.filters import InGroup, InPrivate
from handlers.group_reply import Reply, link
from handlers.my.listing import show_my
from handlers.order.landing import landing
from handlers.organiser.handing_out import scanned
from handlers.organiser.saying import say
from handlers.organiser.start import run_this
from handlers.reading.orders import read_code
from handlers.share.handing import open_share
from handlers.start.arriving import open_by_code, open_by_token, open_from_card
from handlers.start.ordering import order_private
from handlers.start.payload import Leads, read_payload
from handlers.start.screens import hello_screen

router = Router(name="start")


@router.message(InPrivate(), CommandStart())
async def started(message: Message, command: CommandObject, context: Context, bot: Bot) -> None:
    """Go straight where the link leads."""
    payload = read_payload(command.args or "")
    buy = BuyId(payload.number)
    match payload.leads:
        case Leads.HELLO:
            await answer(message, hello_screen(context.t, context.links))
        case Leads.CODE:
            code = read_code(payload.text)
            asked = code if isinstance(code, str) else payload.text
            await _land(message, context, await open_by_code(context, asked, bot))
        case Leads.TOKEN:
            await _land(message, context, await open_by_token(context, payload.text))
        case Leads.ORDER:
            await _land(message, context, await open_from_card(context, buy, bot))
        case Leads.SHARE:
            await open_share(message, context, buy)
        case Leads.NEW:
            home = HomeId(payload.number) if payload.number else None
            await start_new(message, context, home, bot, payload.topic)
        case Leads.DRAFT:
            await go_on(message, context, buy, bot)
        case Leads.RUN:
            await run_this(message, context, buy, bot)
        case Leads.HAND_OUT:
            await scanned(message, context, payload.text)


@router.message(InPrivate(), Command("order", "status"))
async def ordering(message: Message, command: CommandObject, context: Context, bot: Bot) -> None:
    """/order or /status in private."""
    await order_private(message, context, (command.args or "").strip(), bot)


@router.message(InPrivate(), Command("my"))
async def listed(message: Message, context: Context) -> None:
    """/my."""
    await show_my(message, context)


@router.message(InGroup(), Command("my"))
async def listed_elsewhere(message: Message, context: Context) -> None:
    """/my in a group: where one's buys are."""
    button = link("privacy-open", context.links.private())
    await say(message, context, Reply("my-in-private", rows=((button,),)))


async def _land(message: Message, context: Context, buy: BuyId) -> None:
    await answer(message, await landing(context, buy))
