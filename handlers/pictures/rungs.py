"""The drawing of the ladder itself: rails, rungs and what stands beside them."""

from dataclasses import dataclass

from . import fonts
from .palette import ACCENT, INK, MUTED, ON_ACCENT, PALE
from .picture import LadderPicture
from .text import drawable, text_element

_RAILS = 108  # from rail to rail
_GAP = 30
_PAD = 26  # inside the plate of the price that holds now
_THRESHOLD, _PRICE = 46, 54  # font sizes, where there is room
_STRIDE = 84  # between two rungs of a ladder that one would climb
_OVERHANG = 52  # of the rails beyond the outermost rungs


@dataclass(frozen=True)
class _Frame:
    """Where things stand: rails at x = inner and outer, and the side (1 or -1) prices are on."""

    inner: float
    outer: float
    side: int
    foot: float
    pitch: float
    scale: float

    def height(self, level: float) -> float:
        """The y of a level; 0 is the foot, 1 the first step."""
        return self.foot - self.pitch * level


def rungs(picture: LadderPicture, near: float, far: float, top: float, foot: float) -> str:
    """The ladder between the heights `foot` and `top`, with its labels between `near` and `far`.

    near is where the thresholds begin, far where the prices end; far < near mirrors the drawing.
    What the group has climbed wears the accent, and the price that holds now a plate.
    """
    count = len(picture.steps)
    reached = sum(step.reached for step in picture.steps)
    frame = _frame(picture, near, far, (foot - top) / count, foot)
    end = top - _OVERHANG
    climbed = frame.height(reached + picture.toward_next) if reached < count else end
    strides = max(1, round(frame.pitch / _STRIDE))
    levels = [level / strides for level in range(count * strides + 1)]
    parts = [_rails(frame, end, PALE)]
    parts += [_rung(frame, level, PALE) for level in levels if frame.height(level) < climbed]
    parts.append(_rails(frame, climbed, ACCENT))
    parts += [_rung(frame, level, ACCENT) for level in levels if frame.height(level) >= climbed]
    parts += _labels(frame, picture, reached)
    return "".join(parts)


def _frame(picture: LadderPicture, near: float, far: float, pitch: float, foot: float) -> _Frame:
    """Set the labels as large as they fit, and the rails beside them."""
    thresholds = [step.threshold for step in picture.steps]
    prices = [picture.start_price, *(step.price for step in picture.steps)]
    room = _widest(thresholds, _THRESHOLD), _widest(prices, _PRICE)
    free = abs(far - near) - _RAILS - 2 * _GAP - _PAD
    scale = min(1.0, free / max(1.0, sum(room)), pitch / _PRICE * 0.72)
    side = 1 if far > near else -1
    outer = far - side * (room[1] * scale + _PAD + _GAP)
    return _Frame(outer - side * _RAILS, outer, side, foot, pitch, scale)


def _labels(frame: _Frame, picture: LadderPicture, reached: int) -> list[str]:
    """Thresholds on the near side, prices on the far side of the rails."""
    before, after = ("end", "start") if frame.side > 0 else ("start", "end")
    direction = "rtl" if picture.rtl else "ltr"
    rows = [("", picture.start_price, False)]
    rows += [(step.threshold, step.price, step.just_reached) for step in picture.steps]
    parts = []
    for level, (threshold, price, fresh) in enumerate(rows):
        y = frame.height(level)
        size = _THRESHOLD * frame.scale
        x = frame.inner - frame.side * _GAP
        parts.append(
            text_element(
                threshold, x, y + size * 0.36, size,
                fill=INK if level <= reached else MUTED, anchor=before, direction=direction,
            )
        )  # fmt: skip
        size = _PRICE * frame.scale
        x = frame.outer + frame.side * (_GAP + _PAD)
        now = level == reached
        if now and drawable(price):
            parts.append(_plate(frame, price, y, size))
        fill = ON_ACCENT if now else ACCENT if fresh else INK if level > reached else MUTED
        parts.append(
            text_element(
                price, x, y + size * 0.36, size,
                fill=fill, anchor=after, bold=True, direction=direction,
            )
        )  # fmt: skip
    return parts


def _plate(frame: _Frame, price: str, y: float, size: float) -> str:
    """The rounded ground of the price that holds now."""
    width = fonts.width(drawable(price), size, bold=True) + 2 * _PAD
    near = frame.outer + frame.side * _GAP
    left = near if frame.side > 0 else near - width
    height = size * 1.42
    return (
        f'<rect x="{left:.1f}" y="{y - height / 2:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}" rx="{height / 2:.1f}" fill="{ACCENT}"/>'
    )


def _rails(frame: _Frame, upto: float, colour: str) -> str:
    return "".join(
        f'<path d="M{x:.1f} {frame.foot + _OVERHANG:.1f}V{upto:.1f}" stroke="{colour}" '
        f'stroke-width="14" stroke-linecap="round"/>'
        for x in (frame.inner, frame.outer)
    )


def _rung(frame: _Frame, level: float, colour: str) -> str:
    """A tier's rung is thick, the rungs between two tiers are thin."""
    thickness = 14 if level.is_integer() else 6
    return (
        f'<path d="M{frame.inner:.1f} {frame.height(level):.1f}H{frame.outer:.1f}" '
        f'stroke="{colour}" stroke-width="{thickness}"/>'
    )


def _widest(texts: list[str], size: float) -> float:
    return max(fonts.width(drawable(text), size, bold=True) for text in texts)
