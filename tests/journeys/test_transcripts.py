"""What everyone saw in the play stands in docs/play, as it would be today."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from play.playing import play
from play.world import LANGUAGES

DOCS = Path(__file__).parents[2] / "docs" / "play"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_transcript_is_current(language: str) -> None:
    """Without it a friend would be shown a bot that speaks otherwise, or a play that fails."""
    written = (DOCS / f"{language}.md").read_text(encoding="utf-8")
    seen = await play(language)
    changed = difflib.unified_diff(written.splitlines(), seen.splitlines(), lineterm="", n=0)
    assert written == seen, "\n".join(["run: make transcripts", *changed])
