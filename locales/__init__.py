"""Every text that a person reads, in every language, and its translator."""
