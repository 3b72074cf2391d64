"""aiogram's dispatcher: what it is asked to tell, and what every handler is given."""

from __future__ import annotations

from aiogram import Dispatcher, Router
from aiogram.enums import UpdateType

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


def dispatching(router: Router, contexts: Contexts) -> Dispatcher:
    """Return a dispatcher that gives each update its context and notes who comes and goes."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.update.outer_middleware(contexts)
    membership = Membership(contexts.acquaintance)
    for observer in (dispatcher.message, dispatcher.my_chat_member, dispatcher.chat_member):
        observer.outer_middleware(membership)
    dispatcher.include_router(router)
    return dispatcher
