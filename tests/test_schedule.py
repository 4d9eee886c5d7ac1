"""When reminders are due: compared with another library, for every zone, in clock changes and elsewhere."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import PlainDateTime

from alongside.reminding import Change, Reminder, Setting, Slot, State
from alongside.schedule import (
    SPREAD,
    instant_on,
    jitter,
    local_day,
    next_after,
    next_due,
    times,
    upcoming,
    zones,
)
from tests.store.kit import UNHURRIED

START = datetime(2026, 11, 1, tzinfo=UTC)
END = START + timedelta(days=3 * 366)
DAY = timedelta(days=1)
MINUTES = [time(hour, minute) for hour in range(24) for minute in (0, 1, 15, 30, 45, 59)]

anytime = st.builds(time, st.integers(0, 23), st.integers(0, 59))
anyzone = st.sampled_from(sorted(zones()))
anydays = st.frozensets(st.integers(0, 6), min_size=1)
settings = st.builds(Setting, anytime, anyzone, anydays)
instants = st.datetimes(START.replace(tzinfo=None), END.replace(tzinfo=None), timezones=st.just(UTC))


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """Return when the clocks of a zone change within three years, to the second."""
    found, info = [], ZoneInfo(zone)
    day = START
    while day < END:
        if day.astimezone(info).utcoffset() != (day + DAY).astimezone(info).utcoffset():
            low, high = day, day + DAY
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                if middle.astimezone(info).utcoffset() == low.astimezone(info).utcoffset():
                    low = middle
                else:
                    high = middle
            found.append(high.replace(microsecond=0))
        day += DAY
    return tuple(found)


def inside(zone: str, change: datetime) -> time:
    """Return a time of day in the middle of what the clocks skip or repeat."""
    before, after = ((change + timedelta(seconds=s)).astimezone(ZoneInfo(zone)) for s in (-1, 0))
    local = min(before.replace(tzinfo=None), after.replace(tzinfo=None))
    width = abs(after.replace(tzinfo=None) - before.replace(tzinfo=None))
    return (local + width / 2).time().replace(second=0, microsecond=0)


def by_another(setting: Setting, day: date) -> datetime:
    """Return the instant that the other library finds for a local date."""
    local = PlainDateTime(day.year, day.month, day.day, setting.at.hour, setting.at.minute)
    return local.assume_tz(setting.zone, disambiguation="compatible").to_instant().to_stdlib()


def chain(setting: Setting, start: datetime, end: datetime) -> Iterator[Slot]:
    """Return every time between two instants, each found from the one before."""
    slot = next_after(setting, start)
    while slot.at <= end:
        yield slot
        slot = next_after(setting, slot.at, slot.day)


def hold(setting: Setting, start: datetime, end: datetime) -> None:
    """Check a stretch: each chosen local date once, in order, at the instant that the other library finds."""
    slots = list(chain(setting, start, end))
    chosen = [
        day
        for number in range(-2, (end - start).days + 3)
        if (day := start.date() + number * DAY).weekday() in setting.weekdays
    ]
    expected = [Slot(at, day) for day in chosen if start < (at := by_another(setting, day)) <= end]
    assert slots == expected
    assert all(earlier.at < later.at for earlier, later in pairwise(slots))


@pytest.mark.parametrize("letters", ["A", "BCDE", "FGHIJKLMNOP", "QRSTUVWXYZ"])
def test_every_zone_around_every_change(letters: str) -> None:
    """For three years: inside of what is skipped or repeated, right beside it, and far from it."""
    for zone in sorted(zones()):
        if zone[0].upper() not in letters:
            continue
        for change in changes(zone):
            middle = inside(zone, change)
            local = change.astimezone(ZoneInfo(zone)).time().replace(second=0, microsecond=0)
            for at in (middle, local, time(23, 59), time(0, 0)):
                hold(Setting(at, zone), change - 3 * DAY, change + 3 * DAY)


def test_every_clock_day_by_day() -> None:
    """For three years, at a time inside of a change where there is one, else at any.

    Of zones whose clocks show the same all that time one is enough; each of the others has its weeks.
    """
    seen: set[tuple[timedelta | None, ...]] = set()
    for number, zone in enumerate(sorted(zones())):
        found = changes(zone)
        clock = tuple(each.astimezone(ZoneInfo(zone)).utcoffset() for each in (START, *found))
        clock += tuple(each - START for each in found)
        week = START + DAY * (number * 7 % 1000)
        start, end = (week, week + 14 * DAY) if clock in seen else (START, END)
        seen.add(clock)
        hold(Setting(inside(zone, found[0]) if found else MINUTES[number % len(MINUTES)], zone), start, end)
    assert 50 < len(seen) < 100


@UNHURRIED
@given(settings, instants)
def test_any_setting_from_any_instant(setting: Setting, instant: datetime) -> None:
    """Any time, zone and weekdays, over a month."""
    hold(setting, instant, instant + 31 * DAY)


def test_what_is_skipped_and_what_is_repeated() -> None:
    """A time that the clocks skip comes as much later; of one that comes twice, it is the first."""
    paris = Setting(time(2, 30), "Europe/Paris")
    assert instant_on(paris, date(2027, 3, 28)) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert instant_on(paris, date(2027, 10, 31)) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    lord_howe = Setting(time(2, 15), "Australia/Lord_Howe")  # the clocks change by half an hour
    assert instant_on(lord_howe, date(2027, 10, 3)) == datetime(2027, 10, 2, 15, 45, tzinfo=UTC)
    nuuk = Setting(time(23, 30), "America/Nuuk")  # what is skipped there reaches midnight
    day = date(2027, 3, 27)
    assert instant_on(nuuk, day) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert [slot.day for slot in upcoming(nuuk, instant_on(nuuk, day) - DAY, 3)] == [
        day,
        day + DAY,
        day + 2 * DAY,
    ]


@UNHURRIED
@given(
    settings, st.lists(st.tuples(anyzone, anytime, st.integers(0, 72 * 60)), min_size=1, max_size=4), instants
)
def test_whoever_moves_gets_no_date_twice_and_misses_at_most_one(
    setting: Setting, moves: list[tuple[str, time, int]], start: datetime
) -> None:
    """Set again at any instant: no local date twice, and of the dates lived after a move at most one without.

    That one is the date of the move itself, whose time is over there already.
    """
    had: list[Slot] = []
    now, setting = start, Setting(setting.at, setting.zone)

    def live_until(end: datetime) -> None:
        slot = next_after(setting, now, had[-1].day if had else None)
        while slot.at <= end:
            had.append(slot)
            slot = next_after(setting, slot.at, slot.day)

    for zone, at, minutes in moves:
        then = now + timedelta(minutes=minutes)
        live_until(then)
        now, setting = then, Setting(at, zone)
        coming = next_after(setting, now, had[-1].day if had else None)
        lived = local_day(setting, now)
        last = had[-1].day if had else date.min
        without = [day for number in range(7) if last < (day := lived + number * DAY) < coming.day]
        assert len(without) <= 1
        assert without in ([], [lived])
    live_until(now + 5 * DAY)
    days = [slot.day for slot in had]
    assert days == sorted(set(days))
    assert [slot.at for slot in had] == sorted(slot.at for slot in had)


@given(st.text(min_size=1), settings, instants)
def test_spread_over_seconds_and_never_lost_by_it(owner: str, setting: Setting, instant: datetime) -> None:
    """Somebody's message of a date is put off by the same seconds each time; until then it is to come."""
    slot, due = next_due(owner, setting, instant, None)
    assert due == slot.at + jitter(owner, slot.day)
    assert timedelta(0) <= due - slot.at < timedelta(seconds=SPREAD)
    assert next_due(owner, setting, due - timedelta(seconds=1), None)[0] == slot
    assert next_due(owner, setting, due, None)[0].day > slot.day


