"""Telling suppliers what to ship, by e-mail or by a signed webhook."""
