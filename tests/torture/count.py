"""Counting afterwards: what was answered is in the database, and nothing is there twice."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import create_async_engine

from sandbox.client import People
from storage.engine import parse
from tests.torture.life import Group
from tests.torture.story import Story

Rows = list[dict[str, Any]]

TABLES = ("buys", "lines", "totals", "entries", "notices", "memberships", "homes", "statements")

UNSAID = ("unknown", "undeliverable", "dropped", "held")
"""Fates of notices that people need not have seen; each says so in the database."""

TOLD_ONCE = {"statement": "settled", "payment_marked": "All paid", "payment_claimed": "is paid"}
"""Notices that somebody gets once for each buy (and payer), and what is read in them."""


@dataclass
class Count:
    """What was found: empty lists are what everyone hopes for."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unequal: list[str] = field(default_factory=list)
    """Totals that are not the sum of their rows."""
    fates: Counter[str] = field(default_factory=Counter)

    @property
    def found(self) -> list[str]:
        """Everything that must not be."""
        return self.lost + self.doubled + self.unequal


async def rows_of(database_url: str) -> dict[str, Rows]:
    """Return the tables as they are at the end."""
    engine = create_async_engine(parse(database_url), poolclass=NullPool)
    async with engine.connect() as connection:
        found = {}
        for table in TABLES:
            rows = await connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608 - a constant
            found[table] = [dict(row._mapping) for row in rows]
    await engine.dispose()
    return found


async def count(story: Story, groups: list[Group], people: People, database_url: str) -> Count:
    """Compare what people were told with what is in the database, and with what they see."""
    rows = await rows_of(database_url)
    counted = Count(fates=Counter(row["fate"] for row in rows["notices"]))
    titles = {row["id"]: json.loads(row["terms"])["title"] for row in rows["buys"]}
    ids = {
        (await people[name].me())["id"]: name
        for group in groups
        for name in (group.organiser, group.wanderer, *group.members)
    }
    _orders(story, rows, titles, ids, counted)
    _buys(story, rows, titles, counted)
    _ledger(story, rows, titles, ids, counted)
    _memberships(story, rows, ids, counted)
    _totals(rows, titles, counted)
    await _notices(rows, titles, ids, people, counted)
    return counted


def _orders(
    story: Story, rows: dict[str, Rows], titles: dict[int, str], ids: dict[int, str], counted: Count
) -> None:
    stored: Counter[tuple[str, str]] = Counter()
    for row in rows["lines"]:
        stored[titles[row["buy"]], ids[row["person"]]] += row["quantity"]
    for (buy, who), possible in story.expected.items():
        number = stored[buy, who]
        if number not in possible:
            where = counted.lost if number < min(possible) else counted.doubled
            acts = story.told_about(buy, who)
            where.append(f"{who} ordered {sorted(possible)} of {buy}, stored {number}\n{acts}")
    for order, number in stored.items():
        if number and order not in story.expected:
            counted.doubled.append(f"{order} has {number} without having ordered")


def _buys(story: Story, rows: dict[str, Rows], titles: dict[int, str], counted: Count) -> None:
    times = Counter(titles.values())
    counted.doubled += [f"{title} was started {n} times" for title, n in times.items() if n > 1]
    answered = {one.buy for one in story.acts if one.what == "Start" and one.told}
    counted.lost += [f"{title} was started, and is not there" for title in answered - times.keys()]
    states = {titles[row["id"]]: row["state"] for row in rows["buys"]}
    counted.lost += [
        f"{title} was closed, and is {states[title]}\n{story.told_about(title, '')}"
        for title in story.closed
        if states[title] in ("open", "scheduled")
    ]


def _ledger(
    story: Story, rows: dict[str, Rows], titles: dict[int, str], ids: dict[int, str], counted: Count
) -> None:
    made: Counter[tuple[str, str, str]] = Counter()
    for row in rows["entries"]:
        made[titles[row["buy"]], ids[row["person"]], row["reason"]] += 1
    counted.doubled += [f"{entry} stands {n} times" for entry, n in made.items() if n > 1]
    for (buy, who), possible in story.paid.items():
        if made[buy, who, "payment"] not in possible:
            counted.lost.append(f"{who} paid {buy}, and no entry says so")
    for row in rows["statements"]:
        buy, who = titles[row["buy"]], ids[row["person"]]
        if not made[buy, who, "share"]:
            counted.lost.append(f"{who} has a statement of {buy} and no share in the ledger")


def _memberships(story: Story, rows: dict[str, Rows], ids: dict[int, str], counted: Count) -> None:
    homes = {row["id"]: row["title"] for row in rows["homes"]}
    stored = {
        (homes[row["home"]], ids[row["person"]]): row["gone_at"] is None
        for row in rows["memberships"]
    }
    for (home, who), here in story.here.items():
        if stored.get((home, who), False) is not here:
            said = "is in" if here else "left"
            counted.lost.append(f"{who} {said} {home}, and the database does not know")


def _totals(rows: dict[str, Rows], titles: dict[int, str], counted: Count) -> None:
    for row in rows["totals"]:
        lines = [one for one in rows["lines"] if one["buy"] == row["buy"]]
        units = sum(one["quantity"] for one in lines)
        kept = sum(json.loads(row["units"]).values())
        people = len({one["person"] for one in lines if one["quantity"]})
        if (units, people) != (kept, row["participants"]):
            found = f"{kept} of {row['participants']} kept, {units} of {people} in rows"
            counted.unequal.append(f"{titles[row['buy']]}: {found}")


async def _notices(
    rows: dict[str, Rows],
    titles: dict[int, str],
    ids: dict[int, str],
    people: People,
    counted: Count,
) -> None:
    seen = {
        who: [one for one in await people[who].messages() if not one.own] for who in ids.values()
    }
    for row in rows["notices"]:
        if row["kind"] not in TOLD_ONCE:
            continue
        who, title = ids[row["person"]], titles[row["buy"]]
        payer = ids.get(json.loads(row["values"]).get("payer", 0), "")
        fits = {
            one.id
            for one in seen[who]
            if one.text.startswith(payer)
            and title in one.text
            and TOLD_ONCE[row["kind"]] in one.text
        }
        # What was tapped reads otherwise now; it is known by its number.
        fits |= {one.id for one in seen[who]} & {row["message_id"]}
        said = (
            f"{row['kind']} of {title} to {who}, {row['fate']} ({row['reason']}): {len(fits)} seen"
        )
        if len(fits) > 1:
            counted.doubled.append(said)
        if not fits and row["fate"] not in UNSAID:
            counted.lost.append(said)