def test_many_are_spread_evenly() -> None:
    """Of a thousand people with the same minute, some come in every second."""
    day = date(2027, 1, 1)
    assert {jitter(str(number), day) for number in range(1000)} == {
        timedelta(seconds=s) for s in range(SPREAD)
    }


def test_the_next_times_of_a_reminder() -> None:
    """From the one that it waits for, as set, without the seconds it is put off; none while nothing comes."""
    setting = Setting(time(21), "Europe/Paris", frozenset({0, 4}))
    waiting = Reminder(setting, State.ON, next_day=date(2027, 1, 4))
    assert [slot.day for slot in times(waiting, 3)] == [date(2027, 1, 4), date(2027, 1, 8), date(2027, 1, 11)]
    assert times(waiting, 3)[0].at == datetime(2027, 1, 4, 20, tzinfo=UTC)
    assert times(Reminder(setting, State.RESTING), 3) == []


def test_a_change_keeps_the_rest() -> None:
    """What is not named stays as it is; a first one needs time and zone."""
    setting = Setting(time(21), "Europe/Paris", frozenset({2}), "de")
    assert Change().applied(setting) == setting
    assert Change(at=time(0)).applied(setting) == Setting(time(0), "Europe/Paris", frozenset({2}), "de")
    assert Change(zone="Asia/Tokyo").applied(setting) == Setting(time(21), "Asia/Tokyo", frozenset({2}), "de")
    assert Change(weekdays=frozenset({5}), language="fr").applied(setting) == Setting(
        time(21), "Europe/Paris", frozenset({5}), "fr"
    )
    assert Change(at=time(9)).applied(None) is None
    assert Change(zone="Asia/Tokyo").applied(None) is None
    assert Change(time(9), "Asia/Tokyo").applied(None) == Setting(time(9), "Asia/Tokyo")
