"""What every refusal has: the key of its sentence, and the values that fill it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass
class DomainError(Exception):
    """Something that may not happen. Subclasses say what; their fields say with what values."""

    @property
    def code(self) -> str:
        """The kebab-case name of the refusal: NotEnoughLeft is `not-enough-left`."""
        name = type(self).__name__
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")

    @property
    def values(self) -> dict[str, Any]:
        """The fields by name, as the sentence takes them."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
