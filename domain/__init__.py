"""What a group buy is and what may happen to it; standard library only."""
