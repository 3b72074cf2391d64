"""Keyboards that a bot attaches: what Telegram refuses about them."""

from urllib.parse import urlsplit

from sandbox import bounds, currencies, utf16
from sandbox.errors import bad_request
from sandbox.invoice import Invoice
from sandbox.world import Chat, Json

ACTIONS = {
    "url", "callback_data", "web_app", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "pay",
}  # fmt: skip
"""What an inline button can do; exactly one of them."""


def check_markup(
    markup: Json | None, chat: Chat | None, invoice: Invoice | None = None
) -> Json | None:
    """The keyboard as it will be stored; raises ApiError.

    `chat` is None for inline messages; a message with an `invoice` has a Pay button always.
    """
    if invoice and not any((markup or {}).get("inline_keyboard", [])):
        text = f"Pay {currencies.shown(invoice.total, invoice.currency)}"
        return {"inline_keyboard": [[{"text": text, "pay": True}]]}
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        return check_inline(markup, chat, invoice)
    if "keyboard" in markup:
        for row in markup["keyboard"]:
            for button in row:
                check_reply_button(button, chat)
        if not any(markup["keyboard"]):
            raise bad_request("keyboard can't be empty")
    return markup


def check_inline(markup: Json, chat: Chat | None, invoice: Invoice | None) -> Json | None:
    """An inline keyboard without empty rows; None if nothing is left."""
    rows = [row for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > bounds.BUTTONS:
        raise bad_request("reply markup is too long")
    if invoice and not rows[0][0].get("pay"):
        raise bad_request("REPLY_MARKUP_BUY_EMPTY")
    for place, button in enumerate(button for row in rows for button in row):
        check_inline_button(button, chat)
        if button.get("pay") and (place > 0 or invoice is None):
            raise bad_request("BUTTON_TYPE_INVALID")
    return {"inline_keyboard": rows} if rows else None


def check_inline_button(button: Json, chat: Chat | None) -> None:
    """Raise ApiError for a button that Telegram would not take."""
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = {name for name in ACTIONS & button.keys() if button[name] is not False}
    if not actions:
        raise bad_request("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("inline keyboard button must have exactly one action")
    if (
        "callback_data" in button
        and not 1 <= len(button["callback_data"].encode()) <= bounds.CALLBACK_DATA
    ):
        raise bad_request("BUTTON_DATA_INVALID")
    if (
        "copy_text" in button
        and not 1 <= utf16.length(button["copy_text"]["text"]) <= bounds.COPY_TEXT
    ):
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if "url" in button:
        check_url(button["url"])
    if "web_app" in button:
        url = button["web_app"]["url"]
        if urlsplit(url).scheme != "https":
            raise bad_request(
                f"inline keyboard button Web App URL '{url}' is invalid: "
                "Only HTTPS links are allowed"
            )
        if chat and chat.type != "private":
            raise bad_request("BUTTON_TYPE_INVALID")


def check_url(url: str) -> None:
    """Raise ApiError unless a person's client could open the address."""
    address = url if "://" in url else f"http://{url}"
    parts = urlsplit(address)
    reason = ""
    if parts.scheme not in ("http", "https", "tg"):
        reason = "Unsupported URL protocol"
    elif parts.scheme != "tg" and (not parts.hostname or "." not in parts.hostname):
        reason = "Wrong HTTP URL"
    if reason or any(character.isspace() for character in url):
        raise bad_request(
            f"inline keyboard button URL '{url}' is invalid: {reason or 'Wrong HTTP URL'}"
        )


def check_reply_button(button: Json, chat: Chat | None) -> None:
    """Raise ApiError for a button of a reply keyboard that Telegram would not take."""
    if not button["text"].strip():
        raise bad_request("keyboard button text must be non-empty")
    requests = [name for name in button if name.startswith("request_") and button[name]]
    if len(requests) > 1:
        raise bad_request("keyboard button can request one thing only")
    if requests and chat and chat.type != "private":
        raise bad_request("BUTTON_TYPE_INVALID")
    if not 1 <= button.get("request_users", {}).get("max_quantity", 1) <= bounds.PICKED_USERS:
        raise bad_request("keyboard button request_users max_quantity must be 1-10")
