"""Later today, or some days on."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.clock import from_seconds
from alongside.errors import UserError
from alongside.putting_off import Break, Snooze, pause_end, read_day, snoozed_until
from alongside.reminding import Setting
from alongside.schedule import zones

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 23)
ZONES = st.sampled_from(sorted(zones()))
INSTANTS = st.integers(1_767_225_600, 1_861_920_000).map(from_seconds)


def berlin(hour: int, minute: int = 0) -> datetime:
    """Return an instant of that day in Berlin."""
    return datetime(2026, 11, 23, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (berlin(9), berlin(20)),
        (berlin(19, 30), berlin(20)),
        (berlin(19, 31), berlin(22)),
        (berlin(21, 0), berlin(22)),
        (berlin(22, 0), berlin(23, 30)),
        (berlin(23, 10), berlin(23, 40)),
    ],
)
def test_this_evening(now: datetime, then: datetime) -> None:
    """Eight, where that is ahead; else ten, half past eleven, or half an hour on."""
    assert snoozed_until(Snooze.EVENING, "Europe/Berlin", now) == then


@given(ZONES, INSTANTS, st.sampled_from(Snooze))
def test_it_is_ahead_and_on_the_same_day(zone: str, now: datetime, snooze: Snooze) -> None:
    """At least a quarter of an hour, and never as long as a day."""
    wait = snoozed_until(snooze, zone, now) - now
    assert timedelta(minutes=15) <= wait < timedelta(hours=22)


@given(ZONES, st.dates(date(2026, 1, 1), date(2028, 12, 31)))
def test_a_pause_leaves_out_all_days_before(zone: str, day: date) -> None:
    """It ends as that day begins; where midnight is skipped, as soon as there is that day."""
    end = pause_end(Setting(time(9), zone), day).astimezone(ZoneInfo(zone))
    before = (end.astimezone(UTC) - timedelta(seconds=1)).astimezone(ZoneInfo(zone))
    assert before.date() < day or before.time() > end.time()  # clocks that went back over midnight
    assert end.date() >= day


def test_lengths() -> None:
    """Days each, and one without an end."""
    assert [each.days for each in Break] == [1, 3, 7, 14, 30, None]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-12-24", date(2026, 12, 24)),
        (" 2026-12-4 ", date(2026, 12, 4)),
        ("24.12.2026", date(2026, 12, 24)),
        ("24. 12.", date(2026, 12, 24)),
        ("1.2.", date(2027, 2, 1)),
        ("23.11.", date(2027, 11, 23)),
        ("29.2.2028", date(2028, 2, 29)),
    ],
)
def test_dates_as_people_write_them(written: str, day: date) -> None:
    """Without a year it is the next one."""
    assert read_day(written, TODAY) == day


@pytest.mark.parametrize("written", ["", "soon", "30.2.2027", "2027-13-01", "12/24", "24", "24.12.26"])
def test_what_is_no_date(written: str) -> None:
    """It says so."""
    with pytest.raises(UserError, match="date-unread"):
        read_day(written, TODAY)


@pytest.mark.parametrize("written", ["2026-11-23", "2020-01-01", "9999-01-01"])
def test_what_is_not_ahead(written: str) -> None:
    """Today, the past, and what is more than two years away."""
    assert read_day("2028-11-22", TODAY)
    with pytest.raises(UserError, match="date-not-ahead"):
        read_day(written, TODAY)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_kind_word(written: str) -> None:
    """Nothing else comes of it."""
    try:
        found = read_day(written, TODAY)
    except UserError:
        return
    assert found > TODAY
