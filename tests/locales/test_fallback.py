"""A text that a language lacks: its reader still gets a sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from locales import catalogue
from locales.translator import Translator

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""

TEXTS = {
    "en": """
msgid "card-in"
msgid_plural "card-in"
msgstr[0] "{count} is in"
msgstr[1] "{count} are in"

msgid "card-one"
msgid_plural "card-one"
msgstr[0] "{count} one"
msgstr[1] "{count} ones"

msgid "card-head"
msgstr "Head"

msgid "card-tail"
msgstr "Tail"
""",
    "es": """
msgid "card-one"
msgid_plural "card-one"
msgstr[0] "{count} uno"
msgstr[1] ""

msgid "card-head"
msgstr "Cabeza"

msgid "card-tail"
msgstr ""
""",
}


@pytest.fixture
def spanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Translator]:
    """Spanish of which most is not translated."""
    for language, texts in TEXTS.items():
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "card.po").write_text(HEADER + texts, encoding="utf-8")
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    catalogue.catalogue.cache_clear()
    yield Translator("es")
    catalogue.catalogue.cache_clear()


def test_what_is_missing_is_said_in_english(spanish: Translator) -> None:
    """Else a person reads "card-in", or nothing, where a translation was forgotten."""
    assert spanish.plain("card-head") == "Cabeza"
    assert spanish.plain("card-tail") == "Tail"
    assert [spanish.plain("card-in", count=n) for n in (1, 2)] == ["1 is in", "2 are in"]
    assert [spanish.plain("card-one", count=n) for n in (1, 2)] == ["1 one", "2 ones"]
    assert spanish.has("card-in")
    assert not spanish.has("card-none")
