"""What was typed for one part of a draft, before and after it is read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.draft import Draft, Field, Question
from handlers.reading.setting import Setting, Unreadable, cut


@dataclass(frozen=True, slots=True)
class Typed:
    """One answer: the draft it is for, the text, how to read it, and for which item."""

    draft: Draft
    field: Field
    text: str
    setting: Setting
    item: int | None = None

    def question(self) -> Question:
        """Return the question for an answer that cannot be read."""
        return Question(self.field, cut(self.text), (), self.item)

    def setting_now(self) -> Setting:
        """Return how to read it, in the draft's own currency and zone."""
        return replace(self.setting, currency=self.draft.currency, zone=self.draft.zone)


def asking(draft: Draft, question: Question) -> Draft:
    """Return the draft with a question that comes before all others."""
    return replace(draft, questions=(question, *draft.questions))


def unclear(typed: Typed, read: Question | Unreadable) -> Draft:
    """Ask what the answer means; a reader's question keeps to the field that was asked for."""
    if isinstance(read, Unreadable):
        return asking(typed.draft, typed.question())
    return asking(typed.draft, replace(read, field=typed.field, item=typed.item))
