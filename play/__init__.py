"""A whole group buy, played from the first line to the last payment, and written down.

The same bot as ever, over HTTP, in a simulated Telegram: what one would show a friend.
"""
