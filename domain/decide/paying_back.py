"""Money given back by hand: marked, and taken back as a mistake."""

from __future__ import annotations

from dataclasses import replace

from domain.charges import Back, Charge
from domain.commands.collecting import MarkPaidBack, UnmarkPaidBack
from domain.decide.books import Books
from domain.decide.change import Change
from domain.decide.rights import must_run
from domain.decide.rule import rule
from domain.dues import settles_own
from domain.errors import NothingDueBack, NothingToUndo
from domain.ids import PersonId
from domain.ledger import Reason
from domain.notices import NoticeKind
from domain.outcome import Outcome, Withdrawal
from domain.payment import Method
from domain.world import Needs, World


def _needs(command: MarkPaidBack | UnmarkPaidBack) -> Needs:
    return Needs(parts=frozenset({(command.buy, command.person)}))


def _begin(world: World, command: MarkPaidBack | UnmarkPaidBack) -> tuple[Change, Books]:
    change = Change.of(world, command.cause, command.buy)
    must_run(world, change.buy, command.actor)
    return change, Books.of(change)


def _by_provider(books: Books, person: PersonId, back: Back) -> list[Charge]:
    charges = books.charges_of(person)
    return [one for one in charges if one.method is not Method.STARS and one.back is back]


def _mark(world: World, command: MarkPaidBack) -> Outcome:
    """Give back whole what came too late or twice, to its payer, and the rest to the person."""
    change, books = _begin(world, command)
    rest, whom = books.due_back(command.person), dict[PersonId, int]()
    if rest <= 0:
        raise NothingDueBack
    for charge in _by_provider(books, command.person, Back.DUE):
        entry = books.entry(command.person, Reason.PAID_BACK, charge.amount, command.actor)
        books.enter(replace(entry, payer=_other(charge), charge=charge.id))
        books.keep(replace(charge, back=Back.DONE))
        whom[charge.payer] = whom.get(charge.payer, 0) + charge.amount
        rest -= charge.amount
    if rest:
        books.enter(books.entry(command.person, Reason.PAID_BACK, rest, command.actor))
        whom[command.person] = whom.get(command.person, 0) + rest
    for person, amount in whom.items():
        change.tell(person, NoticeKind.MONEY_BACK, command.cause.key, amount=amount)
    return change.outcome()


def _other(charge: Charge) -> PersonId | None:
    return charge.payer if charge.payer != charge.person else None


def _unmark(world: World, command: UnmarkPaidBack) -> Outcome:
    """Take back all that was marked as given back, and tell those who read that they got it."""
    change, books = _begin(world, command)
    marked = books.standing(command.person, Reason.PAID_BACK, Reason.PAID_BACK_REVERSED)
    if not marked or settles_own(change.buy, command.person):
        raise NothingToUndo
    for organiser, amount in marked.items():
        entry = books.entry(command.person, Reason.PAID_BACK_REVERSED, amount, command.actor)
        books.enter(replace(entry, organiser=organiser))
    rest, whom = sum(marked.values()), dict[PersonId, int]()
    for charge in _by_provider(books, command.person, Back.DONE):
        books.keep(replace(charge, back=Back.DUE))
        whom[charge.payer] = whom.get(charge.payer, 0) + charge.amount
        rest -= charge.amount
    if rest:
        whom[command.person] = whom.get(command.person, 0) + rest
    for person, amount in whom.items():
        told = Withdrawal(command.buy, person, (NoticeKind.MONEY_BACK,))
        change.saves.append(told)
        values = {"amount": amount, "reversed": True}
        change.tell(person, NoticeKind.MONEY_BACK, command.cause.key, **values)
    return change.outcome()


RULES = (rule(MarkPaidBack, _needs, _mark), rule(UnmarkPaidBack, _needs, _unmark))
