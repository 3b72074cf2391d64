"""The card: the one message in the group that shows a buy's live state."""
