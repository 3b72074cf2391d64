"""The diary as Markdown: the group first, then each person's chat with the bot."""

from __future__ import annotations

import re
from html import unescape
from zoneinfo import ZoneInfo

from locales.translator import Translator
from play.diary import Diary, Entry, Kind
from play.world import World
from sandbox.seen import MessageSeen

COMMAND = "python main.py play --write"
HEADING = 40
"""Characters of what a message was, over what it is now."""

STABLE = {"code": "K7Q4BX", "token": "i_q3Zr8Wb0TnKx5LhV"}
"""Instead of what chance gave out."""

CODE = re.compile(r"start=([A-HJ-NP-Z2-9]{6})\b")
TOKEN = re.compile(r"i_[A-Za-z0-9_-]{16}")
START = re.compile(r"^/start .*")
"""Telegram shows no more of what a link says to the bot."""

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
TAG = re.compile(r"<(/?)([a-z-]+)[^>]*>")
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}


def transcript(diary: Diary, here: World) -> str:
    """Return what everyone saw, readable as text and as a page."""
    parts = [f"# {here.word('title')}", here.word("about", command=COMMAND)]
    for chat, entries in diary.chats.items():
        heading = "group" if chat == here.group else "private"
        parts.append(f"## {here.word(heading, name=chat)}")
        parts += [_entry(one, here) for one in entries]
    if Translator(here.language).right_to_left:
        parts = [parts[0], '<div dir="rtl">', *parts[1:], "</div>"]
    return _stable("\n\n".join(part for part in parts if part) + "\n", diary)


def _entry(entry: Entry, here: World) -> str:
    clock = entry.at.astimezone(ZoneInfo(here.zone)).strftime("%H:%M")
    message = entry.message
    if message is None:
        return f"{clock} · {entry.text}"
    if entry.kind is Kind.GONE:
        return f"{clock} · {here.word('gone', text=_first_line(message))}"
    if entry.was is not None:
        return _changed(clock, message, entry.was, here)
    who = f"**{_escaped(message.sender)}**"
    if message.reply:
        who += f" ({here.word('answers', name=_escaped(message.reply['from']))})"
    lines = [f"*{here.word('picture')}*"] if message.photo else []
    lines += [START.sub("/start", line) for line in _lines(message)]
    return "\n".join([f"{clock} · {who}", "", *_quoted([*lines, *_keys(message)])])


def _changed(clock: str, message: MessageSeen, was: MessageSeen, here: World) -> str:
    """The lines that are new, and the buttons if they are."""
    before = _lines(was)
    now = _lines(message)
    lines = [line for line in now if line not in before]
    if len(lines) > len(now) / 2:
        lines = now
    keys = _keys(message) if message.labels != was.labels else []
    what = f"{_first_line(was)} — {here.word('edited')}:"
    return "\n".join([f"{clock} · {what}", "", *_quoted([*lines, *keys])])


def _first_line(message: MessageSeen) -> str:
    line = next((line for line in message.text.split("\n") if line), "")
    return _escaped(line if len(line) <= HEADING else line[:HEADING] + "…")


def _lines(message: MessageSeen) -> list[str]:
    return _markdown(message.html).split("\n")


def _keys(message: MessageSeen) -> list[str]:
    return [" ".join(f"`[{label}]`" for label in row) for row in message.labels]


def _quoted(lines: list[str]) -> list[str]:
    """A block whose lines Markdown keeps apart: by a backslash, save before an empty one."""
    following = [*lines[1:], ""]
    return [
        f"> {line}\\" if line and after else f"> {line}".rstrip()
        for line, after in zip(lines, following, strict=True)
    ]


def _markdown(html: str) -> str:
    shown, at = "", 0
    for tag in TAG.finditer(html):
        shown += _escaped(unescape(html[at : tag.start()])) + MARKS.get(tag[2], "")
        at = tag.end()
    return shown + _escaped(unescape(html[at:]))


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


def _stable(text: str, diary: Diary) -> str:
    """Put in fixed codes and tokens, so that two plays read the same."""
    everything = [one.message for entries in diary.chats.values() for one in entries if one.message]
    codes = {
        found
        for message in everything
        for row in message.buttons
        for button in row
        for found in CODE.findall(button.get("url", ""))
    }
    for code in codes:
        text = text.replace(code, STABLE["code"])
    return TOKEN.sub(STABLE["token"], text)
