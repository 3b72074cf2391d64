"""aiogram's dispatcher: what it is asked to tell, and what every handler is given."""

from __future__ import annotations

from aiogram import Dispatcher, Router
from aiogram.enums import UpdateType

from bot import product
from bot.context import Contexts
from bot.membership import Membership

UPDATES = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.CHOSEN_INLINE_RESULT,
    UpdateType.MY_CHAT_MEMBER,
    UpdateType.CHAT_MEMBER,
)
"""What Telegram is asked to tell; without being named, chat_member is not told at all."""


def dispatching(contexts: Contexts, router: Router | None = None) -> Dispatcher:
    """Return a dispatcher that gives each update its context and notes who comes and goes.

    `router` has the handlers; without it they are the product's.
    """
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.update.outer_middleware(contexts)
    membership = Membership(contexts.acquaintance)
    for observer in (dispatcher.message, dispatcher.my_chat_member, dispatcher.chat_member):
        observer.outer_middleware(membership)
    if router is None:
        product.add_handlers(dispatcher)
    else:
        dispatcher.include_router(router)
    return dispatcher
