"""What to hand on of a buy (GP-3): its link and code, a QR code, a message to forward."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from domain.buy import Admission, GroupBuy
from domain.views import MemberView
from handlers.callbacks import Act, on_order
from handlers.links import Links
from handlers.screen import Button, File, Screen
from handlers.wording.names import person_name, title
from handlers.wording.state import head, state_lines, when_line
from locales.translator import Translator


def share_screen(view: MemberView, t: Translator, now: datetime, links: Links) -> Screen:
    """Return the link and code of a live buy, and the ways to hand them on."""
    buy = view.buy
    url = links.buy(buy.code)
    lines = [
        t("share-head", title=title(buy.terms.title, t)),
        t("share-link", url=url, code=buy.code),
        t("share-works-until", when=t.when_live(buy.code_expires_at, now)),
    ]
    if note := _who_may(t, view):
        lines.append(note)
    return Screen(Markup("\n").join(lines), _buttons(t, view, links, url))


def forward_screen(view: MemberView, t: Translator, now: datetime, links: Links) -> Screen:
    """Return a message that stands by itself, to be forwarded as it is."""
    buy = view.buy
    lines = [
        head(t, buy, view.organiser_name),
        *state_lines(t, buy, view.totals),
        when_line(t, buy, now),
        t("share-join", url=links.buy(buy.code)),
    ]
    return Screen(Markup("\n").join(lines))


def qr_screen(view: MemberView, t: Translator, png: bytes) -> Screen:
    """Return the join link as a picture to hold up or print."""
    caption = t("share-qr", title=title(view.buy.terms.title, t), code=view.buy.code)
    return Screen(caption, file=File(f"{view.buy.code}.png", png))


def _who_may(t: Translator, view: MemberView) -> Markup | None:
    organiser = person_name(view.organiser_name, t)
    match view.buy.terms.admission:
        case Admission.NAMED:
            return t("share-for-named", organiser=organiser)
        case Admission.CHAT:
            return t("share-for-members")
        case _:
            return None


def _buttons(
    t: Translator, view: MemberView, links: Links, url: str
) -> tuple[tuple[Button, ...], ...]:
    buy = view.buy.id
    text = t.plain("share-text", title=title(view.buy.terms.title, t))
    return (
        (
            Button(t.plain("share-send"), url=links.share(url, text)),
            Button(t.plain("share-copy"), copy=url),
        ),
        (
            Button(t.plain("share-as-qr"), on_order(buy, Act.QR)),
            Button(t.plain("share-forward"), on_order(buy, Act.FORWARD)),
        ),
        (Button(_back(t, view.buy), on_order(buy, Act.SHOW)),),
    )


def _back(t: Translator, buy: GroupBuy) -> str:
    return t.plain("card-my-order") if buy.live else t.plain("common-back")
