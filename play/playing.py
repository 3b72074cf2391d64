"""Playing once: the stage is opened, the story told, what was seen is written down."""

from __future__ import annotations

from contextlib import AsyncExitStack

from play.stage import set_up
from play.story import story
from play.transcript import transcript
from play.world import world


async def play(language: str) -> str:
    """Play a whole group buy in a language; return its transcript (Markdown).

    Raises `NotSeen` or TimeoutError when something that should happen does not.
    """
    async with AsyncExitStack() as closing:
        stage = await set_up(world(language), closing)
        await story(stage)
    return transcript(stage.diary, stage.world)
