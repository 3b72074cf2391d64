"""Settings from the environment or a .env file. This file knows nothing of the product.

What cannot be used is refused at once, with one sentence per value for whoever runs the bot.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{20,}")
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
"""1 to 256 of these are allowed (Bot API, setWebhook); fewer than 16 could be guessed."""

DATABASES = ("sqlite", "postgresql", "postgres")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOG_FORMATS = ("text", "json")
PROVIDER_TOKEN = re.compile(r"[A-Za-z0-9:_-]{10,200}")
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}([_-][A-Za-z]{2,4})?")
CURRENCY = re.compile(r"[A-Z]{3}")
HIGHEST_PORT = 65535


class BadSettings(Exception):
    """Settings that cannot be used; `sentences` says why, one a value."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def _token(value: str) -> str:
    if value and not TOKEN.fullmatch(value):
        raise ValueError("is not a token; @BotFather gives one that looks like 123456:AAEexample")
    return value


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError(f"is no web address: {value!r}; an example is https://bot.example.org")
    return value.rstrip("/")


def _database(value: str) -> str:
    scheme, separator, _ = value.partition("://")
    if not separator or scheme.partition("+")[0] not in DATABASES:
        raise ValueError(
            "must begin with sqlite:// or postgresql://, such as sqlite:///data/group-buy.db"
        )
    return value


def _listen(value: str) -> str:
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or int(port) > HIGHEST_PORT:
        raise ValueError(f"is not host:port: {value!r}; an example is 127.0.0.1:8080")
    return value


def _listen_or_not(value: str) -> str:
    return _listen(value) if value else value


def _log_level(value: str) -> str:
    if value.upper() not in LOG_LEVELS:
        raise ValueError(f"must be one of {', '.join(LOG_LEVELS)}, not {value!r}")
    return value.upper()


def _log_format(value: str) -> str:
    if value.lower() not in LOG_FORMATS:
        raise ValueError(f"must be one of {', '.join(LOG_FORMATS)}, not {value!r}")
    return value.lower()


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError(f"is no time zone: {value!r}; an example is Europe/Berlin")
    return value


def _currency(value: str) -> str:
    if not CURRENCY.fullmatch(value.upper()):
        raise ValueError(f"is no currency: {value!r}; an example is EUR")
    return value.upper()


def _language(value: str) -> str:
    if not LANGUAGE_TAG.fullmatch(value):
        raise ValueError(f"is no language: {value!r}; an example is en")
    return value


def _secret(value: str) -> str:
    if value and not SECRET.fullmatch(value):
        raise ValueError("must be 16 to 256 of A-Z a-z 0-9 _ -")
    return value


def _provider_token(value: str) -> str:
    if value and not PROVIDER_TOKEN.fullmatch(value):
        raise ValueError("is not a provider's token; @BotFather gives one under Payments")
    return value


def _smtp(value: str) -> str:
    if value and not _is_mail_server(value):
        raise ValueError("is no mail server; an example is smtps://user:password@mail.example.org")
    return value


def _is_mail_server(value: str) -> bool:
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and port != 0


def _hosts(value: Any) -> Any:
    return frozenset(value.lower().replace(",", " ").split()) if isinstance(value, str) else value


