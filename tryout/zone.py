"""Which time zone the person at this machine reads clocks in."""

import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

LOCALTIME = Path("/etc/localtime")


def local_zone(environ: Mapping[str, str] = os.environ, localtime: Path = LOCALTIME) -> str:
    """Return the machine's IANA zone name, or "UTC" where it cannot be told."""
    named = environ.get("TZ", "").removeprefix(":")
    linked = str(localtime.resolve()).partition("zoneinfo/")[2]
    return next((zone for zone in (named, linked) if zone and _exists(zone)), "UTC")


def _exists(zone: str) -> bool:
    """Tell whether the zone is one that times can be shown in."""
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):  # unknown (ZoneInfoNotFoundError), malformed, a folder
        return False
    return True
