"""The rules of who imports whom that import-linter's contracts have no words for."""

import sys
import tomllib
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
ROOMS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
    "root_packages"
]


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    """Every import statement of the product."""
    return grimp.build_graph(*ROOMS, include_external_packages=True, cache_dir=None)


def room(module: str) -> str:
    """The top-level package of a module."""
    return module.partition(".")[0]


def test_the_domain_needs_python_alone(imports: grimp.ImportGraph) -> None:
    """Without it a library could creep into the rules of buying, one import at a time."""
    foreign = {
        (module, imported)
        for module in imports.modules
        if room(module) == "domain"
        for imported in imports.find_modules_directly_imported_by(module)
        if room(imported) not in {"domain", *sys.stdlib_module_names}
    }
    assert not foreign


def test_only_the_courier_and_the_sandbox_use_python_telegram_bot(
    imports: grimp.ImportGraph,
) -> None:
    """Without it a message could go out past the pacing that keeps to Telegram's limits."""
    importers = imports.find_modules_that_directly_import("telegram")
    assert not {
        module
        for module in importers
        if room(module) != "sandbox" and not module.startswith("bot.courier")
    }


def test_settings_are_at_the_bottom(imports: grimp.ImportGraph) -> None:
    """Without it reading one setting could load half the product, or go round in a circle."""
    imported = imports.find_modules_directly_imported_by("bot.settings")
    assert not {module for module in imported if room(module) in ROOMS}
