"""The ladder as a picture: how far a group is, and what it pays at which rung."""

from dataclasses import replace
from typing import Literal

from .lettering import Lettering, text_element
from .palette import ACCENT, INK, MUTED, PAPER
from .picture import LadderPicture
from .rungs import frame, rungs
from .text import cut, drawable, fitting_size, lines

WIDTH, HEIGHT = 1280, 720  # a phone shows it 360 px wide: 40 units become 11 px
_MARGIN = 88
_LADDER = 560  # the most that the ladder with its labels may take of the width
_BETWEEN = 72  # from the words to the ladder
_TOP, _FOOT = 116, 620
_MOST_STEPS = 7
_SUBTITLE, _UPCOMING = 40, 48  # font sizes
_TITLE, _LONG_TITLE = (64, 2), (50, 3)  # font size and most lines
_CURRENT, _LEAST_CURRENT = 168.0, 36.0
_LESS_PER_LINE = 24.0  # the large number makes way for the lines below it


def ladder_svg(picture: LadderPicture) -> str:
    """The picture as an SVG drawing of 1280 × 720; `render_png` makes a PNG of it."""
    picture = _around_the_group(picture)
    near, far = _MARGIN, WIDTH - _MARGIN
    if picture.rtl:
        near, far = far, near
    ladder = frame(picture, far, _LADDER, _TOP, _FOOT)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f"{_name(picture, near, abs(ladder.edge - near) - _BETWEEN)}"
        f"{_state(picture, near, abs(ladder.edge - near) - _BETWEEN)}"
        f"{rungs(ladder, picture)}</svg>"
    )


def _around_the_group(picture: LadderPicture) -> LadderPicture:
    """A long ladder cut to the steps around the group; its foot is then the step below."""
    reached = sum(step.reached for step in picture.steps)
    first = max(0, min(reached - 4, len(picture.steps) - _MOST_STEPS))
    steps = picture.steps[first : first + _MOST_STEPS]
    start_price = picture.steps[first - 1].price if first else picture.start_price
    return replace(picture, steps=steps, start_price=start_price)


def _name(picture: LadderPicture, x: float, limit: float) -> str:
    """Whose buy and what, above, on the side where reading begins."""
    anchor: Literal["start", "end"] = "end" if picture.rtl else "start"
    y = _TOP + 14
    parts = []
    if subtitle := cut(picture.subtitle, limit, _SUBTITLE):
        parts.append(text_element(subtitle, x, y, Lettering(_SUBTITLE, MUTED, anchor=anchor)))
        y += 84
    size, rows = _title(picture.title, limit)
    style = Lettering(size, INK, bold=True, anchor=anchor)
    for row in rows:
        parts.append(text_element(row, x, y, style))
        y += round(size * 1.22)
    return "".join(parts)


def _title(title: str, limit: float) -> tuple[int, list[str]]:
    """The title's font size and lines: large if all of it is seen so, otherwise smaller."""
    size, count = _TITLE
    rows = lines(title, limit, size, count, bold=True)
    if rows and not drawable(title).endswith(rows[-1]):
        size, count = _LONG_TITLE
        rows = lines(title, limit, size, count, bold=True)
    return size, rows


def _state(picture: LadderPicture, x: float, limit: float) -> str:
    """How far the group is, in large numbers, and what comes next, level with the ladder's foot."""
    style = Lettering(_UPCOMING, INK, direction="ltr")
    if picture.rtl:
        style = replace(style, anchor="end", direction="rtl")
    y = _FOOT + 16
    parts = []
    for row in reversed(lines(picture.upcoming, limit, _UPCOMING, 2)):
        parts.append(text_element(row, x, y, style))
        y -= 62
    most = _CURRENT - _LESS_PER_LINE * len(parts)
    size = max(_LEAST_CURRENT, fitting_size([picture.current], limit, most, bold=True))
    current = cut(picture.current, limit, size, bold=True)
    large = replace(style, size=size, fill=ACCENT, bold=True)
    parts.append(text_element(current, x, y - 22 * bool(parts), large))
    return "".join(parts)
