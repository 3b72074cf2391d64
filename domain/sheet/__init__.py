"""The settlement as a table that anyone can check (NEW-3): made, written as CSV, read, checked.

It has no names of people: participants are numbered in the order of their statements. Everything
that a share follows from stands in it, so that whoever has the file can work out all of it anew.
"""
