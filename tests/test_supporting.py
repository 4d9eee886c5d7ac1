"""The rules of a support channel: who is wanted, who may come, when somebody is likely to be there."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.supporting import (
    LEFT,
    WITH,
    Claimed,
    Presence,
    Quiet,
    State,
    SupportSpace,
    after_arrival,
    ask_how_they_are,
    idle_since,
    is_there,
    refusal,
    seeks_helper,
    waits,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PRESENCES = st.lists(st.sampled_from(Presence), max_size=4)
TIMES = st.times().map(lambda each: each.replace(second=0, microsecond=0, tzinfo=None))


def test_a_card_is_out_where_somebody_is_wanted_and_nowhere_else() -> None:
    """With nobody there, or where one who is there asks; never while one is coming, never once closed."""
    cases: list[tuple[tuple[Presence, ...], bool]] = [
        ((), True),
        ((Presence.HERE,), False),
        ((Presence.COMING,), False),
        ((Presence.BACKUP,), True),
        ((Presence.HANDING,), True),
        ((Presence.RELIEVED,), True),
        ((Presence.BACKUP, Presence.COMING), False),
        ((Presence.STEPPING,), True),
        ((Presence.LEAVING, Presence.ENDED, Presence.STEPPED), True),
        ((Presence.HERE, Presence.STEPPED), False),
    ]
    for presences, wanted in cases:
        assert seeks_helper(State.OPEN, presences) is wanted, presences
        for state in (State.OPENING, State.CLOSING, State.CLOSED):
            assert not seeks_helper(state, presences)


@given(PRESENCES)
def test_who_waits_is_wanted_for(presences: list[Presence]) -> None:
    """Nobody is left waiting without a card."""
    if waits(State.OPEN, presences):
        assert seeks_helper(State.OPEN, presences)


@given(PRESENCES)
def test_an_arrival_answers_every_wish(presences: list[Presence]) -> None:
    """Once somebody has come, and those who leave are out, nobody else is wanted."""
    after = [after_arrival(each) for each in presences if each is not Presence.COMING]
    settled = [LEFT.get(each, each) for each in after]
    assert not seeks_helper(State.OPEN, [*settled, Presence.HERE])


def test_the_first_reason_counts() -> None:
    """What somebody is told is decided in one order, over everything there can be."""
    options = product(State, (True, False), (None, *Presence), ((), (Presence.HERE,)), (0, 2))
    for state, own, mine, others, held in options:
        told = refusal(state, own, mine, others, held, 2)
        if own:
            assert told is Claimed.OWN
        elif state is not State.OPEN:
            assert told is Claimed.GONE
        elif mine in WITH or mine is Presence.COMING:
            assert told is Claimed.BEFORE
        elif mine not in (None, Presence.STEPPED):
            assert told is Claimed.LEFT
        elif others:
            assert told is Claimed.TAKEN
        else:
            assert told is (Claimed.FULL if held else None)


def test_every_presence_is_one_of_three() -> None:
    """There, leaving, or gone: no state was forgotten in one of the rules."""
    for each in Presence:
        kinds = (is_there(each), each in LEFT, each in LEFT.values())
        assert sum(kinds) == 1, each


def test_a_helper_is_asked_how_they_are() -> None:
    """At their limit, or after three within a day; not for what lies longer back."""
    recent = [NOON - timedelta(hours=hours) for hours in (1, 5, 23)]
    assert ask_how_they_are(2, 2, [], NOON)
    assert ask_how_they_are(0, 2, recent, NOON)
    assert not ask_how_they_are(1, 2, recent[:2], NOON)
    assert not ask_how_they_are(1, 2, [*recent[:2], NOON - timedelta(hours=24)], NOON)


def test_idle_is_counted_from_the_last_word() -> None:
    """On the day, not before."""
    assert idle_since(NOON, NOON + timedelta(days=7), 7)
    assert not idle_since(NOON, NOON + timedelta(days=7, seconds=-1), 7)


@pytest.mark.parametrize(
    ("clock", "until"),
    [("21:59", None), ("22:00", "08:00"), ("23:30", "08:00"), ("03:00", "08:00"), ("08:00", None)],
)
def test_quiet_hours_over_midnight(clock: str, until: str | None) -> None:
    """From ten in the evening until eight, in the server's own zone."""
    zone = ZoneInfo("Europe/Berlin")
    quiet = Quiet("Europe/Berlin", time(22), time(8))
    now = datetime.combine(NOON.date(), time.fromisoformat(clock), zone).astimezone(UTC)
    opens = quiet.next_open(now)
    assert (None if opens is None else f"{opens.astimezone(zone):%H:%M}") == until
    if opens is not None:
        assert timedelta(0) < opens - now <= timedelta(hours=10)
        assert opens.tzinfo is UTC


def test_quiet_hours_within_a_day_and_when_clocks_change() -> None:
    """At noon, and in the night in which an hour is skipped."""
    assert Quiet("UTC", time(11), time(13)).next_open(NOON) == NOON + timedelta(hours=1)
    assert Quiet("UTC", time(13), time(14)).next_open(NOON) is None
    skipped = Quiet("Europe/Berlin", time(22), time(2, 30))
    now = datetime(2026, 3, 28, 23, tzinfo=UTC)  # midnight in Berlin; at two it is three at once
    opens = skipped.next_open(now)
    assert opens is not None
    assert timedelta(hours=1) <= opens - now <= timedelta(hours=3)


def test_quiet_hours_in_the_hour_that_comes_twice() -> None:
    """At half past two for the second time, a quarter to three is a quarter of an hour away."""
    now = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    quiet = Quiet("Europe/Berlin", time(22), time(2, 45))
    assert quiet.next_open(now) == now + timedelta(minutes=15)


@given(TIMES, TIMES, st.integers(0, 3 * 365 * 1440).map(lambda minutes: NOON + timedelta(minutes=minutes)))
def test_quiet_hours_end(begins: time, ends: time, now: datetime) -> None:
    """Whatever they are, their end is later than now and at most about a day away."""
    for zone in ("UTC", "America/New_York", "Asia/Kolkata", "Pacific/Chatham"):
        opens = Quiet(zone, begins, ends).next_open(now)
        assert opens is None or timedelta(0) < opens - now <= timedelta(hours=25)


def test_a_zone_that_is_not_known_any_more_has_no_quiet_hours() -> None:
    """The lists of zones differ between machines and years; nobody's request is to fail on that."""
    assert Quiet("Europe/Gone", time(0), time(23, 59)).next_open(datetime(2026, 1, 1, 12, tzinfo=UTC)) is None


def test_a_channel_is_ready_with_all_three_places() -> None:
    """Panel, helpers' channel and role; everything else may follow."""
    assert SupportSpace(1, channel_id=2, helper_channel_id=3, role_id=4).ready
    whole = SupportSpace(1, channel_id=2, helper_channel_id=3, role_id=4)
    for part in (replace(whole, channel_id=None), replace(whole, helper_channel_id=None)):
        assert not part.ready
    assert not replace(whole, role_id=None).ready
