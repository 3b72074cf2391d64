"""Text of a call: parse mode, entities, and the limits on its length."""

from sandbox import bounds, protocol, utf16
from sandbox.core import Core
from sandbox.entities import trimmed
from sandbox.errors import bad_request
from sandbox.html_mode import read_html
from sandbox.world import Json


def read_text(
    core: Core, params: Json, name: str = "text", entities_name: str = "entities"
) -> tuple[str, list[Json]]:
    """The plain text of `params[name]` and its entities; raises ApiError.

    "text" and "message_text" may not be empty and hold 4096 characters after entities
    are taken out, a caption 1024.
    """
    text, entities = parsed(core, params, params.get(name, ""), entities_name)
    text, entities = trimmed(text, entities)
    caption = name == "caption"
    if not text and not caption:
        raise bad_request("message text is empty" if params.get(name, "") == "" else
                          "text must be non-empty")  # fmt: skip
    if utf16.length(text) > (bounds.CAPTION if caption else bounds.TEXT):
        raise bad_request("message caption is too long" if caption else "message is too long")
    return text, entities


def parsed(core: Core, params: Json, source: str, entities_name: str) -> tuple[str, list[Json]]:
    """Text and entities by the parse mode, or by the entities given."""
    match params.get("parse_mode", "").lower():
        case "html":
            text, entities = read_html(source)
            return text, [known_mention(core, entity) for entity in entities]
        case "":
            given = params.get(entities_name, [])
            size = utf16.length(source)
            for entity in given:
                if entity["offset"] < 0 or entity["offset"] + entity["length"] > size:
                    raise bad_request("can't parse entities: entity is out of the text")
            return source, [dict(entity) for entity in given]
        case "markdown" | "markdownv2":
            raise bad_request("the sandbox reads parse_mode HTML and entities, not Markdown")
        case _:
            raise bad_request("unsupported parse_mode")


def known_mention(core: Core, entity: Json) -> Json:
    """A link to tg://user?id=… becomes a mention if the bot has met that person."""
    prefix = "tg://user?id="
    if entity["type"] == "text_link" and entity["url"].startswith(prefix):
        person_id = int(entity["url"].removeprefix(prefix) or 0)
        person = core.world.people.get(person_id)
        mention = {key: entity[key] for key in ("offset", "length")} | {"type": "text_mention"}
        if person and person.met:
            return mention | {"user": protocol.user(person).to_dict()}
    return entity
