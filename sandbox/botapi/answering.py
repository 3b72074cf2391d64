"""Methods that answer a person's tap or inline query, and react to messages."""

from sandbox import bounds
from sandbox.botapi.call import Call, method
from sandbox.botapi.keyboards import check_markup
from sandbox.botapi.text import read_text
from sandbox.core import Query, QueryKind
from sandbox.errors import bad_request
from sandbox.world import Json

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def query_of(call: Call, kind: QueryKind) -> Query:
    """The query of this kind that is answered; raises ApiError if it is too old or answered."""
    query = call.core.take_query(call.params[f"{kind}_query_id"], kind)
    if query is None:
        raise bad_request(TOO_OLD)
    return query


@method("answerCallbackQuery")
async def answer_callback_query(call: Call) -> bool:
    """Stop the spinner on a tapped button, with a toast, an alert or a link."""
    if len(call.params.get("text", "")) > bounds.ALERT:
        raise bad_request("MESSAGE_TOO_LONG")
    url = call.params.get("url", "")
    if url and not url.startswith(
        (f"https://t.me/{call.core.world.bot.username}?", f"t.me/{call.core.world.bot.username}?")
    ):
        raise bad_request("URL_INVALID")
    query = query_of(call, "callback")
    if not query.answer.done():
        query.answer.set_result(
            {
                "text": call.params.get("text", ""),
                "alert": bool(call.params.get("show_alert")),
                "url": url or None,
            }
        )
    return True


@method("answerInlineQuery")
async def answer_inline_query(call: Call) -> bool:
    """Offer results for what a person typed after the bot's name."""
    results = call.params["results"]
    if len(results) > bounds.INLINE_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    offered = []
    for result in results:
        if not 1 <= len(result["id"].encode()) <= bounds.RESULT_ID:
            raise bad_request("RESULT_ID_INVALID")
        content = result["input_message_content"]
        text, entities = read_text(call.core, content, "message_text")
        offered.append(
            {
                "id": result["id"],
                "title": result["title"],
                "description": result.get("description", ""),
                "text": text,
                "entities": entities,
                "preview": content.get("link_preview_options"),
                "reply_markup": check_markup(result.get("reply_markup"), None),
            }
        )
    query = query_of(call, "inline")
    answer: Json = {"results": offered, "button": call.params.get("button")}
    if not query.answer.done():
        query.answer.set_result(answer)
    return True


@method("setMessageReaction")
async def set_message_reaction(call: Call) -> bool:
    """Put the bot's reaction on a message; none given takes it away."""
    chat = call.chat()
    stored = chat.messages.get(call.params["message_id"])
    if stored is None:
        raise bad_request("message to react not found")
    reactions = [reaction["emoji"] for reaction in call.params.get("reaction", [])]
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(emoji not in REACTIONS for emoji in reactions):
        raise bad_request("REACTION_INVALID")
    stored.reactions[call.core.world.bot.id] = reactions
    call.core.changed(chat)
    return True


REACTIONS = frozenset(
    """
    ❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣
    ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅
    🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
    """.split()  # noqa: SIM905  # a list of 70 strings would fill a page
)
"""The emoji that Telegram accepts as reactions."""
