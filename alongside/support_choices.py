"""What moderators write into the forms of a support channel, read with patience."""

import re
from datetime import time
from functools import cache
from zoneinfo import available_timezones

from alongside.errors import UserError
from alongside.supporting import Quiet

# So many countries' help lines stand before all others.
COUNTRIES_MAX = 3
# Fewer than this is not told as a number: it would say too much about too few.
FEW = 5
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")


def read_quiet(zone: str, begins: str, ends: str) -> Quiet | None:
    """Read closed hours from three fields; None where all are empty.

    Raises UserError for a zone or a time that cannot be read, and for hours that are none or the whole day.
    """
    if not (zone.strip() or begins.strip() or ends.strip()):
        return None
    quiet = Quiet(_zone(zone), _clock(begins), _clock(ends))
    if quiet.begins == quiet.ends:
        raise UserError("setup-hours-same")
    return quiet


def _clock(written: str) -> time:
    match = _CLOCK.fullmatch(written.strip())
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
    if hour == 24 and minute == 0:
        return time(0)
    if hour > 23 or minute > 59:
        raise UserError("setup-hours-time")
    return time(hour, minute)


def _zone(written: str) -> str:
    wanted = written.strip().casefold().replace(" ", "_")
    whole, cities = _zones()
    found = whole.get(wanted) or cities.get(wanted)
    if found is None:
        raise UserError("setup-hours-zone")
    return found


@cache
def _zones() -> tuple[dict[str, str], dict[str, str]]:
    """Return every zone by its whole name, and by its last part where that says which."""
    whole = {name.casefold(): name for name in sorted(available_timezones())}
    cities: dict[str, set[str]] = {}
    for name in whole.values():
        if "/" in name and not name.startswith(("Etc/", "posix/", "right/")):
            cities.setdefault(name.rpartition("/")[2].casefold(), set()).add(name)
    return whole, {city: next(iter(names)) for city, names in cities.items() if len(names) == 1}


def few(count: int) -> bool:
    """Return whether a count is too small to be told."""
    return count < FEW
