"""/my: the buys one runs, ordered in or is named in."""
