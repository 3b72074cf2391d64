"""The catalogue and the lexicon: what the bot offers as an example is understood."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.buy import Item, Minimum
from domain.delivery import Area, Delivery
from domain.goods import PickUpPoint, Supplier
from domain.ids import ItemNo
from domain.ladder import Ladder, Metric
from domain.money import Money
from handlers.reading import (
    Setting,
    read_buy,
    read_code,
    read_deadline,
    read_items,
    read_ladder,
    read_minimum,
    read_order,
    read_price,
    read_quantity,
    read_span,
    read_zone,
)
from handlers.reading.areas import read_area
from handlers.reading.delivery import read_delivery
from handlers.reading.handing_out import read_point, read_supplier
from handlers.reading.lexicon import lexicon
from handlers.reading.paying import read_paying
from handlers.reading.tokens import Way
from locales.catalogue import LANGUAGES

NOW = datetime(2026, 6, 3, 10, 0, tzinfo=UTC)


@pytest.fixture(params=LANGUAGES)
def here(request: pytest.FixtureRequest) -> Setting:
    """Each language in turn."""
    return Setting(NOW, "Europe/Berlin", "EUR", (request.param,))


def test_every_example_works(here: Setting) -> None:
    """Without it a refusal would teach people something that is refused again."""
    say = here.t.plain
    assert isinstance(read_price(say("reading-example-price"), here), Money)
    assert isinstance(read_price(say("reading-example-amount"), here), Money)
    assert isinstance(read_quantity(say("reading-example-quantity")), int)
    assert isinstance(read_ladder(say("reading-example-ladder"), here), Ladder)
    assert isinstance(read_deadline(say("reading-example-deadline"), here), datetime)
    assert not hasattr(read_span(say("reading-example-span")), "quoted")
    assert isinstance(read_minimum(say("reading-example-minimum"), here), Minimum)
    assert len(read_zone(say("reading-example-zone"))) == 1
    assert isinstance(read_code(say("reading-example-code")), str)
    assert read_paying(say("reading-example-payment"))
    assert isinstance(read_area(say("reading-example-area"), here, bare=True), Area)
    assert isinstance(read_delivery(say("reading-example-delivery"), here, bare=True), Delivery)
    assert isinstance(read_supplier(say("reading-example-supplier"), bare=True), Supplier)
    place = read_point(say("reading-example-pick-up"), here, lambda _: False, bare=True)
    assert isinstance(place, PickUpPoint)
    assert place.slots
    assert isinstance(read_ladder(say("reading-example-percent"), here), Ladder)
    assert say("reading-example-people").count("@") > 1


EXAMPLES = re.compile("[“«]([^”»]*[0-9][^”»]*)[”»]")


def test_what_the_wizard_explains_by_works(here: Setting) -> None:
    """Without it people would type what they were shown and be asked what they mean."""
    (by_people,) = EXAMPLES.findall(here.t.plain("wizard-ask-ladder", example=""))
    read = read_ladder(by_people, here)
    assert isinstance(read, Ladder)
    assert read.metric is Metric.PARTICIPANTS
    asked = here.t.plain("wizard-ask-price", currency="EUR")
    (price,) = re.findall("[0-9][0-9.,]* EUR", asked)
    assert read_price(price, here) == Money(4250, "EUR")


SHOWN_WITH_AN_EXAMPLE = (
    "wizard-ask-ladder", "wizard-ask-items", "wizard-ask-deadline", "edit-ask-item", "help-group",
    "draft-go-private", "order-none-open", "refusal-ladder-not-ascending",
    "refusal-reward-not-better", "refusal-unit-price-needs-one-item", "refusal-deadline-passed",
)  # fmt: skip


@pytest.mark.parametrize("key", SHOWN_WITH_AN_EXAMPLE)
def test_no_sentence_has_an_example_of_its_own(here: Setting, key: str) -> None:
    """Without it a sentence would teach what its language does not read."""
    values: dict[str, Any] = dict.fromkeys(("currency", "city", "tier", "deadline"), "…")
    assert "☞" in here.t.plain(key, example="☞", **values)


def test_the_example_of_an_entry_is_a_whole_buy(here: Setting) -> None:
    """Without it the first thing people copy would not start a buy."""
    read = read_buy(
        here.t.plain("reading-example-buy"),
        now=NOW,
        zone=here.zone,
        default_currency="EUR",
        languages=here.languages,
    )
    assert (read.questions, read.missing, len(read.items)) == ((), (), 1)
    assert read.ladder is not None
    assert read.deadline == datetime(2026, 6, 5, 16, tzinfo=UTC)
    assert read_items(here.t.plain("reading-example-items"), here)[0] == read.items


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ("Eggs", "Oil")),
        ("ru", ("Яйца", "Масло")),
        ("es", ("Huevos", "Aceite")),
        ("zh_Hans", ("鸡蛋", "油")),
        ("ar", ("بيض", "زيت")),
    ],
)
def test_the_example_of_an_order_orders_both(language: str, names: tuple[str, str]) -> None:
    """Without it `/order` would be explained by an order that is not understood."""
    items = [Item(ItemNo(number), name, 1) for number, name in enumerate(names, start=1)]
    setting = Setting(NOW, "Europe/Berlin", "EUR", (language,))
    read = read_order(setting.t.plain("reading-example-order"), items, setting)
    assert isinstance(read, tuple)
    assert [(wish.quantity, wish.item) for wish in read] == [(2, 1), (1, 2)]


def test_no_word_is_lost_on_the_way_into_the_lexicon() -> None:
    """Without it a word in words/*.toml could be one that no text can ever match."""
    some = lexicon()
    for phrase, roles in some.phrases.items():
        found, size = some.at(some.tokens(" ".join(phrase), Way()), 0)
        assert size == len(phrase), phrase
        assert found == roles
