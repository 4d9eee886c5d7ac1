"""When something comes again that was put off: later today, or some days on. Pure."""

import re
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from alongside.errors import UserError
from alongside.reminding import Reminder, Setting, State

# "This evening" is the first of these that is at least half an hour ahead.
_EVENINGS = (time(20), time(22), time(23, 30))
_AHEAD = timedelta(minutes=30)
# A longer pause than this is one until it is ended.
LONGEST_DAYS = 730
_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_DOTTED = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\.? ?(?P<year>\d{4})?", re.ASCII)


class Snooze(StrEnum):
    """For how long a question can be put off."""

    QUARTER = "quarter"
    HOUR = "hour"
    EVENING = "evening"


class Break(StrEnum):
    """For how long a reminder can be paused, without naming a date."""

    DAY = "day"
    THREE = "three"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    OPEN = "open"

    @property
    def days(self) -> int | None:
        """The number of days, None for "until it is resumed"."""
        return {"day": 1, "three": 3, "week": 7, "fortnight": 14, "month": 30}.get(self.value)


def snoozed_until(snooze: Snooze, zone: str, now: datetime) -> datetime:
    """Return when a question comes again. Late in the evening "this evening" is half an hour on."""
    if snooze is Snooze.QUARTER:
        return now + timedelta(minutes=15)
    if snooze is Snooze.HOUR:
        return now + timedelta(hours=1)
    today = now.astimezone(ZoneInfo(zone)).date()
    evenings = (datetime.combine(today, each, tzinfo=ZoneInfo(zone)).astimezone(UTC) for each in _EVENINGS)
    return next((each for each in evenings if each >= now + _AHEAD), now + _AHEAD)


def pause_end(setting: Setting, day: date) -> datetime:
    """Return the instant at which a local date begins: a pause until then leaves out all days before it."""
    return datetime.combine(day, time(), tzinfo=ZoneInfo(setting.zone)).astimezone(UTC)


def comes_again(reminder: Reminder, today: date, days: int) -> date:
    """Return the date before which a pause leaves out so many days, counted from the next one due."""
    on = reminder.state is State.ON and reminder.next_day is not None
    first = reminder.next_day if on and reminder.next_day else today + timedelta(days=1)
    return first + timedelta(days=days)


def read_day(written: str, today: date) -> date:
    """Read a date to come: "2026-12-24", "24.12.2026" or "24.12." Raises UserError.

    Without a year it is the next one of that date.
    """
    match = _DATE.fullmatch(written.strip()) or _DOTTED.fullmatch(written.strip())
    if match is None:
        raise UserError("date-unread")
    year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
    found = _dated(year, month, day) if year else _next_of(month, day, today)
    if found is None:
        raise UserError("date-unread")
    if not timedelta() < found - today <= timedelta(days=LONGEST_DAYS):
        raise UserError("date-not-ahead")
    return found


def _dated(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next_of(month: int, day: int, today: date) -> date | None:
    # The 29th of February is up to eight years away.
    years = (_dated(year, month, day) for year in range(today.year, today.year + 9))
    return next((each for each in years if each is not None and each > today), None)
