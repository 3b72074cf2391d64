"""Drawing in a process of its own, so that answers to people do not wait for a picture."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

_ROOT = Path(__file__).parents[2]


async def render_png_apart(svg: str) -> bytes:
    """`render_png`, without holding up the event loop; takes about 0.2 s.

    resvg keeps the interpreter's lock while it draws, so a thread would stall everyone for the
    60 ms a picture takes; several pictures in a row would be felt. Raises ValueError with the last
    line the drawing process said if it failed. Cancelling ends that process.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "handlers.pictures", stdin=PIPE, stdout=PIPE, stderr=PIPE, cwd=_ROOT
    )
    try:
        png, complaint = await process.communicate(svg.encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise ValueError(complaint.decode(errors="replace").strip().rpartition("\n")[2])
    return png
