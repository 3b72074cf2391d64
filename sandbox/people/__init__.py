"""What people do and see in the simulated Telegram, and the API for it."""
