"""One's own choices and data, a home's choices, and help."""
