"""The way to the handlers: what Telegram is asked to tell, and what every handler is given."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.enums import UpdateType
from aiogram.types import Update

from bot import product
from bot.context import Contexts
from bot.membership import Membership

UPDATES = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.CHOSEN_INLINE_RESULT,
    UpdateType.PRE_CHECKOUT_QUERY,
    UpdateType.MY_CHAT_MEMBER,
    UpdateType.CHAT_MEMBER,
)
"""What Telegram is asked to tell; without being named, chat_member is not told at all."""


class Dispatching:
    """Gives an update, with its context, to whichever handler it is for.

    This is aiogram's router without its `Dispatcher`, which goes through an observer, two
    middlewares and a log line of its own for every update before it comes to the same call.
    """

    def __init__(self, contexts: Contexts, router: Router | None = None) -> None:
        """`router` has the handlers; without it they are the product's."""
        self._contexts = contexts
        self._router = Router(name="all")
        membership = Membership(contexts.acquaintance)
        for observer in (
            self._router.message,
            self._router.my_chat_member,
            self._router.chat_member,
        ):
            observer.outer_middleware(membership)
        if router is None:
            product.add_handlers(self._router)
        else:
            self._router.include_router(router)

    async def feed_update(self, bot: Bot, update: Update) -> None:
        """Handle an update; acts of no concern end here."""
        context = await self._contexts.of(update)
        if context is not None:
            await self._router.propagate_event(
                update_type=update.event_type, event=update.event, bot=bot, context=context
            )
