"""What organisers type and tap, in the group and in private."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from domain.conversation import Conversation, Expecting
from handlers.context import Context
from handlers.filters import Awaited, InPrivate
from handlers.in_group import in_group
from handlers.organiser import correcting, finding, handing_out, returning
from handlers.organiser.acting import bare, buy_of
from handlers.organiser.asking import moved_on
from handlers.organiser.collecting import part_paid
from handlers.organiser.commands import extend_to, invite_here
from handlers.organiser.performing import perform
from handlers.organiser.picked import picked
from handlers.organiser.presses import OnBuy, Verb
from handlers.organiser.saying import say
from handlers.organiser.typed import edited, labelled
from handlers.organiser.which import ask_which, meant

COMMANDS = {
    "invite": Verb.INVITE,
    "nudge": Verb.NUDGE,
    "edit": Verb.EDIT,
    "extend": Verb.EXTEND,
    "close": Verb.CLOSE,
    "calloff": Verb.CALL_OFF,
}

TYPED = {
    Expecting.ARRIVED: correcting.arrived,
    Expecting.BILL: correcting.billed,
    Expecting.RETURNED: returning.returned,
    Expecting.TRACKING: handing_out.tracked,
    Expecting.SEARCH: finding.sought,
}

router = Router(name="organiser")


@router.callback_query(OnBuy.filter())
async def tapped(callback: CallbackQuery, callback_data: OnBuy, context: Context, bot: Bot) -> None:
    """A button of somebody who runs a buy."""
    if not in_group(callback):
        await moved_on(context)
    buy = await buy_of(context, callback_data.buy)
    await perform(callback, context, buy, callback_data, bot)


@router.message(Command(*COMMANDS))
async def asked(message: Message, command: CommandObject, context: Context, bot: Bot) -> None:
    """A command: with what else was typed if that says it all, else with buttons."""
    verb = COMMANDS[command.command]
    buys = await meant(message, context)
    if len(buys) != 1:
        await say(message, context, ask_which(buys, verb, context.home_t or context.t))
        return
    buy = buys[0]
    if buy.run_by(context.actor):
        if verb is Verb.INVITE and await invite_here(message, context, buy):
            return
        if verb is Verb.EXTEND and await extend_to(message, command.args or "", context, buy):
            return
    await perform(message, context, buy, bare(verb, buy), bot)


@router.message(InPrivate(), F.users_shared.request_id > 1)
async def chosen(message: Message, context: Context, bot: Bot) -> None:
    """People picked for a live buy."""
    await picked(message, context, bot)


@router.message(Awaited(Expecting.EDIT))
async def new_term(message: Message, context: Context, conversation: Conversation) -> None:
    """A new value for a term of a live buy."""
    await edited(message, context, conversation)


@router.message(Awaited(Expecting.PAID_AMOUNT))
async def amount(message: Message, context: Context, conversation: Conversation) -> None:
    """How much somebody paid."""
    await part_paid(message, context, conversation)


@router.message(Awaited(*TYPED))
async def after_the_close(message: Message, context: Context, conversation: Conversation) -> None:
    """Numbers, amounts and names asked for on the board and after the close."""
    await TYPED[conversation.expecting](message, context, conversation)


@router.message(Awaited(Expecting.INVITEE_LABEL))
async def label(message: Message, context: Context, conversation: Conversation, bot: Bot) -> None:
    """Whom a personal link is for, or @names to invite."""
    await labelled(message, context, conversation, bot)
