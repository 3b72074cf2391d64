"""The size of a picture, read from its first bytes: enough to refuse what is none."""

import struct

from sandbox import bounds
from sandbox.errors import bad_request
from sandbox.world import StoredFile

PNG_HEADER = 24  # bytes up to and with width and height
MARKER = 0xFF  # begins each segment of a JPEG
START_OF_FRAME = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # segments with the size in them


def measure(file: StoredFile) -> None:
    """Fill in width and height in pixels; raises ApiError for what Telegram refuses."""
    size = png(file.content) or jpeg(file.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    file.width, file.height = size
    if sum(size) > bounds.PHOTO_SIDES or max(size) > bounds.PHOTO_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def png(content: bytes) -> tuple[int, int] | None:
    """Width and height if it is a PNG."""
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or len(content) < PNG_HEADER:
        return None
    width, height = struct.unpack(">II", content[16:PNG_HEADER])
    return width, height


def jpeg(content: bytes) -> tuple[int, int] | None:
    """Width and height if it is a JPEG: the first start-of-frame segment has them."""
    if not content.startswith(b"\xff\xd8"):
        return None
    position = 2
    while position + 9 < len(content) and content[position] == MARKER:
        marker, size = struct.unpack(">BH", content[position + 1 : position + 4])
        if marker in START_OF_FRAME:
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + size
    return None
