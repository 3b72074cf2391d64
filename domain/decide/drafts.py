"""Writing drafts down and dropping them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.commands.base import Command
from domain.commands.drafts import DropDraft, SaveDraft
from domain.decide.rights import name_of
from domain.decide.rule import rule
from domain.draft import Draft
from domain.errors import DraftGone, NotYourDraft, OnlyAdministratorsStart
from domain.ids import HomeId
from domain.notices import Notice, NoticeKind
from domain.outcome import NOTHING, DraftEnd, Outcome, Save
from domain.people import WhoMayStart
from domain.world import Needs, World


def must_own(world: World, draft: Draft, command: Command[object]) -> None:
    """Raise `NotYourDraft` unless the draft is the actor's."""
    if draft.owner != command.actor:
        raise NotYourDraft(owner=name_of(world, draft.owner))


def may_start(world: World, home: HomeId | None, by_administrator: bool) -> None:
    """Raise `OnlyAdministratorsStart` where the home leaves starting buys to administrators."""
    found = world.homes.get(home) if home is not None else None
    if found and found.who_may_start is WhoMayStart.ADMINISTRATORS and not by_administrator:
        raise OnlyAdministratorsStart


def _draft_card(draft: Draft, now: datetime, reply_to: int | None = None) -> Notice:
    return Notice(
        key=f"draft:{draft.id}",
        kind=NoticeKind.DRAFT_CARD,
        due_at=now,
        home=draft.home,
        values={"draft": draft.id, "reply_to": reply_to},
        again=True,
    )


def _needs_save(command: SaveDraft) -> Needs:
    home = command.draft.home
    return Needs(
        buys=frozenset({command.draft.id}),
        drafts=frozenset({command.draft.id}),
        people=frozenset({command.actor}),
        homes=frozenset() if home is None else frozenset({home}),
    )


def _save(world: World, command: SaveDraft) -> Outcome:
    draft = command.draft
    stored = world.drafts.get(draft.id)
    if stored is not None:
        must_own(world, stored, command)
    elif draft.version or draft.id in world.buys:
        raise DraftGone
    must_own(world, draft, command)
    may_start(world, draft.home, command.by_administrator)
    saves: list[Save] = [replace(draft, version=stored.version + 1 if stored else 1)]
    if command.conversation is not None:
        saves.append(replace(command.conversation, owner=command.actor))
    posted = draft.in_group and draft.home is not None
    notices = (_draft_card(draft, command.cause.at, command.reply_to),) if posted else ()
    return Outcome(tuple(saves), notices)


def _needs_drop(command: DropDraft) -> Needs:
    return Needs(drafts=frozenset({command.draft}), people=frozenset({command.actor}))


def _drop(world: World, command: DropDraft) -> Outcome:
    draft = world.drafts.get(command.draft)
    if draft is None:
        return NOTHING
    must_own(world, draft, command)
    posted = draft.in_group and draft.home is not None
    notices = (_draft_card(draft, command.cause.at),) if posted else ()
    return Outcome((DraftEnd(draft.id),), notices)


RULES = (rule(SaveDraft, _needs_save, _save), rule(DropDraft, _needs_drop, _drop))
