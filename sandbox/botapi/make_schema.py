"""Reduce a machine-readable copy of the Bot API reference to what the sandbox checks.

Run `python -m sandbox.botapi.make_schema reference.json` after a new version of the
Bot API; the result, `schema.json`, is committed.  Only facts are kept: names, types,
whether required, and constants such as a scope's `type`.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

METHODS = """
    getMe getUpdates setWebhook deleteWebhook getWebhookInfo logOut close sendMessage
    sendPhoto sendDocument sendChatAction editMessageText editMessageCaption
    editMessageMedia editMessageReplyMarkup deleteMessage deleteMessages answerCallbackQuery
    answerInlineQuery setMessageReaction pinChatMessage unpinChatMessage
    unpinAllChatMessages leaveChat getChat getChatMember getChatAdministrators
    getChatMemberCount setMyCommands getMyCommands deleteMyCommands setMyName getMyName
    setMyDescription getMyDescription setMyShortDescription getMyShortDescription
    setChatMenuButton getChatMenuButton getFile getUserProfilePhotos createForumTopic
    closeForumTopic reopenForumTopic sendInvoice createInvoiceLink answerShippingQuery
    answerPreCheckoutQuery refundStarPayment getMyStarBalance getStarTransactions
""".split()  # noqa: SIM905  # names to read, not punctuation
"""The methods that the sandbox answers."""

SCALARS = {"Integer", "Float", "String", "Boolean", "InputFile"}

SIMULATED = {
    "InlineQueryResult": ["InlineQueryResultArticle"],
    "InputMedia": ["InputMediaPhoto", "InputMediaDocument"],
    "InputMessageContent": ["InputTextMessageContent"],
    "ReactionType": ["ReactionTypeEmoji"],
}
"""Of these unions only some members are simulated; another one is answered with 400."""

UNSUPPORTED = {"InputRichMessage", "SuggestedPostParameters", "LoginUrl", "CallbackGame"}
"""Types left out on purpose: passing one is answered with 400."""


def words(types: list[str]) -> list[str]:
    """The names of all types in a field's alternatives, without `Array of`."""
    return [word.replace("Array of ", "").strip() for kind in types for word in kind.split("|")]


def reduce_fields(fields: list[dict[str, Any]]) -> dict[str, str]:
    """Fields as `name` or `name!` (required) -> alternatives joined by `|`, or `=constant`."""
    reduced = {}
    for field in fields:
        key = field["name"] + ("!" if field["required"] else "")
        constant = re.search(r"(?:must be|always) \W?(\w+)\W?$", field["description"].strip())
        if field["name"] == "type" and constant:
            reduced[key] = "=" + constant[1]
        else:
            reduced[key] = "|".join(field["types"])
    return reduced


def reduce(reference: dict[str, Any]) -> dict[str, Any]:
    """The schema for METHODS and every type they can be given."""
    methods = {name: reference["methods"][name].get("fields", []) for name in METHODS}
    types: dict[str, Any] = {}
    unions: dict[str, list[str]] = {}
    waiting = [
        word for fields in methods.values() for field in fields for word in words(field["types"])
    ]
    while waiting:
        name = waiting.pop()
        if name in SCALARS or name in UNSUPPORTED or name in types or name in unions:
            continue
        entry = reference["types"][name]
        if entry.get("subtypes"):
            unions[name] = SIMULATED.get(name, entry["subtypes"])
            waiting += unions[name]
        else:
            types[name] = reduce_fields(entry.get("fields", []))
            waiting += [word for field in entry.get("fields", []) for word in words(field["types"])]
    return {
        "version": reference["version"],
        "methods": {name: reduce_fields(fields) for name, fields in methods.items()},
        "unions": dict(sorted(unions.items())),
        "types": dict(sorted(types.items())),
    }


if __name__ == "__main__":
    source = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    target = Path(__file__).with_name("schema.json")
    target.write_text(json.dumps(reduce(source), indent=1) + "\n", encoding="utf-8")