def _people(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    ids = value.replace(",", " ").split()
    if not all(one.isdecimal() for one in ids):
        raise ValueError(f"must be numbers with commas between them, not {value!r}")
    return frozenset(int(one) for one in ids)


def _number(value: Any) -> Any:
    try:
        float(value)
    except (TypeError, ValueError):
        raise ValueError(f"must be a number, not {value!r}") from None
    return value


Pace = Annotated[float, BeforeValidator(_number), Field(ge=0)]


class Settings(BaseSettings):
    """How one bot is run. Names in the environment are these in capitals."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)

    bot_token: Annotated[str, AfterValidator(_token)] = Field(default="", repr=False)
    """From @BotFather. Without it the bot runs in a sandbox of its own."""
    bot_api_url: Annotated[str, AfterValidator(_web_address)] = "https://api.telegram.org"
    database_url: Annotated[str, AfterValidator(_database)] = Field(
        default="sqlite:///data/group-buy.db", repr=False
    )
    webhook_url: Annotated[str, AfterValidator(_web_address)] = ""
    """Where Telegram reaches this bot; empty asks Telegram for updates instead."""
    webhook_secret: Annotated[str, AfterValidator(_secret)] = Field(default="", repr=False)
    """What Telegram sends along, so that nobody else can speak in its name."""
    listen: Annotated[str, AfterValidator(_listen)] = "127.0.0.1:8080"
    """The host:port where the webhook is served."""
    internal_listen: Annotated[str, AfterValidator(_listen_or_not)] = ""
    """The host:port of /healthz, /readyz and /metrics, for operators alone; empty for none."""
    log_level: Annotated[str, AfterValidator(_log_level)] = "INFO"
    log_format: Annotated[str, AfterValidator(_log_format)] = "text"
    """Lines of key=value for a terminal, or json for whatever collects logs."""
    default_language: Annotated[str, AfterValidator(_language)] = "en"
    default_currency: Annotated[str, AfterValidator(_currency)] = "EUR"
    default_zone: Annotated[str, AfterValidator(_zone)] = "UTC"
    payment_provider_token: Annotated[str, AfterValidator(_provider_token)] = Field(
        default="", repr=False
    )
    """From @BotFather, for payments through a provider; Stars need none."""
    online_organisers: Annotated[frozenset[int], NoDecode, BeforeValidator(_people)] = frozenset()
    """Who may take payments through Telegram: the money lands with the owner of this bot."""
    smtp_url: Annotated[str, AfterValidator(_smtp)] = Field(default="", repr=False)
    """The mail server for shipping requests, smtp(s)://user:password@host:port; empty for none."""
    smtp_from: str = ""
    """Whose address those e-mails bear."""
    supplier_secret: Annotated[str, AfterValidator(_secret)] = Field(default="", repr=False)
    """Signs shipping requests to suppliers' webhooks; empty for none."""
    supplier_hosts: Annotated[frozenset[str], NoDecode, BeforeValidator(_hosts)] = frozenset()
    """Suppliers' hosts that may stand in a private network."""
    messages_per_second: Pace = 30
    """How many messages go out in all, answers included; what is unasked gives way. 0: any."""
    group_messages_per_minute: Pace = 20
    """How many go to one group, edits included; 0 leaves it unlimited."""
    chat_messages_per_second: Pace = 1
    """How many go to one person; 0 leaves it unlimited."""

    @model_validator(mode="after")
    def _webhook_is_guarded(self) -> Settings:
        if self.webhook_url and not self.webhook_secret:
            raise ValueError("WEBHOOK_SECRET is missing: WEBHOOK_URL needs one.")
        return self

    @model_validator(mode="after")
    def _mail_has_a_sender(self) -> Settings:
        if self.smtp_url and "@" not in self.smtp_from:
            raise ValueError("SMTP_FROM is missing: SMTP_URL needs an address to send from.")
        return self

    @model_validator(mode="after")
    def _internal_is_apart(self) -> Settings:
        if self.webhook_url and self.internal_listen == self.listen:
            raise ValueError("INTERNAL_LISTEN must not be LISTEN, which the world can reach.")
        return self

    @property
    def listen_host(self) -> str:
        """Return the host to listen at."""
        return host_and_port(self.listen)[0]

    @property
    def listen_port(self) -> int:
        """Return the port to listen at."""
        return host_and_port(self.listen)[1]


def host_and_port(listen: str) -> tuple[str, int]:
    """Take a host:port apart; an IPv6 host comes without its brackets."""
    host, _, port = listen.rpartition(":")
    return host.strip("[]"), int(port)


def read_settings(env_file: Path | None = Path(".env"), **given: Any) -> Settings:
    """Read the settings; `given` goes before the environment, and that before the file.

    Raises `BadSettings` with a sentence for each value that cannot be used.
    """
    try:
        return Settings(_env_file=env_file, **given)
    except ValidationError as error:
        raise BadSettings([_sentence(dict(one)) for one in error.errors()]) from None


def _sentence(error: dict[str, Any]) -> str:
    reason = str(error["msg"]).removeprefix("Value error, ")
    name = "_".join(str(part) for part in error["loc"]).upper()
    if not name:
        return reason
    if error["type"] == "greater_than_equal":
        reason = "must be 0 or more"
    return f"{name} {reason}."
