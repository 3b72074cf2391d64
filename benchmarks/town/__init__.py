"""The sandbox, with Telegram's limits enforced and every message timed, in its own process."""
