"""Reads text with `parse_mode=HTML` the way the Bot API server does.

Tags, attributes and the wording of refusals follow the reference's section on
formatting options and Telegram's open source server.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from sandbox import utf16
from sandbox.errors import ApiError, bad_request
from sandbox.world import Json

SAME = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic",
    "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip
"""Tag -> type of entity."""

TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
"""r = relative; w = weekday; d, D = short, long date; t, T = short, long time."""

NUMERIC_OR_NAMED = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|lt|gt|amp|quot);")
ATTRIBUTE = re.compile(r"""\s*([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?\s*""")


def refuse(what: str) -> ApiError:
    """The 400 for text that cannot be read."""
    return bad_request(f"can't parse entities: {what}")


@dataclass
class OpenTag:
    """A start tag whose end has not come yet; `start` in UTF-16 units."""

    name: str
    attributes: dict[str, str]
    start: int


@dataclass
class Reader:
    """Reads one text from left to right."""

    source: str
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    open: list[OpenTag] = field(default_factory=list)

    def at(self, position: int) -> int:
        """The byte offset that an error message names."""
        return len(self.source[:position].encode())

    def read(self) -> tuple[str, list[Json]]:
        """The plain text and its entities, in order; raises ApiError."""
        position = 0
        while position < len(self.source):
            following = self.source.find("<", position)
            end = len(self.source) if following < 0 else following
            self.text += NUMERIC_OR_NAMED.sub(
                lambda found: unescape(found[0]), self.source[position:end]
            )
            position = end if following < 0 else self.tag(following)
        if self.open:
            raise refuse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return self.text, self.entities

    def tag(self, position: int) -> int:
        """Read the tag that starts at `position`; returns where it ends."""
        end = self.source.find(">", position)
        closing = self.source[position + 1 : position + 2] == "/"
        if end < 0:
            kind = "end" if closing else "start"
            raise refuse(f"Unclosed {kind} tag at byte offset {self.at(position)}")
        inside = self.source[position + 1 : end]
        if closing:
            self.close(inside[1:].strip().lower(), position)
        else:
            self.start(inside, position)
        return end + 1

    def start(self, inside: str, position: int) -> None:
        """Note a start tag and its attributes."""
        name = re.split(r"\s", inside, maxsplit=1)[0].lower()
        if name not in SAME:
            raise refuse(f'Unsupported start tag "{name}" at byte offset {self.at(position)}')
        attributes = {
            found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
            for found in ATTRIBUTE.finditer(inside[len(name) :])
        }
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise refuse(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self.at(position)}'
            )
        self.open.append(OpenTag(name, attributes, utf16.length(self.text)))

    def close(self, name: str, position: int) -> None:
        """Turn the innermost open tag into an entity."""
        if not self.open:
            raise refuse(f"Unexpected end tag at byte offset {self.at(position)}")
        tag = self.open.pop()
        if name and name != tag.name:
            raise refuse(
                f"Unmatched end tag at byte offset {self.at(position)}, "
                f'expected "</{tag.name}>", found "</{name}>"'
            )
        size = utf16.length(self.text) - tag.start
        if size:
            self.add(tag, {"type": SAME[tag.name], "offset": tag.start, "length": size})

    def add(self, tag: OpenTag, entity: Json) -> None:
        """Complete an entity with what its attributes say, and keep it if it means anything."""
        match tag.name:
            case "a":
                self.link(tag, entity)
                return
            case "code" if self.open and self.open[-1].name == "pre":
                language = tag.attributes.get("class", "").removeprefix("language-")
                self.open[-1].attributes["language"] = language
                return
            case "pre" if tag.attributes.get("language"):
                entity["language"] = tag.attributes["language"]
            case "blockquote" if "expandable" in tag.attributes:
                entity["type"] = "expandable_blockquote"
            case "tg-emoji":
                if not tag.attributes.get("emoji-id", "").isdigit():
                    raise refuse("Invalid custom emoji identifier specified")
                entity["custom_emoji_id"] = tag.attributes["emoji-id"]
            case "tg-time":
                self.time(tag, entity)
        self.entities.append(entity)

    def link(self, tag: OpenTag, entity: Json) -> None:
        """An address without scheme is taken as http; what is no address is plain text."""
        url = tag.attributes.get("href") or utf16.cut(self.text, tag.start, entity["length"])
        if "://" not in url and "." in url:
            url = f"http://{url}/" if "/" not in url else f"http://{url}"
        if re.match(r"(https?|tg|ton|tonsite)://\S+$", url) or re.match(r"(mailto|tel):\S+$", url):
            self.entities.append(entity | {"url": url})

    def time(self, tag: OpenTag, entity: Json) -> None:
        """A moment that each reader sees in their own zone and language."""
        if not re.fullmatch(r"\d+", tag.attributes.get("unix", "")):
            raise refuse('Tag "tg-time" must have a Unix time in the attribute "unix"')
        form = tag.attributes.get("format", "")
        if not TIME_FORMAT.fullmatch(form):
            raise refuse(f'Invalid date-time format "{form}"')
        entity["unix_time"] = int(tag.attributes["unix"])
        if form:
            entity["date_time_format"] = form


def read_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities of an HTML text; raises ApiError as Telegram would."""
    return Reader(source).read()
