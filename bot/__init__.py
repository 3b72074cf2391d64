"""The running process: what listens, what speaks unasked, what ticks."""
