"""Where somebody's goods go after the close (GP-5), and how far they got."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from domain.goods import Stage
from domain.views import MemberView
from handlers.callbacks import Act, on_order, on_point
from handlers.screen import Button, Screen
from handlers.wording.destination import where_said
from handlers.wording.names import title
from locales.translator import Translator

LABEL = 50
TRACKING = 200
CHOICES_AT_MOST = 40
CHANGEABLE = (Stage.AWAITED, Stage.REQUESTED)
"""Until it is packed."""


def where_screen(view: MemberView, t: Translator) -> Screen:
    """Ask for the pick-up point and time, or the address."""
    terms, shipment = view.buy.terms, view.shipment
    parts = [t("statement-where-head", title=title(terms.title, t))]
    if shipment is not None and shipment.destination is not None:
        parts.append(t("statement-where-now", where=where_said(terms, shipment.destination, t)))
    parts.append(t("statement-where-ask" if terms.pick_up else "statement-ask-address"))
    back = Button(t.plain("common-back"), on_order(view.buy.id, Act.BACK))
    return Screen(Markup("\n").join(parts), (*where_buttons(t, view), (back,)))


def where_buttons(t: Translator, view: MemberView) -> tuple[tuple[Button, ...], ...]:
    """Return a button for each pick-up point and time, and one to type an address."""
    rows = [(button,) for button in _points(t, view)][:CHOICES_AT_MOST]
    if view.buy.terms.ships:
        label = t.plain("statement-to-address")
        rows.append((Button(label, on_order(view.buy.id, Act.ADDRESS)),))
    return tuple(rows)


def _points(t: Translator, view: MemberView) -> Iterator[Button]:
    for point in view.buy.terms.pick_up:
        for place, slot in enumerate(point.slots or ("",)):
            words = [title(point.name, t, LABEL), *([title(slot, t, LABEL)] if slot else [])]
            data = on_point(view.buy.id, point.no, place)
            yield Button(t.plain("card-comma").join(words), data)


def goods_lines(t: Translator, view: MemberView) -> list[Markup]:
    """Return where one's goods go and how far they got; nothing while that is not asked."""
    terms, shipment = view.buy.terms, view.shipment
    if shipment is None or (shipment.destination is None and shipment.stage is Stage.AWAITED):
        return [t("statement-where-missing")] if asks_where(view) else []
    said = []
    if shipment.destination is not None:
        said.append(t("statement-where-now", where=where_said(terms, shipment.destination, t)))
    if stage := stage_line(t, view):
        said.append(stage)
    return said


def stage_line(t: Translator, view: MemberView) -> Markup | None:
    """Return how far one's goods got; None before anything happened to them."""
    shipment = view.shipment
    match shipment.stage if shipment else Stage.AWAITED:
        case Stage.REQUESTED:
            return t("statement-goods-requested")
        case Stage.PACKED:
            return t("statement-goods-packed")
        case Stage.SHIPPED:
            tracking = shipment.tracking.strip() if shipment else ""
            if tracking:
                return t("statement-goods-tracking", tracking=title(tracking, t, TRACKING))
            return t("statement-goods-shipped")
        case Stage.READY:
            return t("statement-goods-ready")
        case Stage.HANDED_OUT:
            return t("statement-goods-handed-out")
        case _:
            return None


def goods_buttons(t: Translator, view: MemberView) -> tuple[Button, ...]:
    """Return the buttons to say where one's goods go, and to show the pick-up code."""
    buttons = []
    if asks_where(view):
        known = view.shipment is not None and view.shipment.destination is not None
        label = t.plain("statement-where-change" if known else "statement-where")
        buttons.append(Button(label, on_order(view.buy.id, Act.WHERE)))
    if _picks_up(view):
        label = t.plain("statement-show-code")
        buttons.append(Button(label, on_order(view.buy.id, Act.PICK_UP_CODE)))
    return tuple(buttons)


def asks_where(view: MemberView) -> bool:
    """Tell whether it can be said, or changed, where one's goods go."""
    kept = view.statement is not None and view.statement.kept
    stage = view.shipment.stage if view.shipment else Stage.AWAITED
    return bool(kept) and view.buy.terms.handed_out and stage in CHANGEABLE


def _picks_up(view: MemberView) -> bool:
    shipment = view.shipment
    if shipment is None or shipment.stage in (Stage.SHIPPED, Stage.HANDED_OUT):
        return False
    return shipment.destination is None or shipment.destination.point is not None
