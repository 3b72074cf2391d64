"""What a person taps: inline buttons, links, inline results."""

import asyncio
import re
from urllib.parse import parse_qs, urlsplit

from sandbox.core import Core, Query
from sandbox.errors import NotFound, PersonError
from sandbox.people.groups import SUPERGROUP_BASE, require_member
from sandbox.people.invoices import bill_behind
from sandbox.people.talking import chat_for, current, say
from sandbox.telling import tell_chosen, tell_inline_query, tell_tap
from sandbox.world import Chat, Json, Message, Person


def find_button(stored: Message, wanted: str | list[int]) -> Json:
    """The inline button with this label, or at [row, column]; raises NotFound.

    A label matches exactly, or, if only one does, as a part of the button's text.
    """
    rows: list[list[Json]] = (stored.reply_markup or {}).get("inline_keyboard", [])
    if isinstance(wanted, list):
        row, column = wanted
        if row < len(rows) and column < len(rows[row]):
            return rows[row][column]
        raise NotFound(f"no button at {wanted}")
    buttons = [button for row in rows for button in row]
    exact = [button for button in buttons if button["text"] == wanted]
    close = [button for button in buttons if wanted in button["text"]]
    if exact or len(close) == 1:
        return (exact or close)[0]
    raise NotFound(f"no button {wanted!r}; there are {[one['text'] for one in buttons]}")


async def tap(
    core: Core, person: Person, stored: Message, wanted: str | list[int], patience: float
) -> Json:
    """Tap an inline button and wait up to `patience` seconds for the bot's answer.

    Returns {"kind": "callback", "answered", "text", "alert", "url"}, or without the bot
    {"kind": "copy", "text"}, {"kind": "url" | "web_app", "url"}, {"kind": "inline",
    "query", "here"}, {"kind": "pay"} for the payment sheet to open.
    """
    chat = core.world.chat(stored.chat_id)
    if chat.is_group:
        require_member(current(core, chat), person.id)
    button = find_button(stored, wanted)
    match button:
        case {"copy_text": copied}:
            return {"kind": "copy", "text": copied["text"]}
        case {"pay": True}:
            return {"kind": "pay"}
        case {"url": url}:
            return {"kind": "url", "url": url}
        case {"web_app": app}:
            return {"kind": "web_app", "url": app["url"]}
        case {"switch_inline_query_current_chat": text}:
            return {"kind": "inline", "query": text, "here": True}
        case {"switch_inline_query": text}:
            return {"kind": "inline", "query": text, "here": False}
        case {"switch_inline_query_chosen_chat": choice}:
            return {"kind": "inline", "query": choice.get("query", ""), "here": False}
        case {"callback_data": data}:
            query = core.ask(person.id)
            tell_tap(core, query, stored, data)
            answer = await answered(query, patience)
            empty = {"text": "", "alert": False, "url": None}
            return {"kind": "callback", "answered": answer is not None, **(answer or empty)}
    raise PersonError("this button does nothing here")


async def answered(query: Query, patience: float) -> Json | None:
    """The bot's answer to a query, or None after `patience` seconds."""
    await asyncio.wait([query.answer], timeout=patience)
    return query.answer.result() if query.answer.done() else None


def follow(core: Core, person: Person, url: str) -> Json:
    """What opening a link does: {"kind": …} with what the person then sees.

    "start": the bot's chat with Start to press, and its payload; "startgroup": a picker
    of groups, and the payload; "chat": a chat, perhaps at a message; "share": a text to
    share; "person": someone's profile; "invoice": a payment sheet, by its slug; "web": the
    address, for a browser.
    """
    parts = urlsplit(url if "://" in url else f"https://{url}")
    query = {key: values[0] for key, values in parse_qs(parts.query, True).items()}
    path = [part for part in parts.path.split("/") if part]
    if parts.scheme == "tg":
        if parts.netloc == "user":
            return {"kind": "person", "person": core.world.person(query.get("id", "")).id}
        if parts.netloc not in ("resolve", "invoice"):
            return {"kind": "web", "url": url}
        path = [query.get("domain", f"${query.get('slug', '')}")]
    elif parts.hostname not in ("t.me", "telegram.me") or not path:
        return {"kind": "web", "url": url}
    bot_name = (core.world.bot.username or "").casefold()
    if path[0].casefold() == bot_name:
        for kind in ("startgroup", "start"):
            if kind in query:
                return {"kind": kind, "payload": query[kind], "chat": person.id}
        return {"kind": "chat", "chat": person.id}
    if path[0] == "share":
        text = "\n".join(filter(None, [query.get("url"), query.get("text")]))
        return {"kind": "share", "text": text}
    return place_behind(core, person, path)


def place_behind(core: Core, person: Person, path: list[str]) -> Json:
    """The chat, message, person or invoice that the path of a t.me link names; raises NotFound."""
    if path[0].startswith("$") or path[0] == "invoice":
        slug = path[-1].removeprefix("$")
        bill_behind(core, slug)
        return {"kind": "invoice", "slug": slug}
    message = int(path[-1]) if len(path) > 1 and path[-1].isdigit() else None
    if path[0] == "c" and re.fullmatch(r"\d+", path[1] if len(path) > 1 else ""):
        chat = chat_for(core, person, SUPERGROUP_BASE - int(path[1]))
        return {"kind": "chat", "chat": chat.id, "message": message}
    for chat in core.world.chats.values():
        if chat.username and chat.username.casefold() == path[0].casefold():
            return {"kind": "chat", "chat": chat.id, "message": message}
    return {"kind": "person", "person": core.world.person(path[0]).id}


async def inline(core: Core, person: Person, chat: Chat, text: str, patience: float) -> Json:
    """Type the bot's name and `text` in a chat: the query's id and the offered results."""
    kinds = {"private": "sender", "direct": "private"}
    query = core.ask(person.id, text, "inline")
    tell_inline_query(core, query, kinds.get(chat.type, chat.type))
    answer = await answered(query, patience)
    if answer is None:
        return {"query": query.id, "answered": False, "results": [], "button": None}
    core.offers[query.id] = (query, answer["results"])
    results = [
        {key: result[key] for key in ("id", "title", "description")} for result in answer["results"]
    ]
    return {"query": query.id, "answered": True, "results": results, "button": answer["button"]}


def choose(core: Core, person: Person, chat: Chat, query_id: str, result_id: str) -> Message:
    """Send an offered inline result in the chat; the bot is told of the choice."""
    query, results = core.offers.get(query_id, (None, []))
    result = next((one for one in results if one["id"] == result_id), None)
    if query is None or result is None or query.person_id != person.id:
        raise NotFound(f"no inline result {result_id!r}")
    inline_id = core.new_id() if result["reply_markup"] else None
    stored = say(
        core,
        person,
        chat,
        result["text"],
        entities=result["entities"],
        preview=result["preview"],
        reply_markup=result["reply_markup"],
        via_bot=True,
        inline_id=inline_id,
    )
    tell_chosen(core, query, result_id, inline_id)
    return stored
