"""Starting a group buy from its draft."""

from __future__ import annotations

from domain import limits
from domain.buy import GroupBuy, State, Totals
from domain.commands.drafts import StartBuy
from domain.conversation import Conversation
from domain.decide.change import card
from domain.decide.drafts import may_start, must_own
from domain.decide.rule import rule
from domain.draft import Draft, Field
from domain.errors import DraftGone, LimitTooLarge, NotListed
from domain.ids import BuyId
from domain.notices import Notice
from domain.nudging import closing_soon_at
from domain.order import Invitation
from domain.outcome import DraftEnd, Outcome, Save
from domain.terms import check_terms, draft_terms
from domain.timers import Timer, TimerKind
from domain.world import Needs, World


def _needs(command: StartBuy) -> Needs:
    return Needs(drafts=frozenset({command.draft}), people=frozenset({command.actor}))


def _start(world: World, command: StartBuy) -> Outcome:
    draft = world.drafts.get(command.draft)
    if draft is None:
        raise DraftGone
    must_own(world, draft, command)
    may_start(world, draft.home, command.by_administrator)
    now = command.cause.at
    terms = draft_terms(draft)
    check_terms(terms, now)
    if terms.payment.by_telegram and not command.may_take_online:
        raise NotListed
    later = terms.opens_at is not None and terms.opens_at > now
    buy = GroupBuy(
        id=draft.id,
        organiser=draft.owner,
        home=draft.home,
        terms=terms,
        state=State.SCHEDULED if later else State.OPEN,
        code=command.code,
        code_expires_at=terms.deadline,
        created_at=now,
        copied_from=draft.copied_from,
    )
    invited = _invitations(draft, buy, command.tokens)
    totals = Totals(buy.id, named=len(invited), unanswered=len(invited))
    asked_no_more = Conversation(command.actor)
    saves: list[Save] = [buy, totals, *invited, DraftEnd(draft.id), asked_no_more]
    notices: tuple[Notice, ...] = (card(buy, now),) if buy.home is not None else ()
    return Outcome(tuple(saves), notices, _timers(buy, later))


def _invitations(draft: Draft, buy: GroupBuy, tokens: tuple[str, ...]) -> list[Invitation]:
    """Return an invitation for each person named, once; nobody names the organiser."""
    if len(draft.named) > limits.NAMED:
        raise LimitTooLarge(term=Field.PEOPLE, value=len(draft.named), limit=limits.NAMED)
    named = dict(zip(draft.named, tokens, strict=True))
    return [
        Invitation(token, buy.id, draft.owner, buy.created_at, person)
        for person, token in named.items()
        if person != draft.owner
    ]


def _timers(buy: GroupBuy, later: bool) -> tuple[Timer, ...]:
    timers = [Timer(buy.id, TimerKind.DEADLINE, buy.terms.deadline)]
    soon = closing_soon_at(buy)
    if soon > buy.created_at:
        timers.append(Timer(buy.id, TimerKind.CLOSING_SOON, soon))
    if later:
        timers.append(Timer(buy.id, TimerKind.OPENING, buy.terms.opens_at))
    return tuple(timers)


def _answer(_world: World, command: StartBuy) -> BuyId:
    return command.draft


RULES = (rule(StartBuy, _needs, _start, _answer),)
