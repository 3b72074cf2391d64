"""Which function answers which verb, and how."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from domain.decide.rights import must_live
from domain.errors import UnknownBuy
from handlers.group_reply import Reply
from handlers.organiser import (
    closing,
    collecting,
    correcting,
    editing,
    exporting,
    finding,
    handing_out,
    helpers,
    inviting,
    nudging,
    paid_by,
    returning,
    ticking,
    unsaid,
)
from handlers.organiser.acting import Act
from handlers.organiser.invited import (
    for_whom_screen,
    invitation_screen,
    invite_screen,
    invited_screen,
    pick_screen,
)
from handlers.organiser.presses import Verb
from handlers.organiser.run import Money, run_screen
from handlers.organiser.totals import totals_screen
from handlers.screen import Screen
from handlers.wording.standing import left_of


async def _run(act: Act) -> Screen:
    context = act.context
    view = await context.reader.card(act.buy.id)
    if view is None:
        raise UnknownBuy
    rows = await context.reader.board(act.buy.id)
    money = Money(
        to_come=sum(left_of(act.buy, row) for row in rows),
        to_give_back=sum(row.due_back for row in rows),
    )
    unsaid_count = len(await context.reader.unsaid(act.buy.id))
    return run_screen(view, context.t, context.now, money, unsaid_count)


async def _invite(act: Act) -> Screen:
    must_live(act.buy)
    rows = await act.context.reader.board(act.buy.id)
    return invite_screen(act.buy, rows, act.context.t)


async def _pick(act: Act) -> Screen:
    must_live(act.buy)
    await inviting.expect_people(act.context, act.buy)
    return pick_screen(act.buy, act.context.t)


async def _hand_over(act: Act) -> Screen:
    must_live(act.buy)
    await inviting.expect_people(act.context, act.buy)
    return for_whom_screen(act.buy, act.context.t)


async def _invited(act: Act) -> Screen:
    rows = await act.context.reader.board(act.buy.id)
    return invited_screen(act.buy, rows, act.context.t, act.press.n)


async def _invitation(act: Act) -> Screen:
    rows = await act.context.reader.board(act.buy.id)
    row = next((row for row in rows if row.token == act.press.arg), None)
    if row is None:
        return invited_screen(act.buy, rows, act.context.t, act.press.n)
    return invitation_screen(act.buy, row, act.context.t, act.context.links, act.press.n)


async def _helpers(act: Act) -> Screen:
    if act.press.n == helpers.ASK:
        await inviting.expect_people(act.context, act.buy, helpers.PURPOSE)
        return helpers.pick_helper_screen(act)
    return await helpers.helpers_screen(act)


async def _totals(act: Act) -> Screen:
    view = await act.context.reader.card(act.buy.id)
    if view is None:
        raise UnknownBuy
    return totals_screen(view, act.context.t)


SCREENS: dict[Verb, Callable[[Act], Awaitable[Screen]]] = {
    Verb.RUN: _run,
    Verb.INVITE: _invite,
    Verb.PICK: _pick,
    Verb.HAND_OVER: _hand_over,
    Verb.INVITED: _invited,
    Verb.INVITATION: _invitation,
    Verb.HELPERS: _helpers,
    Verb.EDIT: editing.show_edit,
    Verb.EDIT_TERM: editing.ask_term,
    Verb.REMOVE_ITEM: editing.ask_remove,
    Verb.BOARD: ticking.show_board,
    Verb.FIND: finding.ask_name,
    Verb.PERSON: collecting.show_person,
    Verb.PART_PAID: collecting.ask_part,
    Verb.WHO_PAID: paid_by.ask_who_paid,
    Verb.RETURN: returning.show_returnable,
    Verb.RETURN_LINE: returning.ask_returned,
    Verb.ARRIVED: correcting.show_arrived,
    Verb.ARRIVED_ITEM: correcting.ask_arrived,
    Verb.BILL: correcting.ask_bill,
    Verb.GOODS: handing_out.show_goods,
    Verb.TRACKING: handing_out.ask_tracking,
    Verb.TOTALS: _totals,
    Verb.UNSAID: unsaid.show_unsaid,
}
"""Shown in private only: they are long, or tell what is for the organiser alone."""

REPLIES: dict[Verb, Callable[[Act], Awaitable[Reply]]] = {
    Verb.NUDGE: nudging.ask_nudge,
    Verb.EXTEND: closing.ask_extend,
    Verb.CLOSE: closing.ask_close,
    Verb.CALL_OFF: closing.ask_call_off,
}
"""Short enough for the group: what would happen, and the button that does it."""

DEEDS: dict[Verb, tuple[Callable[[Act], Awaitable[str]], Verb]] = {
    Verb.NUDGE_NOW: (nudging.nudge_now, Verb.RUN),
    Verb.EXTEND_BY: (closing.extend_by, Verb.RUN),
    Verb.CLOSE_NOW: (closing.close_now, Verb.RUN),
    Verb.CALL_OFF_NOW: (closing.call_off_now, Verb.RUN),
    Verb.KEEP_OPEN: (closing.keep_open, Verb.RUN),
    Verb.TAKE_OVER: (closing.take_over, Verb.RUN),
    Verb.REVOKE: (inviting.revoke, Verb.INVITED),
    Verb.NEW_CODE: (inviting.new_code, Verb.RUN),
    Verb.SET_TERM: (editing.set_term, Verb.EDIT),
    Verb.REMOVE_NOW: (editing.remove_now, Verb.EDIT),
    Verb.HELPER: (helpers.end_helper, Verb.HELPERS),
    Verb.PAID: (collecting.paid, Verb.PERSON),
    Verb.UNPAID: (collecting.unpaid, Verb.PERSON),
    Verb.DENY: (collecting.deny, Verb.PERSON),
    Verb.TICK: (ticking.tick, Verb.BOARD),
    Verb.UNTICK: (ticking.untick, Verb.BOARD),
    Verb.OVERPAID: (collecting.overpaid, Verb.PERSON),
    Verb.PAID_BY: (paid_by.paid_by, Verb.PERSON),
    Verb.PAID_BACK: (collecting.paid_back, Verb.PERSON),
    Verb.UNPAID_BACK: (collecting.not_paid_back, Verb.PERSON),
    Verb.UNRETURN: (returning.not_returned, Verb.RETURN),
    Verb.NO_BILL: (correcting.drop_bill, Verb.ARRIVED),
    Verb.REQUEST: (handing_out.request, Verb.GOODS),
    Verb.STAGE: (handing_out.move, Verb.PERSON),
    Verb.UNDO_STAGE: (handing_out.undo, Verb.PERSON),
    Verb.EXPORT: (exporting.export, Verb.RUN),
    Verb.REMIND: (collecting.remind, Verb.RUN),
    Verb.REMINDERS: (collecting.reminders, Verb.RUN),
    Verb.SAY_AGAIN: (unsaid.say_again, Verb.UNSAID),
    Verb.CARD_AGAIN: (unsaid.card_again, Verb.RUN),
}
"""What is done, told in an alert; in private the message then shows the second verb's screen."""

FOR_ADMINISTRATORS = frozenset({Verb.CALL_OFF, Verb.CALL_OFF_NOW, Verb.TAKE_OVER})
"""Open to whoever does not run the buy: the domain asks whether they administer the chat."""
