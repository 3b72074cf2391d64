"""One's destination area (GP-8): chosen before anything is ordered, since prices depend on it."""

from __future__ import annotations

from markupsafe import Markup

from domain.delivery import Area
from domain.views import MemberView
from handlers.callbacks import Act, on_area, on_order
from handlers.screen import Button, Screen
from handlers.wording.areas import area_terms
from handlers.wording.names import title
from locales.translator import Translator

LABEL = 30


def area_missing(view: MemberView) -> bool:
    """Tell whether the person has to choose an area before ordering."""
    terms = view.buy.terms
    return bool(terms.areas) and terms.area(view.involvement.area) is None


def area_buttons(t: Translator, view: MemberView) -> tuple[tuple[Button, ...], ...]:
    """Return a button for each area, with what it changes."""
    return tuple((_button(t, view, area),) for area in view.buy.terms.areas)


def area_screen(view: MemberView, t: Translator) -> Screen:
    """Ask for another area."""
    back = Button(t.plain("common-back"), on_order(view.buy.id, Act.SHOW))
    return Screen(t("order-ask-area"), (*area_buttons(t, view), (back,)))


def area_line(t: Translator, view: MemberView, area: Area) -> Markup:
    """Return where one's part goes, and what that changes; the sum of an order tells the fee."""
    terms = area_terms(t, area, view.buy.terms.currency)
    name = title(area.name, t, LABEL)
    if not terms or view.lines:
        return t("order-area", area=name)
    return t("order-area-terms", area=name, terms=t.plain("card-comma").join(terms))


def _button(t: Translator, view: MemberView, area: Area) -> Button:
    words = [title(area.name, t, LABEL), *area_terms(t, area, view.buy.terms.currency)]
    return Button(t.plain("card-and").join(words), on_area(view.buy.id, area.no))
