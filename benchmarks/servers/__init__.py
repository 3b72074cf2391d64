"""The servers that are compared, each a process of its own: the product and its baselines."""
