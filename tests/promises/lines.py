"""Lines of `/buy` made from what they mean, in every language, and how they may be disturbed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from domain.buy import Item
from domain.ids import ItemNo
from domain.ladder import Ladder, Metric, Tier, UnitPrice
from handlers.reading import BuyEntry

NOW = datetime(2026, 6, 3, 10, 0, tzinfo=UTC)
"""A Wednesday, noon in Berlin."""

BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True)
class Words:
    """What a language has for the parts of a line; days begin with Monday."""

    names: tuple[str, ...]
    euros: tuple[str, ...]
    until: tuple[str, ...]
    days: tuple[str, ...]
    people: tuple[str, ...]


LANGUAGES = {
    "en": Words(
        ("Olive oil", "Rice, brown", "🫒 Oil"),
        ("{} EUR", "€{}", "{} euros"),
        ("until {} {}", "by {} {}", "{} {}"),
        ("Mon", "Tuesday", "Wed", "Thu", "Friday", "Sat", "Sun"),
        ("{} people: ", "{} people → "),
    ),
    "ru": Words(
        ("Масло", "Рис бурый", "Чай 🍵"),
        ("{} EUR", "{} евро", "{} €"),
        ("до {} {}",),
        ("понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья"),
        ("{} человек: ", "от {} человек: "),
    ),
    "es": Words(
        ("Aceite", "Arroz integral", "Té 🍵"),
        ("{} EUR", "{} euros", "{} €"),
        ("hasta el {} {}", "hasta {} {}"),
        ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        ("{} personas: ", "desde {} personas: "),
    ),
    "zh_Hans": Words(
        ("橄榄油", "大米", "茶叶🍵"),
        ("{}欧元", "{} EUR"),
        ("截止{}{}", "{}{}截止", "{} {}前"),
        ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
        ("{}人: ", "满{}人："),
    ),
    "ar": Words(
        ("زيت", "أرز بني", "شاي 🍵"),
        ("{} EUR", "{} يورو"),
        ("حتى {} {}", "حتى يوم {} {}"),
        ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
        ("{} أشخاص: ", "من {} أشخاص: "),
    ),
}


def amount(minor: int) -> str:
    """Return an amount as it can be read in one way only."""
    return str(minor // 100) if minor % 100 == 0 else f"{minor // 100}.{minor % 100:02}"


def due(day: int, hour: int, minute: int) -> datetime:
    """Return the next such weekday (0 is Monday) and time in Berlin after now."""
    today = NOW.astimezone(BERLIN)
    at = today.replace(hour=hour, minute=minute) + timedelta(days=(day - today.weekday()) % 7)
    return (at if at > today else at + timedelta(days=7)).astimezone(UTC)


@st.composite
def meant(draw: st.DrawFn, language: str) -> tuple[BuyEntry, list[str]]:
    """What somebody means, and the parts of the line that says it, in the usual order."""
    words = LANGUAGES[language]
    name, price = draw(st.sampled_from(words.names)), draw(st.integers(100, 99_999))
    thresholds = draw(st.lists(st.integers(2, 500), max_size=3, unique=True))
    by_people = draw(st.booleans())
    told = draw(st.sampled_from(words.people)) if by_people else "{}: "
    tiers = [
        Tier(threshold, UnitPrice(draw(st.integers(1, price)))) for threshold in sorted(thresholds)
    ]
    metric = Metric.PARTICIPANTS if by_people else Metric.UNITS
    day, hour = draw(st.integers(0, 6)), draw(st.integers(13, 23))
    minute = draw(st.sampled_from([0, 5, 30]))
    until = draw(st.sampled_from(words.until)).format(words.days[day], f"{hour}:{minute:02}")
    entry = BuyEntry(
        title=name,
        currency="EUR",
        items=(Item(ItemNo(1), name, price),),
        ladder=Ladder(metric, tuple(tiers)) if tiers else None,
        deadline=due(day, hour, minute),
    )
    rungs = [told.format(tier.threshold) + amount(_price(tier)) for tier in tiers]
    money = draw(st.sampled_from(words.euros)).format(amount(price))
    return entry, [name, money, *(["; ".join(rungs)] if rungs else []), until]


def _price(tier: Tier) -> int:
    assert isinstance(tier.reward, UnitPrice)
    return tier.reward.amount


DIGITS = (
    "0123456789",
    "٠١٢٣٤٥٦٧٨٩",
    "۰۱۲۳۴۵۶۷۸۹",
    "०१२३४५६७८९",
    "０１２３４５６７８９",
    "০১২৩৪৫৬৭৮৯",
)
MARKS = ("\u200e", "\u200f", "\u061c", "\u2066", "\u2069", "\u202b", "\u202c", "\ufeff", "\u200b")
ALIKE = {" ": "\u00a0\u2009\u3000\t", ";": "；؛\n", ":": "：∶", ",": "，،", ".": "．", "→": "⇒➜"}
"""What looks like another character, or stands for it on another keyboard."""


@st.composite
def disturbed(draw: st.DrawFn, line: str) -> str:
    """The same line with marks that nobody sees, digits of another script, other punctuation."""
    line = line.translate(str.maketrans(DIGITS[0], draw(st.sampled_from(DIGITS))))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(line)))
        line = line[:at] + draw(st.sampled_from(MARKS)) + line[at:]
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(line) - 1))
        line = line[:at] + draw(st.sampled_from(ALIKE.get(line[at], line[at]))) + line[at + 1 :]
    return line


@st.composite
def mangled(draw: st.DrawFn, line: str) -> str:
    """The line with some of its characters gone, doubled, swapped or replaced."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(line) - 2, 0)))
        other = draw(st.sampled_from(" ;:,.0123456789-%/→🙂\u200f\nаz人"))
        line = draw(
            st.sampled_from(
                [line[:at] + line[at + 1 :], line[:at] + line[at : at + 3] + line[at:],
                 line[:at] + line[at + 1 : at + 2] + line[at : at + 1] + line[at + 2 :],
                 line[:at] + other + line[at:]]
            )
        )  # fmt: skip
    return line
