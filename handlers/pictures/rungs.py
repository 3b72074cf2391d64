"""The drawing of the ladder itself: rails, rungs and what stands beside them."""

from dataclasses import dataclass
from typing import Literal

from . import fonts
from .lettering import Lettering, text_element
from .palette import ACCENT, INK, MUTED, ON_ACCENT, PALE
from .picture import LadderPicture, Step
from .text import drawable

_RAILS = 108  # from rail to rail
_GAP = 30
_PAD = 26  # inside the plate of the price that holds now
_THRESHOLD, _PRICE = 46, 54  # font sizes, where there is room
_STRIDE = 84  # between two rungs of a ladder that one would climb
_MIDDLE = 0.36  # of the font size: from the middle of its digits down to the baseline
_OVERHANG = 52  # of the rails beyond the outermost rungs


@dataclass(frozen=True)
class Frame:
    """Where the ladder stands: rails at x = inner and outer, prices on the side (1 right, -1 left).

    edge is the x where its thresholds begin; top and foot are the heights of the highest step and
    of the ladder's foot; pitch is the height of one step; scale shrinks the labels where they must.
    """

    edge: float
    inner: float
    outer: float
    side: int
    top: float
    foot: float
    pitch: float
    scale: float

    def height(self, level: float) -> float:
        """The y of a level; 0 is the foot, 1 the first step."""
        return self.foot - self.pitch * level


def frame(picture: LadderPicture, far: float, room: float, top: float, foot: float) -> Frame:
    """Set the ladder so that its prices end at x = far and all of it is at most `room` wide.

    The labels are set as large as that allows; prices are never cut.
    """
    side = -1 if picture.rtl else 1
    pitch = (foot - top) / len(picture.steps)
    thresholds = _widest([step.threshold for step in picture.steps], _THRESHOLD)
    prices = _widest([picture.start_price, *(step.price for step in picture.steps)], _PRICE)
    free = room - _RAILS - 2 * _GAP - _PAD
    scale = min(1.0, free / max(1.0, thresholds + prices), pitch / _PRICE * 0.72)
    outer = far - side * (prices * scale + _PAD + _GAP)
    inner = outer - side * _RAILS
    edge = inner - side * (_GAP + thresholds * scale)
    return Frame(edge, inner, outer, side, top, foot, pitch, scale)


def rungs(frame: Frame, picture: LadderPicture) -> str:
    """The ladder with its labels; what the group has climbed wears the accent."""
    count = len(picture.steps)
    reached = sum(step.reached for step in picture.steps)
    end = frame.top - _OVERHANG
    climbed = frame.height(reached + picture.toward_next) if reached < count else end
    strides = max(1, round(frame.pitch / _STRIDE))
    levels = [level / strides for level in range(count * strides + 1)]
    parts = [_rails(frame, end, PALE)]
    parts += [_rung(frame, level, PALE) for level in levels if frame.height(level) < climbed]
    parts.append(_rails(frame, climbed, ACCENT))
    parts += [_rung(frame, level, ACCENT) for level in levels if frame.height(level) >= climbed]
    parts += _labels(frame, picture, reached)
    return "".join(parts)


def _labels(frame: Frame, picture: LadderPicture, reached: int) -> list[str]:
    """Thresholds on the near side of the rails, prices on the far side."""
    rows = [Step("", picture.start_price), *picture.steps]
    parts = []
    for level, step in enumerate(rows):
        y = frame.height(level)
        threshold, price = _letterings(frame, level - reached, step.just_reached)
        x = frame.inner - frame.side * _GAP
        parts.append(text_element(step.threshold, x, y + threshold.size * _MIDDLE, threshold))
        if level == reached and drawable(step.price):
            parts.append(_plate(frame, step.price, y, price.size))
        x = frame.outer + frame.side * (_GAP + _PAD)
        parts.append(text_element(step.price, x, y + price.size * _MIDDLE, price))
    return parts


def _letterings(frame: Frame, ahead: int, fresh: bool) -> tuple[Lettering, Lettering]:
    """How threshold and price are set on a step that is `ahead` steps above the group's."""
    mirrored = frame.side < 0
    direction: Literal["ltr", "rtl"] = "rtl" if mirrored else "ltr"
    threshold = Lettering(
        _THRESHOLD * frame.scale,
        MUTED if ahead > 0 else INK,
        anchor="start" if mirrored else "end",
        direction=direction,
    )
    price = Lettering(
        _PRICE * frame.scale,
        ON_ACCENT if ahead == 0 else ACCENT if fresh else INK if ahead > 0 else MUTED,
        bold=True,
        anchor="end" if mirrored else "start",
        direction=direction,
    )
    return threshold, price


def _plate(frame: Frame, price: str, y: float, size: float) -> str:
    """The rounded ground of the price that holds now."""
    width = fonts.width(drawable(price), size, bold=True) + 2 * _PAD
    near = frame.outer + frame.side * _GAP
    left = near if frame.side > 0 else near - width
    height = size * 1.42
    return (
        f'<rect x="{left:.1f}" y="{y - height / 2:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}" rx="{height / 2:.1f}" fill="{ACCENT}"/>'
    )


def _rails(frame: Frame, upto: float, colour: str) -> str:
    return "".join(
        f'<path d="M{x:.1f} {frame.foot + _OVERHANG:.1f}V{upto:.1f}" stroke="{colour}" '
        f'stroke-width="14" stroke-linecap="round"/>'
        for x in (frame.inner, frame.outer)
    )


def _rung(frame: Frame, level: float, colour: str) -> str:
    """A tier's rung is thick, the rungs between two tiers are thin."""
    thickness = 14 if level.is_integer() else 6
    return (
        f'<path d="M{frame.inner:.1f} {frame.height(level):.1f}H{frame.outer:.1f}" '
        f'stroke="{colour}" stroke-width="{thickness}"/>'
    )


def _widest(texts: list[str], size: float) -> float:
    return max(fonts.width(drawable(text), size, bold=True) for text in texts)
