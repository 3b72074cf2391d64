"""Links into the bot: start payloads are at most 64 of A-Z a-z 0-9 _ - (Bot API)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

START_PAYLOAD_LIMIT = 64


def order_payload(buy: int) -> str:
    """Return the start payload that opens one's order of a buy."""
    return f"o_{buy}"


@dataclass(frozen=True, slots=True)
class Links:
    """Makes links that open the bot; `base` is https://t.me for Telegram itself."""

    bot_username: str
    base: str = "https://t.me"

    def buy(self, code: str) -> str:
        """Return the link of a join code."""
        return self._start(code)

    def personal(self, token: str) -> str:
        """Return the link of an invitation's personal token."""
        return self._start(f"i_{token}")

    def new_buy(self, home: int, topic: int | None = None) -> str:
        """Return the link that starts the wizard for a home, and a forum topic of it."""
        return self._start(f"new_{home}_{topic}" if topic else f"new_{home}")

    def draft(self, draft: int) -> str:
        """Return the link that goes on with a draft in private."""
        return self._start(f"draft_{draft}")

    def order(self, buy: int) -> str:
        """Return the link that opens one's order of a buy, from the group's card."""
        return self._start(order_payload(buy))

    def hand_on(self, buy: int) -> str:
        """Return the link that opens what to hand on of a buy, from the group's card."""
        return self._start(f"s_{buy}")

    def run(self, buy: int) -> str:
        """Return the link that opens "Run this buy" for those who run it."""
        return self._start(f"run_{buy}")

    def hand_out(self, token: str) -> str:
        """Return the link that a participant's pick-up QR code says."""
        return self._start(f"h_{token}")

    def private(self) -> str:
        """Return the link to the bot's private chat."""
        return f"{self.base}/{self.bot_username}"

    def add_to_group(self) -> str:
        """Return the link that adds the bot to a group."""
        return f"{self.base}/{self.bot_username}?startgroup=hello"

    def share(self, url: str, text: str) -> str:
        """Return Telegram's share link for a url with a text to forward."""
        return f"{self.base}/share/url?{urlencode({'url': url, 'text': text})}"

    def _start(self, payload: str) -> str:
        return f"{self.base}/{self.bot_username}?start={payload}"
