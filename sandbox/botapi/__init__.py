"""The Bot API: what the bot can call, and what it is answered."""
