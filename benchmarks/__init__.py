"""How fast the bot is, measured beside baselines on the same machine in the same run."""
