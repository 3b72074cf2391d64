"""/settings, /privacy, /help and /cancel, and the taps on them."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.commands.people import Expect
from domain.conversation import Conversation, Expecting
from handlers.answering import answer
from handlers.context import Context
from handlers.draft.tapping import drop
from handlers.filters import Awaited
from handlers.group_reply import Reply, link
from handlers.in_group import topic_of
from handlers.organiser.saying import say
from handlers.screen import Screen
from handlers.settings.help import group_help, private_help
from handlers.settings.homes import home_tap, show_home
from handlers.settings.own import own_tap, typed_zone
from handlers.settings.presses import OnSettings
from handlers.settings.privacy import privacy_screen
from handlers.settings.screens import own_screen
from handlers.wording.names import title

router = Router(name="settings")


@router.message(Command("settings"))
async def settings(message: Message, context: Context) -> None:
    """One's own choices in private, the home's in a group."""
    if context.home is not None:
        await show_home(message, context, context.home)
    else:
        await answer(message, own_screen(context.person, context.t, context.t.zone))


@router.message(Command("privacy"))
async def privacy(message: Message, context: Context) -> None:
    """One's own data; in a group only where to see it."""
    if context.home is not None:
        button = link("privacy-open", context.links.private())
        await say(message, context, Reply("privacy-in-private", rows=((button,),)))
    else:
        await answer(message, privacy_screen(context.t))


@router.message(Command("help"))
async def help_asked(message: Message, context: Context) -> None:
    """What to do next."""
    if context.home is not None:
        home, t = context.home.id, context.home_t or context.t
        live = len(await context.reader.live_buys(home))
        await say(message, context, group_help(t, context.links, home, live, topic_of(message)))
        return
    draft = await context.reader.latest_draft(context.actor)
    lines = await context.reader.my_buys(context.actor, since=context.now)
    await answer(message, private_help(context.t, context.links, draft, lines))


@router.message(Command("cancel"))
async def cancel(message: Message, context: Context) -> None:
    """Stop what is being asked: a draft is dropped, a question forgotten."""
    if context.home is not None:
        await say(message, context, Reply("help-cancel-in-group"))
        return
    conversation = await context.reader.conversation(context.actor)
    draft = await context.reader.latest_draft(context.actor)
    if draft is not None and conversation.expecting in (Expecting.DRAFT, Expecting.NOTHING):
        await drop(context, draft)
        called = title(draft.title, context.t)
        await answer(message, Screen(context.t("help-dropped", title=called), remove_keyboard=True))
        return
    if conversation.expecting is not Expecting.NOTHING:
        await context.desk.submit(Expect(context.cause, context.actor, Conversation(context.actor)))
        await answer(message, Screen(context.t("help-stopped"), remove_keyboard=True))
        return
    await answer(message, Screen(context.t("help-nothing-to-cancel"), remove_keyboard=True))


@router.callback_query(OnSettings.filter())
async def tapped(
    callback: CallbackQuery, callback_data: OnSettings, context: Context, bot: Bot
) -> None:
    """A tap in settings, one's own or a home's."""
    if callback_data.home:
        await home_tap(callback, context, callback_data, bot)
    else:
        await own_tap(callback, context, callback_data, bot)


@router.message(Awaited(Expecting.ZONE))
async def zone(message: Message, context: Context) -> None:
    """A city typed for one's zone."""
    await typed_zone(message, context)
