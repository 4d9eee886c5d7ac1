"""What keeps its place in time: the local day of an entry, and what was thought about it later. Pure."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

# How much one later thought holds, and how many an entry does.
LATER_MAX = 1000
MOST_LATER = 50


@dataclass(frozen=True)
class Later:
    """A thought that was added to an entry some time after it was kept."""

    at: datetime
    text: str


@dataclass(frozen=True)
class LocalDay:
    """The date on which an entry was made, where its owner was; it stays whatever becomes of their zone.

    `zone` is the IANA name of the zone, or None where none was known: then the date is that of UTC.
    """

    date: date
    zone: str | None = None


def local_day(instant: datetime, zone: str | None) -> LocalDay:
    """Return the date of an instant in a zone; that of UTC where there is none, or none of that name."""
    there = local_time(instant, zone)
    return LocalDay(there.date(), None if there.tzinfo is UTC else zone)


def local_time(instant: datetime, zone: str | None) -> datetime:
    """Return an instant by the clocks of a zone; in UTC where there is none, or none of that name."""
    if zone is not None:
        with suppress(KeyError, ValueError, OSError):  # what ZoneInfo raises for names that are none
            return instant.astimezone(ZoneInfo(zone))
    return instant.astimezone(UTC)
