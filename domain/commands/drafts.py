"""Commands about drafts: writing a group buy down and starting it."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.commands.base import Command
from domain.conversation import Conversation
from domain.draft import Draft
from domain.ids import BuyId


@dataclass(frozen=True, slots=True)
class SaveDraft(Command[None]):
    """Put down a new draft, or a new version of one's own (the same id).

    `conversation` says what the owner's next private text means (an answer to the wizard's
    step), written together with the draft. With `draft.in_group` the draft card is posted in the
    draft's home, or edited where it stands. Raises `NotYourDraft`, `DraftGone` (already
    started), `OnlyAdministratorsStart`.
    """

    draft: Draft
    conversation: Conversation | None = None
    by_administrator: bool = False
    reply_to: int | None = None
    """The message asked in, for the draft card to answer."""


@dataclass(frozen=True, slots=True)
class DropDraft(Command[None]):
    """Cancel a draft. Raises `NotYourDraft`; a draft already gone is fine."""

    draft: BuyId


@dataclass(frozen=True, slots=True)
class StartBuy(Command[BuyId]):
    """Start the group buy that the draft describes; its card appears in the home.

    `code` is a fresh join code and `tokens` fresh invitation tokens, one for each person named
    in the draft. Raises `DraftGone`, `NotYourDraft`, `MissingTerm`, `OnlyAdministratorsStart`,
    `NotListed` and what `check_terms` refuses.
    """

    draft: BuyId
    code: str
    tokens: tuple[str, ...] = field(default=())
    by_administrator: bool = False
    may_take_online: bool = False
    """Whether the bot's owner lists the actor among those who may take payments by Telegram."""
