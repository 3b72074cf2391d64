"""The table of rules is whole, and the busiest command looks at little."""

from __future__ import annotations

import ast
import inspect
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest

import domain
from domain import commands, errors
from domain.commands.base import Cause, Command
from domain.commands.member import ChangeOrder
from domain.decide import RULES, answer, needs
from domain.errors import DomainError
from domain.ids import ItemNo
from domain.world import Needs
from tests.domain.play import BORIS, BUY, NOON, OIL, started


def all_commands() -> set[type]:
    """Return every command that is written down."""
    modules = (
        import_module(f"domain.commands.{found.name}")
        for found in pkgutil.iter_modules(commands.__path__)
    )
    classes = (one for module in modules for _, one in inspect.getmembers(module, inspect.isclass))
    return {one for one in classes if issubclass(one, Command) and one is not Command}


def test_every_command_has_a_rule() -> None:
    """Lost otherwise: a button whose command nobody decides."""
    assert all_commands() == RULES.keys()


def test_every_refusal_is_raised_somewhere() -> None:
    """Lost otherwise: a refusal that is translated five times and never said."""
    root = Path(domain.__file__).parent
    nodes = (node for path in root.rglob("*.py") for node in ast.walk(ast.parse(path.read_text())))
    things = (node.exc for node in nodes if isinstance(node, ast.Raise))
    names = (thing.func if isinstance(thing, ast.Call) else thing for thing in things)
    raised = {name.id for name in names if isinstance(name, ast.Name)}
    named = {
        name
        for name, one in inspect.getmembers(errors, inspect.isclass)
        if issubclass(one, DomainError) and one is not DomainError
    }
    assert named == raised & named


def test_a_refusal_names_its_sentence_and_its_values() -> None:
    """Lost otherwise: a refusal finds no sentence, or a sentence no numbers."""
    refusal = errors.NotEnoughLeft(wanted=12, left=9, have=2)
    assert refusal.code == "not-enough-left"
    assert refusal.values == {"wanted": 12, "left": 9, "have": 2}


def test_an_order_looks_at_one_part_of_one_buy() -> None:
    """Lost otherwise: the cost of an order grows with the size of the buy."""
    command = ChangeOrder(Cause("u1", NOON), BORIS, BUY, OIL, delta=1)
    assert needs(command) == Needs(orders=frozenset({(BUY, BORIS)}))


def test_an_answer_about_nothing_is_refused() -> None:
    """Lost otherwise: a repeated command about an item that never was breaks the desk."""
    play = started()
    command = ChangeOrder(Cause("u1", NOON).then("2"), BORIS, BUY, ItemNo(9), delta=1)
    assert command.cause.key == "u1:2"
    with pytest.raises(errors.UnknownItem):
        answer(play.world, command)


def test_needs_add_up() -> None:
    """Lost otherwise: a batch loads less than its commands need."""
    one = Needs(buys=frozenset({BUY}), people=frozenset({BORIS}))
    other = Needs(whole=frozenset({BUY}), tokens=frozenset({"t"}))
    both = Needs.of_all([one, other])
    assert both.buys == both.whole == {BUY}
    assert both.people == {BORIS}
    assert both.tokens == {"t"}
