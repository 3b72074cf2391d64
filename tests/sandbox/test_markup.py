"""HTML text becomes text and entities as Telegram makes them, and is shown safely."""

import html
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import utf16
from sandbox.entities import as_html, trimmed, with_found
from sandbox.errors import ApiError
from sandbox.html_mode import read_html


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    """An entity, for the table."""
    return {"type": kind, "offset": offset, "length": length} | more


READ = [
    ("<b>a</b>", "a", [entity("bold", 0, 1)]),
    ("😀<i>é</i>", "😀é", [entity("italic", 2, 1)]),
    ("<B>a<u>b</u></B>", "ab", [entity("bold", 0, 2), entity("underline", 1, 1)]),
    ("<del>a</del><tg-spoiler>b</tg-spoiler>", "ab",
     [entity("strikethrough", 0, 1), entity("spoiler", 1, 1)]),
    ('<span class="tg-spoiler">b</span>', "b", [entity("spoiler", 0, 1)]),
    ('<a href="https://t.me/x?a=1&amp;b=2">a</a>', "a",
     [entity("text_link", 0, 1, url="https://t.me/x?a=1&b=2")]),
    ("<a href='nonsense'>a</a>", "a", []),
    ('<pre><code class="language-python">x</code></pre>', "x",
     [entity("pre", 0, 1, language="python")]),
    ("<blockquote expandable>q</blockquote>", "q", [entity("expandable_blockquote", 0, 1)]),
    ('<tg-emoji emoji-id="53">👍</tg-emoji>', "👍",
     [entity("custom_emoji", 0, 2, custom_emoji_id="53")]),
    ('<tg-time unix="1700000000" format="wDT">x</tg-time>', "x",
     [entity("date_time", 0, 1, unix_time=1700000000, date_time_format="wDT")]),
    ('<tg-time unix="1700000000">x</tg-time>', "x",
     [entity("date_time", 0, 1, unix_time=1700000000)]),
    ("a &lt;b&gt; &amp;amp; &nbsp; &#33;", "a <b> &amp; &nbsp; !", []),
    ("<b></b>a", "a", []),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text", "entities"), READ)
def test_html_is_read(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    """Lost: a tag that works on Telegram would fail here, or the other way round."""
    assert read_html(source) == (text, entities)


@pytest.mark.parametrize(
    "source",
    ['<tg-time unix="1" format="Dd">x</tg-time>', '<tg-time unix="soon">x</tg-time>',
     "<span>x</span>", '<tg-emoji emoji-id="x">y</tg-emoji>', "<br>"],
)  # fmt: skip
def test_bad_html_is_refused(source: str) -> None:
    """Lost: text that Telegram refuses would be sent in tests only."""
    with pytest.raises(ApiError, match="can't parse entities"):
        read_html(source)


@given(st.text())
def test_escaped_text_comes_through(text: str) -> None:
    """Lost: something a person typed could break or change a message."""
    clean = text.replace("\r", "")
    assert read_html(html.escape(clean)) == (clean, [])


spans = st.lists(
    st.tuples(st.sampled_from(["bold", "italic", "text_link", "spoiler"]), st.integers(0, 12),
              st.integers(1, 12)), max_size=4)  # fmt: skip


@given(st.text(alphabet="ab<>&\"'😀й \n", min_size=1, max_size=20), spans)
def test_what_is_shown_is_the_text_and_safe(text: str, given_spans: Any) -> None:
    """Lost: a name with < in it could run on the page, or overlapping marks lose text."""
    points = [utf16.length(text[:index]) for index in range(len(text) + 1)]
    entities = []
    for kind, start, size in given_spans:
        begin = points[min(start, len(points) - 1)]
        end = points[min(start + size, len(points) - 1)]
        if end > begin:
            entities.append(entity(kind, begin, end - begin, url='https://x.test/"<'))
    shown = as_html(text, entities)
    assert html.unescape(re.sub(r"<[^>]*>", "", shown)) == text
    opened = re.findall(r"<([a-z]+)", shown)
    assert sorted(opened) == sorted(re.findall(r"</([a-z]+)", shown))


@given(st.text(alphabet="a \n", max_size=12), st.integers(0, 11), st.integers(1, 12))
def test_trimming_moves_entities_along(text: str, offset: int, length: int) -> None:
    """Lost: bold would slip by the blanks that Telegram cuts off."""
    length = min(length, len(text) - offset)
    given_entities = [entity("bold", offset, length)] if length > 0 else []
    stripped, kept = trimmed(text, given_entities)
    assert stripped == text.strip()
    for one in kept:
        part = text[offset : offset + length].strip()
        assert utf16.cut(stripped, one["offset"], one["length"]).strip() == part


def test_commands_links_and_names_are_found() -> None:
    """Lost: commands would not reach a bot that reads entities."""
    text = "/buy@group_buy_bot x, see t.me/a?start=b by @anna #oil a/b me@x.org"
    found = [(one["type"], utf16.cut(text, one["offset"], one["length"]))
             for one in with_found(text, [])]  # fmt: skip
    assert found == [
        ("bot_command", "/buy@group_buy_bot"), ("url", "t.me/a?start=b"), ("mention", "@anna"),
        ("hashtag", "#oil"), ("email", "me@x.org"),
    ]  # fmt: skip
