"""A light Telegram in a process of its own: sends taps by webhook, and says yes to every call."""
