"""Time zones by their IANA names, which people and chats chose."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from domain.errors import UnknownZone


def zone_named(name: str) -> ZoneInfo:
    """Return the zone of that IANA name, or raise `UnknownZone`."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise UnknownZone(zone=name) from error
