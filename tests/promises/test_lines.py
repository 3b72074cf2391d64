"""Any line of `/buy`: a buy may only be what the line says, and what is not certain is asked."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.ladder import AmountOff, UnitPrice
from handlers.reading import BuyEntry, read_buy, write_buy
from tests.promises.amounts import so_many
from tests.promises.lines import LANGUAGES, NOW, disturbed, mangled, meant

MANY = settings(max_examples=so_many(120))

languages = st.sampled_from(list(LANGUAGES))

ORDERS = ([0, 1, 2, 3], [0, 1, 3, 2], [3, 0, 1, 2], [0, 3, 1, 2])
"""In which the name, the price, the ladder and the deadline may stand."""


def read(line: str, language: str) -> BuyEntry:
    """Read a line typed in Berlin on a Wednesday at noon."""
    return read_buy(
        line, now=NOW, zone="Europe/Berlin", default_currency="EUR", languages=(language,)
    )


def line_of(parts: list[str], order: list[int]) -> str:
    """Return the parts as one line, in some order."""
    if len(parts) == 3:
        order = [one - (one == 3) for one in order if one != 2]
    return "; ".join(parts[place] for place in order)


@MANY
@given(data=st.data(), language=languages, order=st.sampled_from(ORDERS))
def test_a_line_is_read_as_it_is_meant(
    data: st.DataObject, language: str, order: list[int]
) -> None:
    """Lost otherwise: a group buys at other prices, or longer, than its organiser typed."""
    entry, parts = data.draw(meant(language))
    line = line_of(parts, order)
    assert read(line, language) == entry, line


@MANY
@given(data=st.data(), language=languages)
def test_what_looks_the_same_is_the_same_or_asked(data: st.DataObject, language: str) -> None:
    """Lost otherwise: a mark that nobody sees, or another keyboard, makes it another buy."""
    entry, parts = data.draw(meant(language))
    line = data.draw(disturbed(line_of(parts, ORDERS[0])))
    found = read(line, language)
    if not found.questions and found.deadline is not None:
        name = found.items[0].name if found.items else ""
        named = replace(entry, title=name, items=(replace(entry.items[0], name=name),))
        assert found == named, line


@MANY
@given(data=st.data(), language=languages)
def test_no_number_is_made_up(data: st.DataObject, language: str) -> None:
    """Lost otherwise: a slip of the finger becomes a price, a threshold or a limit of its own."""
    _, parts = data.draw(meant(language))
    line = data.draw(mangled(line_of(parts, ORDERS[0])))
    found = read(line, language)
    write_buy(found, language, "Europe/Berlin", NOW)
    typed = runs(line)
    for number in numbers(found):
        assert any(number in run for run in typed), (number, line, found)


def runs(line: str) -> list[str]:
    """Return the digits of each stretch of the line with nothing but digits and their marks."""
    plain = "".join(
        str(unicodedata.decimal(char)) if unicodedata.decimal(char, None) is not None
        else "" if unicodedata.category(char) == "Cf" else char
        for char in unicodedata.normalize("NFKC", line)
    )  # fmt: skip
    return [re.sub(r"\D", "", run) for run in re.findall(r"\d[\d.,'\s]*", plain)]


def numbers(entry: BuyEntry) -> list[str]:
    """Return the digits of every amount and count, without the zeros that money gets by itself."""
    amounts = [item.list_price for item in entry.items if item.list_price]
    counts = [item.stock for item in entry.items] + [item.case_size for item in entry.items]
    counts += [entry.max_people, entry.per_person_limit]
    for ladder in [entry.ladder, *(item.ladder for item in entry.items)]:
        for tier in ladder.tiers if ladder else ():
            amounts.append(tier.threshold)
            if isinstance(tier.reward, UnitPrice | AmountOff):
                amounts.append(tier.reward.amount)
    if entry.minimum:
        amounts.append(entry.minimum.value)
    told = [str(one).rstrip("0") or "0" for one in amounts]
    return told + [str(one) for one in counts if one is not None]
