"""When a reminder is due: local time and zone in, instants out.

Each chosen local date has exactly one instant. A time that the clocks skip is as much later as they
skip; of a time that they repeat the first one counts (as in RFC 5545).
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from alongside.reminding import Reminder, Setting, Slot

# Messages of the same minute are spread over so many seconds.
SPREAD = 20
_DAY = timedelta(days=1)


@lru_cache(maxsize=1)
def zones() -> frozenset[str]:
    """Return the name of every zone that is known here."""
    return frozenset(available_timezones()) - {"localtime", "Factory"}


def instant_on(setting: Setting, day: date) -> datetime:
    """Return the instant of a local date, in UTC. Raises ZoneInfoNotFoundError."""
    first = setting.at.replace(fold=0)
    return datetime.combine(day, first, tzinfo=ZoneInfo(setting.zone)).astimezone(UTC)


def local_day(setting: Setting, instant: datetime) -> date:
    """Return the local date of an instant. Raises ZoneInfoNotFoundError."""
    return instant.astimezone(ZoneInfo(setting.zone)).date()


def next_after(setting: Setting, instant: datetime, last_day: date | None = None) -> Slot:
    """Return the first time after an instant, for a local date after `last_day`.

    Raises ZoneInfoNotFoundError.
    """
    return next(_after(setting, instant, last_day))


def upcoming(setting: Setting, instant: datetime, count: int, last_day: date | None = None) -> list[Slot]:
    """Return the next times after an instant, in order. Raises ZoneInfoNotFoundError."""
    found = _after(setting, instant, last_day)
    return [next(found) for _ in range(count)]


def _after(setting: Setting, instant: datetime, last_day: date | None) -> Iterator[Slot]:
    # A skipped time near midnight may fall into the next date, so this begins a day early.
    day = local_day(setting, instant) - _DAY
    if last_day is not None and day <= last_day:
        day = last_day + _DAY
    while True:
        if day.weekday() in setting.weekdays and (at := instant_on(setting, day)) > instant:
            yield Slot(at, day)
        day += _DAY


def jitter(owner: str, day: date) -> timedelta:
    """Return by how much this person's message of this date is put off: always the same, within SPREAD."""
    digest = hashlib.sha256(f"{owner} {day.isoformat()}".encode()).digest()
    return timedelta(seconds=int.from_bytes(digest[:4]) % SPREAD)


def next_due(owner: str, setting: Setting, instant: datetime, last_day: date | None) -> tuple[Slot, datetime]:
    """Return the next time whose message goes out after an instant, and when that is.

    Raises ZoneInfoNotFoundError.
    """
    for slot in _after(setting, instant - timedelta(seconds=SPREAD), last_day):
        due = slot.at + jitter(owner, slot.day)
        if due > instant:
            return slot, due
    raise AssertionError("days do not end")


def times(reminder: Reminder, count: int) -> list[Slot]:
    """Return the next times of a reminder, from the one that it waits for; none while nothing comes."""
    if reminder.next_day is None or count < 1:
        return []
    first = Slot(instant_on(reminder.setting, reminder.next_day), reminder.next_day)
    return [first, *upcoming(reminder.setting, first.at, count - 1, first.day)]
