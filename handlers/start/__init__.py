"""/start: with a link straight to what it opens, without one two sentences and two buttons."""
