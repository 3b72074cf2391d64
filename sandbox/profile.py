"""What the bot has set about itself: commands, descriptions, menu buttons."""

from dataclasses import dataclass, field

from sandbox.world import Chat, Json

ScopeKey = tuple[str, int | None, int | None]
"""A command scope: its type, and the chat and person it is narrowed to."""


def chosen_language(language_code: str | None) -> str:
    """The two-letter language by which Telegram looks texts up; "" for none."""
    return (language_code or "").split("-")[0].lower()


@dataclass
class Profile:
    """Texts by two-letter language, "" being everyone else's."""

    commands: dict[tuple[ScopeKey, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    """(name | description | short_description, language) -> text."""
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)

    def text(self, kind: str, language_code: str | None) -> str:
        """The text of `kind` that a reader of this language sees."""
        language = chosen_language(language_code)
        return self.texts.get((kind, language)) or self.texts.get((kind, ""), "")

    def menu(self, chat: Chat, person_id: int, language_code: str | None) -> list[Json]:
        """The commands a person sees in a chat: the narrowest scope that has any."""
        keys: list[ScopeKey]
        if chat.is_group:
            admin = chat.member(person_id).admin
            keys = [
                ("chat_member", chat.id, person_id),
                *([("chat_administrators", chat.id, None)] if admin else []),
                ("chat", chat.id, None),
                *([("all_chat_administrators", None, None)] if admin else []),
                ("all_group_chats", None, None),
            ]
        else:
            keys = [("chat", chat.id, None), ("all_private_chats", None, None)]
        language = chosen_language(language_code)
        for key in [*keys, ("default", None, None)]:
            for wanted in (language, ""):
                if found := self.commands.get((key, wanted)):
                    return found
        return []
