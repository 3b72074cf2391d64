"""Close, extend, call off, keep open, take over: what happens first, then the button."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from domain.buy import State
from domain.commands.organiser import CallOff, CloseBuy, EditBuy, KeepOpen, NewTerms, TakeOver
from domain.decide.rights import must_live
from domain.people import Reach
from handlers.draft.wording import minimum_words
from handlers.group_reply import Reply, link, moment, money, press
from handlers.organiser.acting import Act, organiser_name
from handlers.organiser.administrators import has_left, is_administrator
from handlers.organiser.presses import Verb, on
from handlers.organiser.preview import closed_now
from handlers.wording.names import person_name, title

LONGER = (timedelta(days=1), timedelta(days=2), timedelta(days=7))
HOUR = timedelta(hours=1)


async def ask_close(act: Act) -> Reply:
    """Say what closing now brings: who gets what it comes to, or that it is called off."""
    must_live(act.buy)
    preview, terms = await closed_now(act), act.buy.terms
    values: dict[str, Any] = {"title": title(terms.title, act.t)}
    close = press("close-now", on(Verb.CLOSE_NOW, act.buy.id))
    later = press("close-extend", on(Verb.EXTEND, act.buy.id))
    if not preview.units:
        return Reply("close-nobody-in", values, ((close, later),))
    values["count"] = preview.solution.totals.participants
    if terms.minimum is not None and not preview.solution.meets_minimum:
        needed = minimum_words(act.t, terms.minimum, terms.currency)
        return Reply("close-minimum-missed", values | {"needed": needed}, ((close, later),))
    settlement = preview.settlement
    values["units"] = act.t.plain("common-units", count=preview.units)
    values["total"] = money(settlement.due, terms.currency)
    if not settlement.discount:
        return Reply("close-preview-unsaved", values, ((close, later),))
    values["saved"] = money(settlement.discount, terms.currency)
    return Reply("close-preview", values, ((close, later),))


async def close_now(act: Act) -> str:
    """Close the buy."""
    context = act.context
    await context.desk.submit(CloseBuy(context.cause, context.actor, act.buy.id))
    now = await context.reader.buy(act.buy.id)
    called = title(act.buy.terms.title, act.t)
    if now is not None and now.state is State.CALLED_OFF:
        return context.t.plain("close-was-called-off", title=called)
    return context.t.plain("close-closed", title=called)


async def ask_extend(act: Act) -> Reply:
    """Offer later deadlines."""
    must_live(act.buy)
    spans = tuple(
        press(key, on(Verb.EXTEND_BY, act.buy.id, n=span // HOUR))
        for key, span in zip(("close-a-day", "close-two-days", "close-a-week"), LONGER, strict=True)
    )
    other = link("close-other-time", act.context.links.run(act.buy.id))
    if not act.in_group:
        other = press("close-other-time", on(Verb.EDIT_TERM, act.buy.id, arg="deadline"))
    return Reply(
        "close-extend-by",
        {"title": title(act.buy.terms.title, act.t), "when": moment(act.buy.terms.deadline)},
        (spans, (other,)),
    )


async def extend_by(act: Act) -> str:
    """Move the deadline by an offered span."""
    span = next((span for span in LONGER if span // HOUR == act.press.n), LONGER[0])
    deadline = act.buy.terms.deadline + span
    context = act.context
    await context.desk.submit(
        EditBuy(context.cause, context.actor, act.buy.id, NewTerms(deadline=deadline))
    )
    return context.t.plain("close-extended", when=context.t.when(deadline, context.now))


async def ask_call_off(act: Act) -> Reply:
    """Ask before calling off; an administrator may also take over instead."""
    must_live(act.buy)
    view = await act.context.reader.card(act.buy.id)
    count = view.totals.participants if view else 0
    off = press("close-call-off-now", on(Verb.CALL_OFF_NOW, act.buy.id))
    rows = [(off,)]
    if not act.buy.run_by(act.context.actor) and act.buy.home is not None:
        rows.append((press("close-take-over", on(Verb.TAKE_OVER, act.buy.id)),))
    return Reply(
        "close-call-off-sure",
        {"title": title(act.buy.terms.title, act.t), "count": count},
        tuple(rows),
    )


async def call_off_now(act: Act) -> str:
    """Call the buy off."""
    context = act.context
    runs = act.buy.run_by(context.actor)
    administrator = not runs and await is_administrator(act.bot, context, act.buy.home)
    await context.desk.submit(
        CallOff(context.cause, context.actor, act.buy.id, by_administrator=administrator)
    )
    return context.t.plain("close-called-off", title=title(act.buy.terms.title, act.t))


async def keep_open(act: Act) -> str:
    """Keep the buy open until its deadline though everyone named has answered."""
    context = act.context
    await context.desk.submit(KeepOpen(context.cause, context.actor, act.buy.id))
    when = context.t.when(act.buy.terms.deadline, context.now)
    return context.t.plain("close-kept-open", when=when)


async def take_over(act: Act) -> str:
    """Make an administrator the organiser of a buy whose organiser is gone."""
    context = act.context
    await context.desk.submit(
        TakeOver(
            context.cause,
            context.actor,
            act.buy.id,
            by_administrator=await is_administrator(act.bot, context, act.buy.home),
            organiser_left=await has_left(act.bot, context, act.buy.home, act.buy.organiser),
        )
    )
    return context.t.plain("close-taken-over", title=title(act.buy.terms.title, act.t))


async def not_yours(act: Act) -> Reply:
    """Say who runs the buy; where nobody can any more, how an administrator takes over."""
    organiser = await act.context.reader.person(act.buy.organiser)
    gone = organiser is None or organiser.reach in (Reach.BLOCKED, Reach.GONE)
    values = {
        "title": title(act.buy.terms.title, act.t),
        "organiser": person_name(await organiser_name(act.context, act.buy), act.t),
    }
    if gone and act.buy.home is not None:
        button = press("close-take-over", on(Verb.TAKE_OVER, act.buy.id))
        return Reply("board-organiser-gone", values, ((button,),))
    return Reply("board-not-yours", values)
