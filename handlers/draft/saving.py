"""Putting a draft down, and showing it where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aiogram import Bot
from aiogram.types import CallbackQuery, Message

from domain.commands.drafts import SaveDraft
from domain.conversation import Conversation, Expecting
from domain.draft import Draft
from domain.errors import DraftGone, NotListed, NotYourDraft
from domain.ids import BuyId, HomeId
from domain.payment import AMONG_FRIENDS
from domain.people import Home
from handlers.answering import answer, note, show
from handlers.context import Context
from handlers.draft.card import draft_screen, known_around
from handlers.draft.online import as_allowed, methods_for
from handlers.draft.steps import asked
from handlers.fresh import buy_id
from handlers.organiser.administrators import may_start_as_administrator
from handlers.reading.paying import of_currency
from handlers.screen import Screen


def new_draft(
    context: Context, home: Home | None, *, in_group: bool = False, number: BuyId | None = None
) -> Draft:
    """Return an empty draft: the zone is the organiser's, else the home's, else the bot's."""
    currency = (home.currency if home else None) or context.default_currency
    return Draft(
        id=buy_id() if number is None else number,
        owner=context.actor,
        home=home.id if home else None,
        created_at=context.now,
        zone=context.person.zone or (home.zone if home else None) or context.default_zone,
        currency=currency,
        payment=of_currency(AMONG_FRIENDS, currency),
        in_group=in_group,
    )


async def own_draft(context: Context, draft: BuyId) -> Draft:
    """Return one's own draft; raises `DraftGone` or `NotYourDraft`."""
    found = await context.reader.draft(draft)
    if found is None:
        raise DraftGone
    if found.owner != context.actor:
        owner = await context.reader.person(found.owner)
        raise NotYourDraft(owner.name if owner else "")
    return found


async def save(
    context: Context, draft: Draft, bot: Bot, *, private: bool, reply_to: int | None = None
) -> Draft:
    """Write the draft; in private its open question decides what the next text means.

    Returns what is stored: an update that comes twice is answered with the draft it made first.
    Raises `NotListed`, once the rest is safe, where paying through Telegram is not for the actor.
    """
    wanted, draft = draft, as_allowed(draft, context)
    conversation = None
    if private:
        waits = asked(draft, context.now) is not None
        conversation = Conversation(
            context.actor,
            Expecting.DRAFT if waits else Expecting.NOTHING,
            buy=draft.id if waits else None,
        )
    await context.desk.submit(
        SaveDraft(
            context.cause.then("draft"),
            context.actor,
            draft,
            conversation,
            by_administrator=await may_start_as_administrator(bot, context, draft.home),
            reply_to=reply_to,
        )
    )
    if wanted != draft:
        raise NotListed
    stored = await context.reader.draft(draft.id)
    return stored or await context.reader.latest_draft(context.actor) or draft


async def screen_of(context: Context, draft: Draft) -> Screen:
    """Return the draft's screen for its owner's private chat."""
    known = await known_around(draft, context.reader, context.default_zone)
    known = replace(known, methods=methods_for(context))
    return draft_screen(draft, context.t, context.now, known, context.links, in_group=False)


async def show_draft(event: Message | CallbackQuery, context: Context, draft: Draft) -> None:
    """Show the draft in private; a card in the group is brought up to date by its notice."""
    if isinstance(event, Message):
        await answer(event, await screen_of(context, draft))
    elif event.message is not None and event.message.chat.id == event.from_user.id:
        await show(event, await screen_of(context, draft))
    else:
        await note(event)


async def homes_for(context: Context, home: HomeId | None) -> list[Home]:
    """Return the homes a new draft may be for: the one named, else all the person is known in.

    They are read once: another may become known at any moment, and whoever is known in one is
    not asked for which.
    """
    named = await context.reader.home(home) if home is not None else None
    return [named] if named else await context.reader.homes_of(context.actor)


def only(homes: Sequence[Home]) -> Home | None:
    """Return the home there is to begin with, where there is no choice."""
    return homes[0] if len(homes) == 1 else None
