"""Run this buy: where it stands, and a button for everything its organiser can do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup, escape

from domain.buy import GroupBuy, State, Terms
from domain.offer import BUY_LADDER, Position, positions, price_now
from domain.settlement import Settlement
from domain.views import CardView
from handlers.callbacks import Act as Sharing
from handlers.callbacks import on_order
from handlers.organiser.presses import Verb, on
from handlers.screen import Button, Screen
from handlers.wording.names import title
from handlers.wording.prices import said
from handlers.wording.progress import becomes
from handlers.wording.state import item_name
from locales.translator import Translator

Rows = tuple[tuple[Button, ...], ...]

LIVE = (
    (("board-invite", Verb.INVITE), ("board-nudge", Verb.NUDGE)),
    (("board-board", Verb.BOARD), ("board-totals", Verb.TOTALS)),
    (("board-edit", Verb.EDIT), ("board-extend", Verb.EXTEND)),
    (("board-close", Verb.CLOSE), ("board-call-off", Verb.CALL_OFF)),
    (("board-helpers", Verb.HELPERS),),
)
OVER = (
    (("board-board", Verb.BOARD), ("board-totals", Verb.TOTALS)),
    (("board-goods", Verb.GOODS), ("board-arrived", Verb.ARRIVED)),
    (("board-remind", Verb.REMIND),),
)
CALLED_OFF = ((("board-board", Verb.BOARD),),)


@dataclass(frozen=True, slots=True)
class Money:
    """What is still to come in and to be given back by hand, in minor units."""

    to_come: int = 0
    to_give_back: int = 0


def run_screen(
    view: CardView, t: Translator, now: datetime, money: Money, unsaid: int = 0
) -> Screen:
    """Show a buy to those who run it; `unsaid` messages did not arrive, or may not have."""
    screen = _run_screen(view, t, now, money)
    if not unsaid:
        return screen
    label = t.plain("unsaid-open", number=t.number(unsaid))
    return replace(screen, rows=(*screen.rows, (Button(label, on(Verb.UNSAID, view.buy.id)),)))


def _run_screen(view: CardView, t: Translator, now: datetime, money: Money) -> Screen:
    buy = view.buy
    lines = [Markup("<b>{}</b>").format(title(buy.terms.title, t)), _state(buy, t, now)]
    if buy.live:
        lines += [*_standing(view, t), *_money(buy, t, money), t("board-code", code=buy.code)]
        return Screen(_joined(lines), (*_rows(buy, LIVE, t), _files(buy, t), _sharing(buy, t)))
    if view.settlement is None:
        lines += _money(buy, t, money)
        return Screen(_joined(lines), (*_rows(buy, CALLED_OFF, t), _files(buy, t)))
    lines += _result(view.settlement, buy, t)
    lines += _money(buy, t, money) or [t("board-all-paid")]
    rows = (*_rows(buy, OVER if money.to_come else OVER[:2], t), _files(buy, t))
    return Screen(_joined(lines), (*rows, (_reminders(buy, t),)) if money.to_come else rows)


def run_button(buy: GroupBuy, t: Translator) -> Button:
    """Return the button that opens "Run this buy"."""
    return Button(t.plain("board-run"), on(Verb.RUN, buy.id))


def back_to_run(buy: GroupBuy, t: Translator) -> Button:
    """Return the button that leads back to "Run this buy"."""
    return Button(t.plain("common-back"), on(Verb.RUN, buy.id))


def _state(buy: GroupBuy, t: Translator, now: datetime) -> Markup:
    match buy.state:
        case State.SCHEDULED:
            opens = t.when_live(buy.terms.opens_at or buy.terms.deadline, now)
            return t("board-scheduled", when=opens)
        case State.OPEN if buy.closes_at is not None:
            return t("board-closing", when=t.time(buy.closes_at))
        case State.OPEN:
            return t("board-open", when=t.when_live(buy.terms.deadline, now))
        case State.CLOSED:
            return t("board-closed", when=t.when_live(buy.closed_at or buy.terms.deadline, now))
        case State.CALLED_OFF:
            return t("board-called-off")


def _standing(view: CardView, t: Translator) -> list[Markup]:
    terms, totals = view.buy.terms, view.totals
    lines = [
        t(
            "board-in",
            count=totals.participants,
            units=t.plain("common-units", count=totals.all_units),
        )
    ]
    if len(terms.live_items) == 1:
        price = said(t, price_now(terms, totals, terms.live_items[0]), terms.currency)
        lines.append(t("board-price-now", price=price))
    lines += [
        _whose(t, terms, position, words)
        for position in positions(terms, totals)
        if (words := becomes(t, terms, position))
    ]
    if totals.named:
        lines.append(t("board-answered", count=totals.named, open=t.number(totals.unanswered)))
    return lines


def _whose(t: Translator, terms: Terms, position: Position, words: str) -> Markup:
    """Return what comes next on a ladder, with its item where each has one of its own."""
    if position.key == BUY_LADDER or len(terms.live_items) == 1:
        return escape(words)
    return t("card-item", name=item_name(t, terms, position.items[0]), prices=words)


def _result(settlement: Settlement, buy: GroupBuy, t: Translator) -> list[Markup]:
    currency = buy.terms.currency
    due = t.money(settlement.due, currency)
    lines = [t("board-result", count=_got_something(settlement), due=due)]
    if settlement.discount > 0:
        lines.append(t("board-saved", saved=t.money(settlement.discount, currency)))
    return lines


def _money(buy: GroupBuy, t: Translator, money: Money) -> list[Markup]:
    currency, lines = buy.terms.currency, []
    if money.to_come:
        lines.append(t("board-still-owed", owed=t.money(money.to_come, currency)))
    if money.to_give_back:
        lines.append(t("board-still-back", amount=t.money(money.to_give_back, currency)))
    return lines


def _rows(buy: GroupBuy, rows: tuple[tuple[tuple[str, Verb], ...], ...], t: Translator) -> Rows:
    return tuple(tuple(Button(t.plain(key), on(verb, buy.id)) for key, verb in row) for row in rows)


def _reminders(buy: GroupBuy, t: Translator) -> Button:
    key = "board-start-reminders" if buy.reminders_stopped else "board-stop-reminders"
    return Button(t.plain(key), on(Verb.REMINDERS, buy.id, n=int(not buy.reminders_stopped)))


def _files(buy: GroupBuy, t: Translator) -> tuple[Button, ...]:
    kinds = (("board-excel", "xlsx"), ("board-csv", "csv"))
    return tuple(Button(t.plain(key), on(Verb.EXPORT, buy.id, arg=kind)) for key, kind in kinds)


def _sharing(buy: GroupBuy, t: Translator) -> tuple[Button, ...]:
    return (Button(t.plain("board-share"), on_order(buy.id, Sharing.SHARE)),)


def _joined(lines: list[Markup]) -> Markup:
    return Markup("\n").join(lines)


def _got_something(settlement: Settlement) -> int:
    """Return how many people got anything: after a shortage some may have nothing but a fee."""
    return sum(any(line.quantity for line in one.lines) for one in settlement.statements)
