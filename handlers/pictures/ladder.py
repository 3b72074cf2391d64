"""The ladder as a picture: how far a group is, and what it pays at which rung."""

from dataclasses import replace

from .palette import ACCENT, INK, MUTED, PAPER
from .picture import LadderPicture
from .rungs import rungs
from .text import cut, fitting_size, lines, text_element

WIDTH, HEIGHT = 1280, 720  # a phone shows it 360 px wide: 38 units become 11 px
_MARGIN = 88
_COLUMN = 560  # width of the words
_LADDER = 470  # width of the ladder with its labels
_TOP, _FOOT = 116, 620
_MOST_STEPS = 7


def ladder_svg(picture: LadderPicture) -> str:
    """The picture as an SVG drawing of 1280 × 720; see `render_png` for the PNG."""
    picture = _around_the_group(picture)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f"{_words(picture)}{_ladder(picture)}</svg>"
    )


def _around_the_group(picture: LadderPicture) -> LadderPicture:
    """A long ladder cut to the rungs around the group; its foot is then the rung below."""
    reached = sum(step.reached for step in picture.steps)
    first = max(0, min(reached - 4, len(picture.steps) - _MOST_STEPS))
    if not first and len(picture.steps) <= _MOST_STEPS:
        return picture
    steps = picture.steps[first : first + _MOST_STEPS]
    start_price = picture.steps[first - 1].price if first else picture.start_price
    return replace(picture, steps=steps, start_price=start_price)


def _words(picture: LadderPicture) -> str:
    """Title above, the large number below, both at the side where reading begins."""
    x = WIDTH - _MARGIN if picture.rtl else _MARGIN
    anchor = "end" if picture.rtl else "start"
    side = "rtl" if picture.rtl else "ltr"
    parts = [
        text_element(
            cut(picture.subtitle, _COLUMN, 38), x, _TOP + 10, 38, fill=MUTED, anchor=anchor
        )
    ]
    for row, line in enumerate(lines(picture.title, _COLUMN, 60, 2, bold=True)):
        y = _TOP + 92 + 74 * row
        parts.append(text_element(line, x, y, 60, fill=INK, anchor=anchor, bold=True))
    ahead = lines(picture.upcoming, _COLUMN, 46, 2)
    for row, line in enumerate(reversed(ahead)):
        y = _FOOT - 60 * row
        parts.append(text_element(line, x, y, 46, fill=INK, anchor=anchor, direction=side))
    size = max(60.0, fitting_size([picture.current], _COLUMN, 136, bold=True))
    parts.append(
        text_element(
            cut(picture.current, _COLUMN, size, bold=True), x, _FOOT - 60 * len(ahead) - 24, size,
            fill=ACCENT, anchor=anchor, bold=True, direction=side,
        )
    )
    return "".join(parts)


def _ladder(picture: LadderPicture) -> str:
    """The ladder at the side where reading ends."""
    far = WIDTH - _MARGIN
    if picture.rtl:
        return rungs(picture, WIDTH - far + _LADDER, WIDTH - far, _TOP, _FOOT)
    return rungs(picture, far - _LADDER, far, _TOP, _FOOT)
