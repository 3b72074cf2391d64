"""Writing a group buy down: one line, or step by step, until it starts."""
