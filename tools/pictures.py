"""Takes the README's pictures of the product at work, while the play goes on.

``make pictures`` runs it; a browser is needed.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from play.stage import Stage, set_up
from play.story import SCENES, for_a_guest
from play.world import world
from tools.browser import find

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
DESKTOP = {"width": 1280, "height": 1080}
PHONE = {"width": 390, "height": 1060}
ORGANISER, MEMBER = "Anna", "Omar"


async def main() -> None:
    """Play in English; take the group as a tier is unlocked and a private chat at the end."""
    chromium = find()
    if chromium is None:
        raise SystemExit("No Chromium was found; make setup says how to get one.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as ending:
        playwright = await ending.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(
            executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu"]
        )
        ending.push_async_callback(browser.close)
        stage = await set_up(world("en"), ending)
        for scene in SCENES[: SCENES.index(for_a_guest)]:
            await scene(stage)
        await take(browser, stage, ORGANISER, stage.world.group, "group")
        for scene in SCENES[SCENES.index(for_a_guest) :]:
            await scene(stage)
        await take(browser, stage, MEMBER, "Group Buy", "private")


async def take(browser: Browser, stage: Stage, person: str, chat: str, name: str) -> None:
    """Take one chat as one person sees it, at desktop and at phone width."""
    for width, size in (("desktop", DESKTOP), ("phone", PHONE)):
        page = await browser.new_page(viewport=size, device_scale_factor=2)  # type: ignore[arg-type] # a plain dict is a ViewportSize
        await page.goto(stage.url)
        await page.get_by_role("button", name=person, exact=False).first.click()
        await page.get_by_role("button", name=chat, exact=False).first.click()
        await page.wait_for_load_state("networkidle")
        await page.screenshot(path=FOLDER / f"{name}-{width}.png")
        await page.close()


if __name__ == "__main__":
    asyncio.run(main())
