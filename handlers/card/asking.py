"""What is asked in the group when an order typed there is not clear: always with buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.buy import GroupBuy, Item
from domain.draft import Question
from domain.ids import PersonId
from handlers.callbacks import meant
from handlers.group_reply import Reply, link, titled
from handlers.links import Links
from handlers.reading.orders import read_order
from handlers.reading.setting import Setting, Unreadable
from handlers.wording.names import title
from handlers.wording.state import item_name
from locales.translator import Translator

ASKED_AT_ONCE = 8
LABEL = 40

Row = tuple[dict[str, Any], ...]


def ask_buy(
    t: Translator, buys: Sequence[GroupBuy], asker: PersonId, quantity: int | None = None
) -> Reply:
    """Ask which of several buys is meant, or say that there is none and how to start one."""
    if not buys:
        return Reply("order-none-open", {"example": t.plain("reading-example-buy")})
    rows = tuple(
        (titled(title(buy.terms.title, t, LABEL), meant(buy.id, asker, quantity=quantity)),)
        for buy in buys[:ASKED_AT_ONCE]
    )
    return Reply("order-which-buy", rows=rows)


def point_to_own(t: Translator, buys: Sequence[GroupBuy], links: Links) -> Reply:
    """Point to one's own orders in private; without any buy say how to start one."""
    if not buys:
        return Reply("order-none-open", {"example": t.plain("reading-example-buy")})
    if len(buys) == 1:
        return Reply("order-in-private", rows=(_own(links, buys[0]),))
    rows = tuple(
        ({"text": title(buy.terms.title, t, LABEL), "url": links.order(buy.id)},)
        for buy in buys[:ASKED_AT_ONCE]
    )
    return Reply("order-which-buy", rows=rows)


def ask_item(t: Translator, buy: GroupBuy, asker: PersonId, quantity: int, links: Links) -> Reply:
    """Ask which item is meant; one's own order, where all of them are, is a button too."""
    rows = [_choice(t, buy, item, asker, quantity) for item in buy.terms.live_items]
    return Reply(
        "order-which-item",
        {"count": quantity},
        (*rows[:ASKED_AT_ONCE], _own(links, buy)),
    )


def ask_again(
    t: Translator,
    buy: GroupBuy,
    read: Question | Unreadable,
    setting: Setting,
    asker: PersonId,
    links: Links,
) -> Reply:
    """Ask which of the possible readings was meant; where there is none, give an example."""
    if isinstance(read, Unreadable):
        example = t.plain(read.example_key)
        values = {"quoted": read.quoted, "example": example}
        return Reply("order-unreadable", values, (_own(links, buy),))
    rows: list[Row] = []
    for option in read.options:
        wishes = read_order(option, buy.terms.items, setting)
        if not isinstance(wishes, tuple) or len(wishes) > 1 or not wishes[0].simple:
            continue  # a price limit has no room on a button; one's own order is behind another
        if wishes[0].item is not None:
            data = meant(buy.id, asker, wishes[0].item, wishes[0].quantity)
            rows.append((titled(title(option, t, LABEL), data),))
    return Reply("order-which-reading", {"quoted": read.quoted}, (*rows, _own(links, buy)))


def area_first(buy: GroupBuy, links: Links) -> Reply:
    """Say that the area has to be chosen before ordering, with the way there."""
    return Reply("refusal-area-missing", rows=(_own(links, buy),))


def _choice(t: Translator, buy: GroupBuy, item: Item, asker: PersonId, quantity: int) -> Row:
    name = title(item_name(t, buy.terms, item), t, LABEL)
    return (titled(name, meant(buy.id, asker, item.no, quantity)),)


def _own(links: Links, buy: GroupBuy) -> Row:
    return (link("card-my-order", links.order(buy.id)),)
