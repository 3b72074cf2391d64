"""Each promise has its tests: a table that cannot fall behind."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.promises.kept import ANSWERED, TRAPS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("promise", "tests"), [*ANSWERED.items(), *TRAPS.items()])
def test_each_promise_has_its_tests(promise: str, tests: tuple[str, ...]) -> None:
    """Lost otherwise: a test is renamed or taken away, and nobody notices what it held."""
    assert tests, promise
    for test in tests:
        file, _, name = test.partition("::")
        tree = ast.parse((ROOT / file).read_text())
        functions = (ast.FunctionDef, ast.AsyncFunctionDef)
        assert name in {one.name for one in tree.body if isinstance(one, functions)}, test
