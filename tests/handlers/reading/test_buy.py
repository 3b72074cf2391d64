"""Whole `/buy` entries in five languages, and everything that may be wrong with one."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.buy import Admission, Item, Minimum
from domain.draft import Draft, Field, Question
from domain.errors import MixedCurrencies
from domain.ids import BuyId, ItemNo, PersonId
from domain.ladder import Ladder, Metric, PercentOff, Tier, UnitPrice
from handlers.reading import BuyEntry, fill, read_buy, settle_currency
from tests.handlers.reading.worked import table

NOW = datetime(2026, 6, 3, 10, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 6, 5, 16, 0, tzinfo=UTC)
LADDER = Ladder(Metric.UNITS, (Tier(10, UnitPrice(3800)), Tier(20, UnitPrice(3500))))


def buy(typed: str, currency: str = "EUR", language: str = "en") -> BuyEntry:
    """Read an entry typed in Berlin on Wednesday at noon."""
    return read_buy(
        typed, now=NOW, zone="Europe/Berlin", default_currency=currency, languages=(language,)
    )


def one(name: str, currency: str = "EUR") -> BuyEntry:
    """The buy of the spec's example: one item, 42, two tiers, until Friday."""
    return BuyEntry(
        title=name,
        currency=currency,
        items=(Item(ItemNo(1), name, 4200),),
        ladder=LADDER,
        deadline=FRIDAY,
    )


@pytest.mark.parametrize(("language", "typed", "name"), table("buys"))
def test_the_same_buy_however_it_is_typed(language: str, typed: str, name: str) -> None:
    """Without it only those who know the exact form could start a buy."""
    assert buy(typed, language=language) == one(name)


def test_several_items_each_with_what_is_its_own() -> None:
    """Without it a ladder of the pears would discount the apples."""
    read = buy(
        "Fruit box\n1) Apples 5 kg; 12 EUR; stock 40\n2) Pears 3 kg; 9,50 EUR/box; 10: 8; case of 6"
        "\n20 people: 5%\nuntil Fri 18:00; opens Thu 9:00; min 10 people; max 30 people\n"
        "limit 3 each; extend 2 days; named people only; guests count; close early\n"
        "pay: IBAN DE12; reference: name\npay: or cash"
    )
    pears = Ladder(Metric.UNITS, (Tier(10, UnitPrice(800)),))
    assert read == BuyEntry(
        title="Fruit box",
        currency="EUR",
        items=(
            Item(ItemNo(1), "Apples 5 kg", 1200, stock=40),
            Item(ItemNo(2), "Pears 3 kg", 950, unit="box", case_size=6, ladder=pears),
        ),
        ladder=Ladder(Metric.PARTICIPANTS, (Tier(20, PercentOff(500)),)),
        deadline=FRIDAY,
        opens_at=datetime(2026, 6, 4, 7, 0, tzinfo=UTC),
        minimum=Minimum(Metric.PARTICIPANTS, 10),
        max_people=30,
        per_person_limit=3,
        extend_by=timedelta(days=2),
        admission=Admission.NAMED,
        guests_count=True,
        close_when_answered=True,
        how_to_pay="IBAN DE12; reference: name\nor cash",
    )


def shown(value: object) -> str:
    """Return a value as the table of conditions writes it."""
    match value:
        case Minimum(metric, least):
            return f"{least} {metric}"
        case timedelta():
            return f"{value.days} days"
        case datetime():
            return value.strftime("%m-%d %H:%M UTC")
    return str(value)


@pytest.mark.parametrize(("typed", "field", "value"), table("conditions"))
def test_a_condition_is_read_beside_an_item(typed: str, field: str, value: str) -> None:
    """Without it a condition that the organiser stated would not hold."""
    read = buy(f"Tea; 3 EUR; {typed}; until Fri 18:00")
    assert shown(getattr(read, field)) == value
    assert (read.questions, read.missing, len(read.items)) == ((), (), 1)


@pytest.mark.parametrize(
    "typed",
    ["stock 40", "40 in stock", "в наличии 40 шт", "existencias 40", "库存40件", "المخزون 40"],
)
def test_stock_on_its_own_line_is_the_only_item_s(typed: str) -> None:
    """Without it more would be sold than there is."""
    assert buy(f"Tea; 3 EUR\n{typed}").items[0].stock == 40


