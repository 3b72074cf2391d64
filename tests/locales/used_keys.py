"""Which messages the product's code speaks of, read from its syntax trees."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEY = re.compile(r"[a-z]+(-[a-z0-9_]+)+")
SPEAKING = ("handlers", "bot", "domain")


@dataclass
class Used:
    """Keys written whole, with where; and families, the leading parts of keys that are put
    together at run time (`f"refusal-{code}"`)."""

    keys: dict[str, str] = field(default_factory=dict)
    families: set[str] = field(default_factory=set)


def used(parts: set[str]) -> Used:
    """Return what the code uses of the catalogue files `parts` (the first words of keys)."""
    found = Used()
    for path in _sources():
        tree = ast.parse(path.read_text("utf-8"))
        families = {id(part) for node in ast.walk(tree) for part in _leading(node)}
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
                continue
            text = node.value
            if text.split("-")[0] not in parts:
                continue
            if id(node) in families and text.endswith("-"):
                found.families.add(text)
            elif KEY.fullmatch(text):
                found.keys.setdefault(text, f"{path.relative_to(ROOT)}:{node.lineno}")
    return found


def _sources() -> Iterator[Path]:
    for room in SPEAKING:
        yield from sorted((ROOT / room).rglob("*.py"))


def _leading(node: ast.AST) -> list[ast.expr]:
    return node.values[:1] if isinstance(node, ast.JoinedStr) else []
