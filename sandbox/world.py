"""What exists in the simulated Telegram: people, chats, members, messages."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sandbox.errors import NotFound
from sandbox.invoice import Invoice

Json = dict[str, Any]
ChatType = Literal["private", "group", "supergroup", "direct"]
Status = Literal["creator", "administrator", "member", "left", "kicked"]

GROUP_ANONYMOUS_BOT = 1087968824
"""The account that Telegram puts in `from` when an administrator writes anonymously."""

PLENTY_OF_STARS = 100_000
"""What everyone begins with: enough for the dearest invoice there can be."""

PRESENT: tuple[Status, ...] = ("creator", "administrator", "member")


@dataclass
class Person:
    """An account: a human, or (`is_bot`) the bot itself.

    `zone` is the IANA time zone their device is set to; Telegram tells no bot.  `stars`
    is their balance of Telegram Stars.
    """

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    zone: str = "UTC"
    stars: int = PLENTY_OF_STARS
    is_bot: bool = False
    deactivated: bool = False
    started: bool = False
    blocked: bool = False
    met: bool = False
    """Whether the bot has come across this account at all."""

    @property
    def name(self) -> str:
        """The name as chats show it."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name


@dataclass
class Member:
    """One person's place in one group."""

    person_id: int
    status: Status = "member"
    anonymous: bool = False
    title: str | None = None

    @property
    def present(self) -> bool:
        """Whether they are in the group now."""
        return self.status in PRESENT

    @property
    def admin(self) -> bool:
        """Whether they may do what administrators may."""
        return self.status in ("creator", "administrator")


@dataclass
class StoredFile:
    """A file someone sent; `width` and `height` in pixels for pictures, else 0."""

    file_id: str
    name: str
    content_type: str
    content: bytes
    width: int = 0
    height: int = 0


@dataclass
class Message:
    """One message as stored; `id` is unique within its chat only.

    `sender_id` is who really acted, also behind an anonymous administrator.  `text`
    and `entities` hold the caption when there is `photo` or `document`.  `service`
    holds the Bot API fields of a service message.  Offsets count UTF-16 units.  `receipt`
    is the charge by which an invoice that can be paid once was paid.  `forwarded` is the
    first sender, as the Bot API's MessageOrigin, of a message that was forwarded.
    """

    id: int
    chat_id: int
    date: datetime
    sender_id: int
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    photo: StoredFile | None = None
    document: StoredFile | None = None
    invoice: Invoice | None = None
    receipt: str | None = None
    forwarded: Any = None
    reply_to: int | None = None
    quote: str | None = None
    thread_id: int | None = None
    anonymous: bool = False
    via_bot: bool = False
    inline_id: str | None = None
    reply_markup: Json | None = None
    preview: Json | None = None
    extra: Json = field(default_factory=dict)
    service: Json = field(default_factory=dict)
    edit_date: datetime | None = None
    reactions: dict[int, list[str]] = field(default_factory=dict)


@dataclass
class Topic:
    """A forum topic; its id is that of the service message that created it."""

    id: int
    name: str
    closed: bool = False


@dataclass
class Chat:
    """A private chat with the bot (id = the person's), a group, or two people's own chat.

    `direct` chats are between two people; no bot ever hears of them, except that inline
    results chosen there can be edited.
    """

    id: int
    type: ChatType
    title: str | None = None
    username: str | None = None
    forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    next_id: int = 1
    migrated_to: int | None = None
    migrated_from: int | None = None
    keyboards: dict[int, Json] = field(default_factory=dict)
    """Per person: the reply keyboard or forced reply they have now."""
    read: dict[int, int] = field(default_factory=dict)
    """Per person: the id of the last message they have seen."""

    @property
    def is_group(self) -> bool:
        """Whether it is a group or a supergroup."""
        return self.type in ("group", "supergroup")

    def member(self, person_id: int) -> Member:
        """The person's place; someone who never was here has left."""
        return self.members.get(person_id) or Member(person_id, "left")

    def present(self) -> list[int]:
        """Ids of those who are in the chat now, the bot included."""
        return [member.person_id for member in self.members.values() if member.present]


class World:
    """Everything that exists, looked up by id; changes go through the modules that act."""

    def __init__(self, bot: Person) -> None:
        """Begin with the bot alone."""
        self.bot = bot
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.inline_messages: dict[str, tuple[int, int]] = {}
        self.account_message_id = 0
        """Private chats and small groups number their messages in one row."""

    def account(self, person_id: int) -> Person:
        """A person or the bot; raises NotFound."""
        if person_id == self.bot.id:
            return self.bot
        return self.person(person_id)

    def person(self, key: int | str) -> Person:
        """A person by id, @username or first name in any case; raises NotFound."""
        if isinstance(key, int) or key.lstrip("-").isdigit():
            if found := self.people.get(int(key)):
                return found
        else:
            wanted = key.removeprefix("@").casefold()
            for person in self.people.values():
                if wanted in ((person.username or "").casefold(), person.first_name.casefold()):
                    return person
        raise NotFound(f"no person {key!r}")

    def chat(self, chat_id: int) -> Chat:
        """A chat by its id; raises NotFound."""
        if found := self.chats.get(chat_id):
            return found
        raise NotFound(f"no chat {chat_id}")

    def message(self, chat_id: int, message_id: int) -> Message:
        """A message by chat and id; raises NotFound."""
        if found := self.chat(chat_id).messages.get(message_id):
            return found
        raise NotFound(f"no message {message_id} in chat {chat_id}")

    def new_message_id(self, chat: Chat) -> int:
        """The next message id: per chat in supergroups, else per account."""
        if chat.type == "supergroup":
            chat.next_id += 1
            return chat.next_id - 1
        self.account_message_id += 1
        return self.account_message_id
