"""All tables by name. Where a table keeps a record of the domain, its columns are its fields."""

from storage.tables.buys import buys, codes, conversations, drafts, helpers, totals
from storage.tables.charges import charges, invoices
from storage.tables.columns import metadata
from storage.tables.goods import shipments
from storage.tables.once import causes, code_guesses, leases
from storage.tables.orders import guests, invitations, involvements, lines
from storage.tables.outbox import chats, messages, notices, threads, timers
from storage.tables.people import homes, memberships, people
from storage.tables.settling import entries, settlements, statements
from storage.tables.turns import turns, turns_waiting

__all__ = [
    "buys",
    "causes",
    "charges",
    "chats",
    "code_guesses",
    "codes",
    "conversations",
    "drafts",
    "entries",
    "guests",
    "helpers",
    "homes",
    "invitations",
    "invoices",
    "involvements",
    "leases",
    "lines",
    "memberships",
    "messages",
    "metadata",
    "notices",
    "people",
    "settlements",
    "shipments",
    "statements",
    "threads",
    "timers",
    "totals",
    "turns",
    "turns_waiting",
]
