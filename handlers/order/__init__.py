"""One's own order, in private: every item, guests, exact numbers, leaving."""
