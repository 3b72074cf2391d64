"""Settings that cannot be used are refused with one sentence each."""

from __future__ import annotations

from typing import Any

import pytest

from bot.settings import BadSettings, Settings, read_settings

BAD = [
    ("bot_token", "hello", "BOT_TOKEN is not a token"),
    ("bot_api_url", "api.telegram.org", "BOT_API_URL is no web address"),
    ("database_url", "mysql://localhost/x", "DATABASE_URL must begin with sqlite://"),
    ("database_url", "data/group-buy.db", "DATABASE_URL must begin with sqlite://"),
    ("webhook_url", "bot.example.org/hook", "WEBHOOK_URL is no web address"),
    ("webhook_secret", "short", "WEBHOOK_SECRET must be 16 to 256"),
    ("listen", "8080", "LISTEN is not host:port"),
    ("listen", "127.0.0.1:99999", "LISTEN is not host:port"),
    ("internal_listen", "9090", "INTERNAL_LISTEN is not host:port"),
    ("log_level", "LOUD", "LOG_LEVEL must be one of"),
    ("log_format", "xml", "LOG_FORMAT must be one of"),
    ("default_language", "Deutsch!", "DEFAULT_LANGUAGE is no language"),
    ("default_currency", "Euros", "DEFAULT_CURRENCY is no currency"),
    ("default_zone", "Mars/Olympus", "DEFAULT_ZONE is no time zone"),
    ("payment_provider_token", "my token", "PAYMENT_PROVIDER_TOKEN is not a provider's token"),
    ("online_organisers", "anna, boris", "ONLINE_ORGANISERS must be numbers with commas"),
    ("online_organisers", "12.5", "ONLINE_ORGANISERS must be numbers with commas"),
    ("smtp_url", "mail.example.org", "SMTP_URL is no mail server"),
    ("smtp_url", "https://mail.example.org", "SMTP_URL is no mail server"),
    ("smtp_url", "smtp://mail.example.org:mail", "SMTP_URL is no mail server"),
    ("supplier_secret", "short", "SUPPLIER_SECRET must be 16 to 256"),
    ("messages_per_second", "fast", "MESSAGES_PER_SECOND must be a number"),
    ("messages_per_second", "-1", "MESSAGES_PER_SECOND must be 0 or more"),
    ("chat_messages_per_second", "-0.5", "CHAT_MESSAGES_PER_SECOND must be 0 or more"),
]


@pytest.mark.parametrize(("name", "value", "sentence"), BAD)
def test_a_bad_value_gets_a_sentence(
    name: str, value: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it a typing error would surface as a stack trace, or hours later."""
    monkeypatch.setenv(name.upper(), value)
    with pytest.raises(BadSettings) as refused:
        read_settings(None)
    [said] = refused.value.sentences
    assert said.startswith(sentence)
    assert said.endswith(".")
    assert "\n" not in said


def test_all_bad_values_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it whoever sets up a bot would meet one mistake after the other."""
    monkeypatch.setenv("DEFAULT_ZONE", "Mars")
    monkeypatch.setenv("LISTEN", "here")
    with pytest.raises(BadSettings) as refused:
        read_settings(None)
    assert len(refused.value.sentences) == 2


def test_a_webhook_needs_a_secret() -> None:
    """Without it anybody who finds the address could speak in Telegram's name."""
    with pytest.raises(BadSettings, match="WEBHOOK_SECRET is missing"):
        read_settings(None, webhook_url="https://bot.example.org/hook")


def test_the_operators_address_is_not_the_world_s() -> None:
    """Without it health and figures would stand at the webhook's public address."""
    with pytest.raises(BadSettings, match="INTERNAL_LISTEN must not be LISTEN"):
        read_settings(
            None,
            webhook_url="https://bot.example.org/hook",
            webhook_secret="s3cret-of-the-webhook",
            listen="127.0.0.1:8080",
            internal_listen="127.0.0.1:8080",
        )


@pytest.mark.parametrize("sender", ["", "the bot"])
def test_mail_needs_a_sender(sender: str) -> None:
    """Without it the first request to a supplier would be refused, days after the start."""
    with pytest.raises(BadSettings, match="SMTP_FROM is missing"):
        read_settings(None, smtp_url="smtps://mail.example.org", smtp_from=sender)


def test_lists_come_with_commas_or_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it two organisers in a .env file would be one that nobody is."""
    monkeypatch.setenv("ONLINE_ORGANISERS", "501, 502 503")
    monkeypatch.setenv("SUPPLIER_HOSTS", "Shop.internal, 10.0.0.7")
    settings = read_settings(None)
    assert settings.online_organisers == {501, 502, 503}
    assert settings.supplier_hosts == {"shop.internal", "10.0.0.7"}


def test_nobody_takes_payments_until_the_owner_lists_them() -> None:
    """Without it anybody's buyers would pay into the owner's account."""
    settings = read_settings(None)
    assert settings.online_organisers == frozenset()
    assert settings.supplier_hosts == frozenset()


def test_secrets_do_not_show() -> None:
    """Without it one log line of the settings would give the bot away."""
    secrets: dict[str, Any] = {
        "bot_token": "123456:AAE" + "x" * 30,
        "webhook_secret": "s3cret-of-the-webhook",
        "payment_provider_token": "1234:LIVE:of-the-provider",
        "smtp_url": "smtps://bot:s3cret-of-the-mail@mail.example.org",
        "supplier_secret": "s3cret-of-the-supplier",
    }
    shown = repr(Settings(_env_file=None, smtp_from="bot@example.org", **secrets))
    assert not [name for name, secret in secrets.items() if secret in shown]


def test_a_token_that_is_wrong_is_not_repeated() -> None:
    """Without it a real token with a slip in it would stand in a log."""
    with pytest.raises(BadSettings) as refused:
        read_settings(None, bot_token="123456 AAEalmost-a-real-token-of-somebody")
    assert "AAEalmost" not in str(refused.value)


def test_what_is_listened_at_is_taken_apart() -> None:
    """Without it an IPv6 address would be cut at its first colon."""
    settings = read_settings(None, listen="[::1]:8443")
    assert (settings.listen_host, settings.listen_port) == ("::1", 8443)
