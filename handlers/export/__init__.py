"""Files to take away: the settlement with all lines, for whoever wants to check it."""
