"""Text with entities: what Telegram finds in it by itself, trims, and shows."""

import re
from html import escape

from sandbox import utf16
from sandbox.world import Json

FOUND = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"]+[^\s<>\".,;:!?)']|\bt\.me/[\w/?=+&%-]+)"
    r"|(?P<email>\b[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?<![\w/@])(?P<mention>@[A-Za-z]\w{3,31})\b"
    r"|(?<![\w/<>@])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{3,31})?)(?![\w/])"
    r"|(?<!\w)(?P<hashtag>\#\w*[^\W\d]\w*)"
)
"""What Telegram marks up without being asked."""

HTML = {
    "bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code",
    "pre": "pre", "blockquote": "blockquote", "expandable_blockquote": "blockquote",
}  # fmt: skip
"""Type of entity -> the HTML element that shows it."""


def with_found(text: str, entities: list[Json]) -> list[Json]:
    """`entities` and those that Telegram finds by itself outside of links and code."""
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in entities
        if entity["type"] in ("text_link", "code", "pre", "text_mention", "date_time")
    ]
    found = []
    for match in FOUND.finditer(text):
        start = utf16.length(text[: match.start()])
        end = start + utf16.length(match[0])
        if all(end <= begin or start >= stop for begin, stop in taken) and match.lastgroup:
            found.append({"type": match.lastgroup, "offset": start, "length": end - start})
    return sorted(entities + found, key=lambda entity: (entity["offset"], -entity["length"]))


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Text without white space at its ends, as Telegram stores it, and entities moved along."""
    stripped = text.strip()
    lead = utf16.length(text[: len(text) - len(text.lstrip())])
    size = utf16.length(stripped)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] - lead + entity["length"], size)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return stripped, kept


def as_html(text: str, entities: list[Json]) -> str:
    """The text as safe HTML, entities nested, for the page."""
    units = text.encode("utf-16-le")
    opening: dict[int, list[Json]] = {}
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        opening.setdefault(entity["offset"], []).append(entity)
    edges = sorted(
        {0, len(units) // 2}
        | {entity["offset"] for entity in entities}
        | {entity["offset"] + entity["length"] for entity in entities}
    )
    html, open_now = "", list[Json]()
    for here, following in zip(edges, [*edges[1:], edges[-1]], strict=True):
        reopened: list[Json] = []
        while any(entity["offset"] + entity["length"] <= here for entity in open_now):
            entity = open_now.pop()
            html += close_tag(entity)
            if entity["offset"] + entity["length"] > here:
                reopened.append(entity)
        for entity in [*reversed(reopened), *opening.get(here, [])]:
            html += open_tag(entity, text)
            open_now.append(entity)
        html += escape(units[2 * here : 2 * following].decode("utf-16-le", errors="replace"))
    return html


def open_tag(entity: Json, text: str) -> str:
    """The start tag that shows an entity."""
    kind = entity["type"]
    inside = utf16.cut(text, entity["offset"], entity["length"])
    match kind:
        case "text_link" | "url" | "email":
            url = entity.get("url") or {"email": "mailto:"}.get(kind, "") + inside
            return f'<a href="{escape(url if ":" in url else "https://" + url)}">'
        case "text_mention":
            return f'<a href="tg://user?id={entity["user"]["id"]}">'
        case "mention":
            return f'<a href="https://t.me/{escape(inside[1:])}">'
        case "bot_command":
            return f'<a class="command" href="#" data-command="{escape(inside)}">'
        case "date_time":
            form = escape(entity.get("date_time_format", ""))
            return f'<time data-unix="{entity["unix_time"]}" data-format="{form}">'
        case "expandable_blockquote":
            return '<blockquote class="expandable">'
        case "spoiler":
            return '<span class="spoiler" tabindex="0" role="button">'
        case _:
            return f"<{HTML.get(kind, 'span')}>"


def close_tag(entity: Json) -> str:
    """The end tag for `open_tag`."""
    match entity["type"]:
        case "text_link" | "url" | "email" | "text_mention" | "mention" | "bot_command":
            return "</a>"
        case "date_time":
            return "</time>"
        case kind:
            return f"</{HTML.get(kind, 'span')}>"
