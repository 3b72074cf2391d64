"""The size of a picture, read from its first bytes: enough to refuse what is none."""

import struct

from sandbox.errors import bad_request
from sandbox.world import StoredFile


def measure(file: StoredFile) -> None:
    """Fill in width and height in pixels; raises ApiError for what Telegram refuses."""
    size = png(file.content) or jpeg(file.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    file.width, file.height = size
    if sum(size) > 10_000 or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def png(content: bytes) -> tuple[int, int] | None:
    """Width and height if it is a PNG."""
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def jpeg(content: bytes) -> tuple[int, int] | None:
    """Width and height if it is a JPEG: the first start-of-frame segment has them."""
    if not content.startswith(b"\xff\xd8"):
        return None
    position = 2
    while position + 9 < len(content) and content[position] == 0xFF:
        marker, size = struct.unpack(">BH", content[position + 1 : position + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + size
    return None
