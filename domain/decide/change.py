"""A decision in the making about one buy: what it has changed so far, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from domain.buy import GroupBuy, State, Totals
from domain.commands.base import Cause
from domain.decide.counting import Part, move, part_of
from domain.ids import BuyId, PersonId
from domain.notices import Notice, NoticeKind
from domain.offer import minimum_met, positions
from domain.order import Invitation, Involvement, Line
from domain.outcome import Outcome, Save
from domain.settlement import Settlement
from domain.timers import EARLY_CLOSE_GRACE, Timer, TimerKind
from domain.world import World


@dataclass
class Change:
    """Collects what one command changes in one buy; `outcome` adds what follows by itself.

    By itself follow: the announcement of tiers reached for the first time, the early close when
    everyone named has answered (and its end when that is no longer so), and the edit of the card.
    """

    world: World
    cause: Cause
    buy: GroupBuy
    totals: Totals
    saves: list[Save] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    timers: list[Timer] = field(default_factory=list)
    waiting_moved: bool = False
    """Somebody waits for another price, or no more: totals do not tell, but the card does."""

    @classmethod
    def of(cls, world: World, cause: Cause, buy: BuyId) -> Change:
        """Begin a change of `buy`; raise `UnknownBuy` if there is none."""
        return cls(world, cause, world.buy(buy), world.totals_of(buy))

    @property
    def now(self) -> datetime:
        """When the command was received."""
        return self.cause.at

    def update(self, **fields: Any) -> None:
        """Change fields of the buy."""
        self.buy = replace(self.buy, **fields)

    def reterm(self, **fields: Any) -> None:
        """Change fields of the buy's terms."""
        self.update(terms=replace(self.buy.terms, **fields))

    def person(
        self,
        person: PersonId,
        *,
        lines: Iterable[Line] = (),
        involvement: Involvement | None = None,
        invitations: Iterable[Invitation] = (),
    ) -> None:
        """Write one person's changed records and move the totals; once for each person.

        Of several invitations the standing one comes last.
        """
        before = part_of(self.world, self.buy.id, person)
        changed = {(line.guest, line.item): line for line in lines}
        kept = (line for line in before.lines if (line.guest, line.item) not in changed)
        new = (line for line in changed.values() if line.live)
        named, declined = before.named, before.declined
        moved = bool(changed)
        if involvement is not None:
            declined = involvement.declined_at is not None
            known = self.world.involvement(self.buy.id, person)
            moved = moved or involvement.area != known.area
            if involvement != known:
                self.saves.append(involvement)
        for invitation in invitations:
            named = not invitation.revoked
            self.saves.append(invitation)
        if moved and any(line.conditions for line in (*before.lines, *changed.values())):
            self.waiting_moved = True
        self.saves.extend(changed.values())
        self._move(before, Part((*kept, *new), named, declined))

    def open_invitation(self, *, gone: bool = False) -> None:
        """Count an invitation that nobody opened yet, or take it out of the count."""
        before, after = Part(), Part(named=True)
        self._move(*((after, before) if gone else (before, after)))

    def _move(self, before: Part, after: Part) -> None:
        self.totals = move(self.totals, self.buy.terms, before, after)

    def tell(self, person: PersonId, kind: NoticeKind, occasion: str = "", **values: Any) -> None:
        """Put out a notice to one person: once for each `occasion`, or once for the buy."""
        self._say(kind, str(person), occasion, person=person, values=values)

    def tell_home(self, kind: NoticeKind, occasion: str = "", **values: Any) -> bool:
        """Put out a notice to the home, if there is one, and tell whether there is."""
        if self.buy.home is not None:
            self._say(kind, occasion, home=self.buy.home, values=values)
        return self.buy.home is not None

    def _say(self, kind: NoticeKind, *key: str, **whom_and_what: Any) -> None:
        parts = (kind, str(self.buy.id), *(part for part in key if part))
        self.notices.append(
            Notice(":".join(parts), kind, self.now, buy=self.buy.id, **whom_and_what)
        )

    def set_timer(self, kind: TimerKind, due_at: datetime | None) -> None:
        """Set the buy's timer of that kind, or take it away."""
        self.timers.append(Timer(self.buy.id, kind, due_at))

    def outcome(self) -> Outcome:
        """Return all that the command leads to."""
        if self.buy.state is State.OPEN:
            self._follow_answers()
        stored = self.world.buys.get(self.buy.id)
        before = self.world.totals_of(self.buy.id)
        corrected = any(isinstance(save, Settlement) for save in self.saves)
        told_apart = self.waiting_moved or corrected
        shown = stored is None or told_apart or self._shown(stored, before)
        if shown and self.buy.home is not None:
            self.notices.append(card(self.buy, self.now))
        if self.buy.state is State.OPEN:
            self._announce_tiers()
        if self.buy is not stored and self.buy != stored:
            if stored is not None:
                self.update(version=stored.version + 1)
            self.saves.append(self.buy)
        if self.totals != self.world.totals.get(self.buy.id):
            self.saves.append(self.totals)
        return Outcome(tuple(self.saves), tuple(self.notices), tuple(self.timers))

    def _shown(self, stored: GroupBuy, totals: Totals) -> bool:
        """Tell whether anything changed that the card shows."""

        def shown(buy: GroupBuy, totals: Totals) -> tuple[object, ...]:
            counted = (totals.participants, totals.people, totals.amount, totals.units)
            return (buy.terms, buy.state, buy.closes_at, buy.code, buy.organiser, counted)

        return shown(stored, totals) != shown(self.buy, self.totals)

    def _announce_tiers(self) -> None:
        """Announce every tier reached for the first time ever, several at once in one notice."""
        reached = {
            position.key: position.reached
            for position in positions(self.buy.terms, self.totals)
            if position.reached > self.buy.announced.get(position.key, 0)
        }
        if not reached:
            return
        self.update(announced={**self.buy.announced, **reached})
        occasion = ",".join(f"{ladder}.{tier}" for ladder, tier in sorted(reached.items()))
        tiers = {str(ladder): tier for ladder, tier in reached.items()}
        if not self.tell_home(NoticeKind.TIER, occasion, tiers=tiers):
            self.tell(self.buy.organiser, NoticeKind.TIER, occasion, tiers=tiers)

    def _follow_answers(self) -> None:
        """Set, or take back, the early close (BP-6): everyone named answered, minimum met."""
        terms, totals = self.buy.terms, self.totals
        wanted = terms.close_when_answered and not self.buy.kept_open
        everyone = wanted and totals.named > 0 and totals.unanswered == 0
        answered = everyone and minimum_met(terms, totals)
        closes_at = self.now + EARLY_CLOSE_GRACE
        if answered and self.buy.closes_at is None and closes_at < terms.deadline:
            self.update(closes_at=closes_at)
            self.set_timer(TimerKind.EARLY_CLOSE, closes_at)
            occasion = closes_at.isoformat()
            if not self.tell_home(NoticeKind.CLOSES_EARLY, occasion):
                self.tell(self.buy.organiser, NoticeKind.CLOSES_EARLY, occasion)
        elif self.buy.closes_at is not None and not answered:
            self.update(closes_at=None)
            self.set_timer(TimerKind.EARLY_CLOSE, None)


def card(buy: GroupBuy, now: datetime) -> Notice:
    """Return the notice that posts the buy's card in its home or edits it in place."""
    return Notice(
        key=f"card:{buy.id}",
        kind=NoticeKind.CARD,
        due_at=now,
        buy=buy.id,
        home=buy.home,
        again=True,
    )
