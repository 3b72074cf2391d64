"""Inviting: from Telegram's picker, by name, in answer to someone's message, or by a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.buy import GroupBuy
from domain.commands.organiser import Invite, InviteOpen, NewCode, RevokeInvitation
from domain.commands.people import Expect, Meet
from domain.conversation import Conversation, Expecting
from domain.ids import PersonId
from domain.people import Reach
from handlers.context import Context
from handlers.fresh import free_code, token
from handlers.organiser.acting import Act


@dataclass(frozen=True, slots=True)
class Picked:
    """Somebody as Telegram just showed them: picked, or the author of a message."""

    id: PersonId
    first_name: str
    last_name: str = ""
    username: str | None = None


async def meet(context: Context, people: Sequence[Picked]) -> None:
    """Take note of people the bot has not met, so that they have a name on the board."""
    met = await context.reader.people([one.id for one in people])
    for number, one in enumerate(people):
        if one.id not in met:
            await context.desk.submit(
                Meet(
                    context.cause.then(f"meet{number}"),
                    one.id,
                    first_name=one.first_name,
                    last_name=one.last_name,
                    username=one.username,
                    telegram_language=None,
                )
            )


async def invite(context: Context, buy: GroupBuy, people: Sequence[PersonId]) -> int:
    """Name people with a fresh token each; return how many of them are named now."""
    tokens = tuple(token() for _ in people)
    return await context.desk.submit(
        Invite(context.cause, context.actor, buy.id, tuple(people), tokens)
    )


async def out_of_reach(context: Context, people: Sequence[PersonId]) -> list[str]:
    """Return the names of those to whom the bot cannot write."""
    met = await context.reader.people(people)
    return [met[one].name for one in people if one in met and met[one].reach is not Reach.OPEN]


async def by_names(context: Context, text: str) -> tuple[list[PersonId], list[str]]:
    """Return the people that @names in a text stand for, and the @names nobody known bears."""
    found: list[PersonId] = []
    unknown: list[str] = []
    for word in text.replace(",", " ").split():
        if not word.startswith("@"):
            continue
        person = await context.reader.person_by_username(word[1:])
        if person is None:
            unknown.append(word)
        else:
            found.append(person.id)
    return found, unknown


async def expect_people(context: Context, buy: GroupBuy, purpose: str = "") -> None:
    """Remember for which buy people are about to be picked or named."""
    await context.desk.submit(
        Expect(
            context.cause.then("expect"),
            context.actor,
            Conversation(context.actor, Expecting.INVITEE_LABEL, buy=buy.id, field=purpose),
        )
    )


async def hand_out(context: Context, buy: GroupBuy, label: str) -> str:
    """Make a personal link for somebody called `label`; return its token.

    An update that comes twice made its link the first time: that one is returned.
    """
    fresh = token()
    await context.desk.submit(InviteOpen(context.cause, context.actor, buy.id, fresh, label))
    if await context.reader.invitation(fresh) is not None:
        return fresh
    rows = await context.reader.board(buy.id)
    made = [row.token for row in rows if row.person is None and row.name == label and row.token]
    return made[-1] if made else fresh


async def revoke(act: Act) -> str:
    """Take an invitation back."""
    context = act.context
    await context.desk.submit(
        RevokeInvitation(context.cause, context.actor, act.buy.id, act.press.arg)
    )
    return context.t.plain("invite-revoked")


async def new_code(act: Act) -> str:
    """Replace the join code."""
    context = act.context
    code = await free_code(context.reader)
    await context.desk.submit(NewCode(context.cause, context.actor, act.buy.id, code))
    now = await context.reader.buy(act.buy.id)
    return context.t.plain("invite-code-is-now", code=now.code if now else code)