QUESTIONS = [
    ("Tea; 1.234; until Fri 18:00", Field.PRICE, "1.234", ("1234.00 EUR", "1.23 EUR"), 1),
    (
        "Tea; 3; 10: 38,50, 20: 35; Fri 18:00",
        Field.LADDER,
        "10: 38,50, 20: 35",
        ("10: 38.50; 20: 35.00",),
        None,
    ),
    (
        "Tea; 3; 7/8 18:00",
        Field.DEADLINE,
        "7/8 18:00",
        ("Wed 8 Jul 2026 18:00", "Fri 7 Aug 2026 18:00"),
        None,
    ),
    (
        "Tea; 3; until Fri",
        Field.DEADLINE,
        "until Fri",
        ("Fri 5 Jun 2026 18:00", "Fri 5 Jun 2026 20:00", "Fri 5 Jun 2026 23:59"),
        None,
    ),
    ("Tea; 3; until the end", Field.DEADLINE, "until the end", (), None),
    ("Tea; 3; 10: cheaper; Fri 18:00", Field.LADDER, "10: cheaper", (), None),
    ("Tea; 3; min 10; Fri 18:00", Field.MINIMUM, "min 10", ("10 people", "10 units"), None),
    ("Tea; 3; max 30; Fri 18:00", Field.MAX_PEOPLE, "max 30", ("30 people",), None),
    ("Tea; $3; Fri 18:00", Field.CURRENCY, "$3", ("USD", "CAD", "AUD", "MXN"), None),
    ("Tea; ¥300; Fri 18:00", Field.CURRENCY, "¥300", ("CNY", "JPY"), None),
    ("Tea 30; Fri 18:00", Field.ITEMS, "Tea 30", ("Tea; 30.00 EUR",), 1),
    (
        "Rice 5 500 EUR; Fri 18:00",
        Field.ITEMS,
        "Rice 5 500 EUR",
        ("Rice; 5500.00 EUR", "Rice 5; 500.00 EUR"),
        1,
    ),
    ("Tea; 3 EUR; 4 EUR; Fri 18:00", Field.PRICE, "3.00 EUR; 4 EUR", ("3.00 EUR", "4.00 EUR"), 1),
    (
        "Tea; 3; Fri 18:00; until Sat 18:00",
        Field.DEADLINE,
        "Fri 18:00; until Sat 18:00",
        ("Fri 18:00", "until Sat 18:00"),
        None,
    ),
    ("Tea; 3; ???; Fri 18:00", Field.ITEMS, "???", (), None),
    ("Tea; 3; limit -3 each; Fri 18:00", Field.PERSON_LIMIT, "limit -3 each", (), None),
    ("Tea; 3; stock −3; Fri 18:00", Field.STOCK, "stock −3", (), None),
    ("Tea 3 EUR; Jam 4 EUR; 10: 2; Fri 18:00", Field.LADDER, "10: 2", (), None),
    ("Tea; 3; 2:45; Fri 18:00", Field.LADDER, "2:45", ("2: 45.00",), None),
    ("Tea; 3 EUR\nJam; 4 EUR\nstock 40; Fri 18:00", Field.STOCK, "stock 40", (), None),
    ("Tea; 3 EUR → 10: cheaper; Fri 18:00", Field.LADDER, "10: cheaper", (), None),
    (
        "Tea; 3 EUR → from 10: about 2.85; Fri 18:00",
        Field.LADDER,
        "from 10: about 2.85",
        ("10: 2.85",),
        None,
    ),
    ("Tea → Earl; 3 EUR; Fri 18:00", Field.ITEMS, "Tea → Earl", ('"Tea → Earl"; 3.00 EUR',), 1),
    ("3:1 mix; 3 EUR; Fri 18:00", Field.ITEMS, "3:1 mix", ('"3:1 mix"; 3.00 EUR',), 1),
    ("Max 3 tent; 3 EUR; Fri 18:00", Field.ITEMS, "Max 3 tent", ('"Max 3 tent"; 3.00 EUR',), 1),
    ("Tea; 3 EUR; Fri 18:00; Atlantis time", Field.ITEMS, "Atlantis time", (), None),
    ("Tea; 3 EUR\nNamed: Boris\nFri 18:00", Field.PEOPLE, "Named: Boris", (), None),
]


