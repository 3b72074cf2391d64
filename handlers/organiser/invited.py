"""The invited: how far each got, and a personal link for whoever no message reaches."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from domain.buy import GroupBuy
from domain.views import BoardRow
from handlers.links import Links
from handlers.organiser.paging import PAGE, paging
from handlers.organiser.presses import Verb, on
from handlers.organiser.run import back_to_run
from handlers.screen import Button, PickPeople, Screen
from handlers.wording.how_far import HowFar, how_far
from handlers.wording.names import person_name, title
from locales.translator import Translator

INVITE_REQUEST = 2
"""Telegram's user picker answers with this number when people are to be invited."""


def invite_screen(buy: GroupBuy, rows: list[BoardRow], t: Translator) -> Screen:
    """Show how many are invited and how far they got, and the ways to invite more."""
    named = [row for row in rows if row.named]
    lines = [t("invite-title", title=title(buy.terms.title, t))]
    if named:
        lines += [t("invite-named", count=len(named)), _tally(named, t)]
    lines.append(t("invite-how"))
    menu = (
        (("invite-pick", Verb.PICK), ("invite-hand-over", Verb.HAND_OVER)),
        (("invite-who", Verb.INVITED), ("invite-new-code", Verb.NEW_CODE)),
    )
    buttons = tuple(
        tuple(Button(t.plain(key), on(verb, buy.id)) for key, verb in row) for row in menu
    )
    return Screen(Markup("\n").join(lines), (*buttons, (back_to_run(buy, t),)))


def pick_screen(buy: GroupBuy, t: Translator) -> Screen:
    """Open Telegram's own user picker; a name typed instead gives a personal link."""
    pick = PickPeople(t.plain("invite-pick"), INVITE_REQUEST, t.plain("common-cancel"))
    return Screen(t("invite-pick-or-type", title=title(buy.terms.title, t)), pick=pick)


def invited_screen(buy: GroupBuy, rows: list[BoardRow], t: Translator, page: int) -> Screen:
    """Show one page of the invited, those out of reach first, each with how far they got."""
    order = list(HowFar)[::-1]
    named = sorted((row for row in rows if row.named), key=lambda row: order.index(how_far(row)))
    if not named:
        back = Button(t.plain("common-back"), on(Verb.INVITE, buy.id))
        return Screen(t("invite-nobody"), ((back,),))
    pages = max(1, -(-len(named) // PAGE))
    page = min(page, pages - 1)
    shown = named[page * PAGE : (page + 1) * PAGE]
    lines = [t("invite-named", count=len(named))]
    lines += [_line(row, t) for row in shown]
    people = [
        Button(person_name(row.name, t), on(Verb.INVITATION, buy.id, n=page, arg=row.token))
        for row in shown
        if row.token is not None
    ]
    grid = tuple(tuple(people[at : at + 2]) for at in range(0, len(people), 2))
    back = Button(t.plain("common-back"), on(Verb.INVITE, buy.id))
    turning = paging(buy, Verb.INVITED, t, page, pages)
    return Screen(Markup("\n").join(lines), (*grid, *turning, (back,)))


def invitation_screen(
    buy: GroupBuy, row: BoardRow, t: Translator, links: Links, page: int
) -> Screen:
    """Show one invitation with its personal link, to hand over or to take back."""
    name = person_name(row.name, t)
    state = t.plain(f"invite-state-{how_far(row)}")
    back = Button(t.plain("common-back"), on(Verb.INVITED, buy.id, n=page))
    if row.token is None:
        return Screen(t("invite-row", name=name, state=state), ((back,),))
    rows = (
        *link_rows(buy, row.token, t, links),
        (
            Button(t.plain("invite-revoke"), on(Verb.REVOKE, buy.id, n=page, arg=row.token)),
            back,
        ),
    )
    text = t("invite-one", name=name, state=state, link=links.personal(row.token))
    return Screen(text, rows)


def for_whom_screen(buy: GroupBuy, t: Translator) -> Screen:
    """Ask whom a personal link is for, so that the board can say who it was."""
    back = Button(t.plain("common-back"), on(Verb.INVITE, buy.id))
    return Screen(t("invite-for-whom"), ((back,),))


def handed_screen(buy: GroupBuy, label: str, token: str, t: Translator, links: Links) -> Screen:
    """Give out a fresh personal link for somebody the bot does not know."""
    text = t("invite-link-made", name=person_name(label, t), link=links.personal(token))
    back = Button(t.plain("common-back"), on(Verb.INVITE, buy.id))
    return Screen(text, (*link_rows(buy, token, t, links), (back,)))


def link_rows(
    buy: GroupBuy, token: str, t: Translator, links: Links
) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons that copy a personal link or hand it on in Telegram."""
    link = links.personal(token)
    words = t.plain("invite-forward", title=title(buy.terms.title, t))
    return (
        (
            Button(t.plain("invite-copy-link"), copy=link),
            Button(t.plain("invite-send-link"), url=links.share(link, words)),
        ),
    )


def named_screen(buy: GroupBuy, invited: int, beyond: list[str], t: Translator) -> Screen:
    """Say how many of those just named are invited, and who must be handed a link."""
    lines = [t("invite-added", count=invited)]
    if beyond:
        names = t.names([person_name(name, t) for name in beyond[:PAGE]])
        lines.append(t("invite-beyond", count=len(beyond), names=names))
    buttons = [Button(t.plain("board-nudge"), on(Verb.NUDGE, buy.id))]
    if beyond:
        buttons.append(Button(t.plain("board-see-links"), on(Verb.INVITED, buy.id)))
    return Screen(Markup("\n").join(lines), (tuple(buttons), (back_to_run(buy, t),)))


def _line(row: BoardRow, t: Translator) -> Markup:
    state = t.plain(f"invite-state-{how_far(row)}")
    line = t("invite-row", name=person_name(row.name, t), state=state)
    return t("unsaid-mark", row=line) if row.in_doubt else line


def _tally(named: list[BoardRow], t: Translator) -> Markup:
    counted = Counter(how_far(row) for row in named)
    parts = [
        t.plain("invite-tally", count=counted[far], state=t.plain(f"invite-state-{far}"))
        for far in HowFar
        if counted[far]
    ]
    return Markup("{}").format(t.plain("card-comma").join(parts))
