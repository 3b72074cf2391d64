"""Settings as they are shown: one's own in private, a home's in its group."""

from __future__ import annotations

from babel import Locale
from markupsafe import Markup

from domain.people import Home, Person, WhoMayStart
from handlers.callbacks import tell_me
from handlers.draft.choices import CURRENCIES
from handlers.draft.zones import offered_zones, zone_city
from handlers.group_reply import Reply, press, titled
from handlers.screen import Button, Screen
from handlers.settings.presses import Choice, on
from handlers.wording.names import title
from locales.catalogue import LANGUAGES
from locales.translator import Translator

FOLLOW = "auto"
"""The value that follows Telegram's language rather than choosing one."""


def language_name(language: str) -> str:
    """Return what a language calls itself."""
    return str(Locale.parse(language).get_display_name() or language).capitalize()


def own_screen(person: Person, t: Translator, zone: str) -> Screen:
    """Show one's own choices; `zone` is the one in force."""
    lines = [t("settings-own"), *own_choices(person, t, zone)]
    mute = "settings-unmute" if person.muted else "settings-mute"
    rows = (
        (
            Button(t.plain("settings-change-language"), on(Choice.LANGUAGES)),
            Button(t.plain("settings-change-zone"), on(Choice.ZONES)),
        ),
        (Button(t.plain(mute), on(Choice.MUTE, value=str(int(not person.muted)))),),
        (Button(t.plain("settings-privacy"), on(Choice.PRIVACY)),),
    )
    return Screen(_lines(lines), rows)


def own_choices(person: Person, t: Translator, zone: str) -> list[Markup]:
    """Return one's own choices, a line each; `zone` is the one in force."""
    key = "settings-language-chosen" if person.language else "settings-language-telegram"
    return [
        t(key, language=language_name(t.language)),
        t("settings-zone", city=zone_city(zone, t.language)),
        t("settings-muted") if person.muted else t("settings-not-muted"),
    ]


def languages_screen(t: Translator) -> Screen:
    """Offer every language by its own name, and to follow Telegram."""
    buttons = [
        Button(language_name(language), on(Choice.LANGUAGE, value=language))
        for language in LANGUAGES
    ]
    follow = Button(t.plain("settings-follow-telegram"), on(Choice.LANGUAGE, value=FOLLOW))
    return Screen(t("settings-which-language"), (*_grid(buttons), (follow,), (_back(t),)))


def zones_screen(t: Translator, zone: str) -> Screen:
    """Offer zones by their cities; any other city is typed."""
    buttons = [
        Button(zone_city(offered, t.language), on(Choice.ZONE, value=offered))
        for offered in offered_zones(zone)
    ]
    return Screen(t("settings-which-zone"), (*_grid(buttons), (_back(t),)))


def found_zones_screen(t: Translator, typed: str, zones: list[str]) -> Screen:
    """Offer the zones that a typed city may mean; none is said with an example."""
    quoted = title(typed, t)
    if not zones:
        return Screen(t("settings-zone-unread", quoted=quoted))
    buttons = [Button(zone.replace("_", " "), on(Choice.ZONE, value=zone)) for zone in zones]
    return Screen(t("settings-zone-several", quoted=quoted), _grid(buttons))


def home_reply(home: Home, t: Translator, zone: str, currency: str) -> Reply:
    """Show a home's choices in its group; only administrators change them."""
    who = home.who_may_start
    other = WhoMayStart.ALL if who is WhoMayStart.ADMINISTRATORS else WhoMayStart.ADMINISTRATORS
    values = {
        "title": title(home.title, t),
        "language": language_name(t.language),
        "city": zone_city(zone, t.language),
        "currency": currency,
        "who": t.plain(f"settings-who-{who}"),
    }
    rows = (
        (
            press("settings-change-language", on(Choice.LANGUAGES, home.id)),
            press("settings-change-zone", on(Choice.ZONES, home.id)),
        ),
        (
            press("settings-change-currency", on(Choice.CURRENCIES, home.id)),
            press(f"settings-let-{other}", on(Choice.WHO_MAY_START, home.id, other)),
        ),
        (press("settings-tell-me", tell_me(home.id)),),
    )
    return Reply("settings-home", values, rows)


def home_languages(home: Home) -> Reply:
    """Offer the group's language."""
    buttons = [
        titled(language_name(language), on(Choice.LANGUAGE, home.id, language))
        for language in LANGUAGES
    ]
    return Reply("settings-home-language", rows=_pairs(buttons))


def home_zones(home: Home, t: Translator, zone: str) -> Reply:
    """Offer the group's zone."""
    buttons = [
        titled(zone_city(offered, t.language), on(Choice.ZONE, home.id, offered))
        for offered in offered_zones(zone)
    ]
    return Reply("settings-home-zone", rows=_pairs(buttons))


def home_currencies(home: Home) -> Reply:
    """Offer the group's currency."""
    buttons = [titled(code, on(Choice.CURRENCY, home.id, code)) for code in CURRENCIES]
    return Reply("settings-home-currency", rows=_pairs(buttons))


def _pairs(buttons: list[dict[str, object]]) -> tuple[tuple[dict[str, object], ...], ...]:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _grid(buttons: list[Button]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _back(t: Translator) -> Button:
    return Button(t.plain("common-back"), on(Choice.SHOW))


def _lines(parts: list[Markup]) -> Markup:
    return Markup("\n").join(parts)
