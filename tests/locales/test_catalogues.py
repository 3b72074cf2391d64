"""The catalogues are whole: every message in every language, with every plural form."""

import re
from collections.abc import Iterator
from functools import cache
from string import Formatter

import pytest
from babel import Locale
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from locales.catalogue import LANGUAGES, po_files
from tests.locales.used_keys import used

TAG = re.compile(r"</?([a-z-]+)[^>]*>")


@cache
def messages(language: str) -> dict[str, Message]:
    """All messages of a language by key."""
    found: dict[str, Message] = {}
    for file in po_files(language):
        with file.open("rb") as source:
            for message in read_po(source, locale=language):
                if message.id:
                    found[key_of(message)] = message
    return found


def key_of(message: Message) -> str:
    """The key of a message; one with plurals repeats it."""
    return message.id if isinstance(message.id, str) else message.id[0]


def texts(message: Message) -> list[str]:
    """All forms of a message."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def fields(text: str) -> set[str]:
    """The values a text is filled with."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_stands_in_the_file_of_its_first_word(language: str) -> None:
    """Else a translator cannot find a message from its key."""
    for file in po_files(language):
        with file.open("rb") as source:
            keys = [key_of(message) for message in read_po(source) if message.id]
        assert [key for key in keys if key.split("-")[0] != file.stem] == []
        assert len(keys) == len(set(keys))


def test_every_key_that_the_code_uses_is_in_the_catalogue() -> None:
    """Else a person reads a key instead of a sentence."""
    found = used({file.stem for file in po_files("en")})
    missing = {key: where for key, where in found.keys.items() if key not in messages("en")}
    assert missing == {}


def test_no_message_is_left_over() -> None:
    """Else translators work on sentences that nobody reads."""
    found = used({file.stem for file in po_files("en")})
    families = tuple(found.families)
    unused = {
        key for key in messages("en") if key not in found.keys and not key.startswith(families)
    }
    assert unused == set()


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_each_language_says_what_english_says(language: str) -> None:
    """Else somebody reads a key, or a sentence nobody says, in their language."""
    assert set(messages(language)) ^ set(messages("en")) == set()


def forms(language: str) -> Iterator[tuple[str, Message]]:
    """Key and message of a language, with values and plurals."""
    yield from messages(language).items()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_is_missing(language: str) -> None:
    """Else a number shows an empty message: Arabic has six forms, Russian three."""
    wanted = plural_forms(language)
    for key, message in forms(language):
        assert all(texts(message)), key
        assert "fuzzy" not in message.flags, key
        if not isinstance(message.id, str):
            assert len(texts(message)) == wanted, key


def plural_forms(language: str) -> int:
    """How many plural forms gettext has for a language."""
    file = po_files(language)[0]
    with file.open("rb") as source:
        return read_po(source, locale=language).num_plurals


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plural_rule_is_the_languages_own(language: str) -> None:
    """Else a copied header gives every number the wrong form."""
    expected = {"en": 2, "ru": 3, "es": 2, "zh_Hans": 1, "ar": 6}
    for file in po_files(language):
        with file.open("rb") as source:
            catalog = read_po(source)
        assert catalog.num_plurals == expected[language], file
        assert catalog.locale == Locale.parse(language), file


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_each_translation_is_filled_with_the_same_values(language: str) -> None:
    """Else a name or an amount is missing from a sentence, or filling it fails."""
    for key, message in forms(language):
        english = set().union(*(fields(text) for text in texts(messages("en")[key])))
        for text in texts(message):
            # A form for one exact number (one, two, none) may say it in words.
            assert fields(text) | {"count"} == english | {"count"}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_markup_is_closed_and_the_same(language: str) -> None:
    """Else Telegram refuses the message as a whole."""
    for key, message in forms(language):
        wanted = sorted(TAG.findall(texts(messages("en")[key])[-1]))
        for text in texts(message):
            assert sorted(TAG.findall(text)) == wanted, key
            assert len(TAG.findall(text)) % 2 == 0, key