@pytest.mark.parametrize(("typed", "field", "quoted", "options", "item"), QUESTIONS)
def test_what_is_not_certain_is_asked_and_the_rest_is_kept(
    typed: str, field: Field, quoted: str, options: tuple[str, ...], item: int | None
) -> None:
    """Without it the bot would guess, or throw away all that was typed."""
    read = buy(typed)
    assert read.questions == (Question(field, quoted, options, item),)
    assert read.items
    assert (read.deadline == FRIDAY) is (field is not Field.DEADLINE)
    assert read.missing == ()


@pytest.mark.parametrize(
    ("typed", "missing"),
    [
        ("", (Field.ITEMS, Field.DEADLINE)),
        ("/buy", (Field.ITEMS, Field.DEADLINE)),
        ("Tea", (Field.PRICE, Field.DEADLINE)),
        ("Tea; 3 EUR", (Field.DEADLINE,)),
        ("Tea; until Fri 18:00", (Field.PRICE,)),
        ("until Fri 18:00", (Field.ITEMS,)),
    ],
)
def test_what_a_buy_needs_and_was_not_said_is_missing(
    typed: str, missing: tuple[Field, ...]
) -> None:
    """Without it the wizard would not know what to ask."""
    assert buy(typed).missing == missing


def test_two_currencies_are_refused_and_the_second_price_asked_again() -> None:
    """Without it 9 dollars would be collected as 9 euros."""
    read = buy("Oil; 42 EUR\nFish; 9 USD\nuntil Fri 18:00")
    assert read.refusals == (MixedCurrencies("EUR", "USD"),)
    assert read.questions == (Question(Field.PRICE, "9 USD", (), 2),)
    assert [item.list_price for item in read.items] == [4200, 0]


def test_an_entry_fills_a_draft_and_leaves_the_rest() -> None:
    """Without it the wizard would lose what was answered before."""
    draft = Draft(
        BuyId(1), PersonId(2), None, NOW, "Europe/Berlin", how_to_pay="cash", max_people=9
    )
    filled = fill(draft, buy("Tea; 3 EUR; until Fri 18:00"))
    assert (filled.how_to_pay, filled.max_people) == ("cash", 9)
    assert (filled.title, filled.currency, filled.deadline) == ("Tea", "EUR", FRIDAY)


@pytest.mark.parametrize(("code", "price", "tier"), [("CNY", 30000, 25000), ("JPY", 300, 250)])
def test_settling_the_currency_keeps_the_numbers(code: str, price: int, tier: int) -> None:
    """Without it ¥300 would become 30000 yen once yen are chosen."""
    draft = Draft(BuyId(1), PersonId(2), None, NOW, "Europe/Berlin")
    read = buy("Tea; ¥300; 10: 250; min ¥1000; until Fri 18:00")
    assert read.currency == ""
    settled = settle_currency(fill(draft, read), code)
    assert (settled.currency, settled.items[0].list_price) == (code, price)
    assert settled.ladder == Ladder(Metric.UNITS, (Tier(10, UnitPrice(tier)),))
    assert settled.minimum == Minimum(Metric.AMOUNT, price * 1000 // 300)


def test_a_draft_in_the_chat_s_currency_waits_for_the_sign_to_be_settled() -> None:
    """Without it ¥300 typed where euros are usual would become 30000 yen."""
    draft = Draft(BuyId(1), PersonId(2), None, NOW, "Europe/Berlin", currency="EUR")
    settled = settle_currency(fill(draft, buy("Tea; ¥300; until Fri 18:00")), "JPY")
    assert (settled.currency, settled.items[0].list_price) == ("JPY", 300)
    assert settle_currency(settled, "EUR").items[0].list_price == 30_000


def test_an_amount_that_the_currency_cannot_hold_is_asked_again() -> None:
    """Without it 5.50 would be cut to 5 yen."""
    draft = Draft(BuyId(1), PersonId(2), None, NOW, "Europe/Berlin")
    settled = settle_currency(fill(draft, buy("Tea; ¥5.50; 10: 5; Fri 18:00")), "JPY")
    assert settled.items[0].list_price == 0
