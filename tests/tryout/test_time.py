"""The clock: the real present, and moving it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest

from alongside.clock import SystemClock
from tests.tryout.running import running
from tests.tryout.standin import StandIn
from tryout.clock import MovableClock
from tryout.words import load_words
from tryout.world import As, StillBusy, World
from tryout.zone import local_zone

MOMENT = timedelta(seconds=5)
NOON = datetime(2027, 5, 4, 12, 0, tzinfo=UTC)


class Wall:
    """A wall clock that a test sets."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time


@asynccontextmanager
async def world(wall: Wall, bot: type[StandIn] = StandIn) -> AsyncIterator[tuple[World, StandIn]]:
    made = World(bot, MovableClock(wall), load_words(), "UTC")
    await made.start()
    try:
        assert isinstance(made.bot, StandIn)
        yield made, made.bot
    finally:
        await made.close()


async def ask_for_later(made: World, minutes: int) -> None:
    channel = made.env.guild.channels["general"]
    await made.people[As.MEMBER].slash(channel, "later", minutes=minutes)


def test_it_starts_at_the_present_and_runs() -> None:
    wall = Wall()
    clock = MovableClock(wall)
    before = clock.now()
    clock.start()
    wall.time += timedelta(seconds=90)

    assert before < NOON
    assert clock.now() == NOON + timedelta(seconds=90)
    assert clock.elapsed == 90


@pytest.mark.parametrize(
    ("named", "linked", "zone"),
    [
        ("Europe/Berlin", "zoneinfo/Asia/Tokyo", "Europe/Berlin"),
        (":Europe/Berlin", "", "Europe/Berlin"),
        ("", "zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("No/Where", "zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("../../etc/passwd", "elsewhere", "UTC"),
        ("", "zoneinfo/Europe", "UTC"),
    ],
)
def test_the_machines_zone_is_found(named: str, linked: str, zone: str, tmp_path: Path) -> None:
    link = tmp_path / "localtime"
    link.symlink_to(tmp_path / linked)

    assert local_zone({"TZ": named}, link) == zone


def test_a_wall_clock_that_is_set_back_takes_nothing_back() -> None:
    wall = Wall()
    clock = MovableClock(wall)
    clock.start()
    wall.time += timedelta(seconds=90)
    clock.advance(clock.elapsed)
    wall.time -= timedelta(hours=1)

    assert clock.now() == NOON + timedelta(seconds=180)


@pytest.mark.parametrize(("step", "length"), [("hour", timedelta(hours=1)), ("day", timedelta(days=1))])
async def test_a_button_moves_the_bots_clock(step: str, length: timedelta) -> None:
    async with running() as it:
        assert abs(it.bot.clock.now() - SystemClock().now()) < MOMENT
        answer = await it.press(step)

        assert answer.status == 200
        assert "has passed" in await answer.text()
        assert abs(it.bot.clock.now() - SystemClock().now() - length) < MOMENT
        assert f'datetime="{it.bot.clock.now():%Y-%m-%dT%H}' in await answer.text()


async def test_timers_fire_at_their_time_within_a_jump() -> None:
    async with running() as it:
        tab = await it.follow("#general")
        inbox = await it.follow("Direct messages")
        for minutes in (50, 10, 90):
            await tab.run("later", minutes=minutes)
        await it.press("hour")
        await inbox.look()

        assert inbox.texts == ["10 minutes later", "50 minutes later"]
        assert [timedelta(0) <= fired - due < MOMENT for due, fired in it.bot.fired] == [True, True]


class Ticking(StandIn):
    """Has something to do every ten minutes, which takes it several steps."""

    async def setup_hook(self) -> None:
        await super().setup_hook()
        self.tick.start()

    async def step(self) -> None:
        for _ in range(5):
            await asyncio.sleep(0)


async def test_a_day_with_many_timers_takes_no_time() -> None:
    async with running(Ticking) as it:
        began = monotonic()
        await it.press("day")

        assert it.bot.ticks == 24 * 6 + 1
        assert monotonic() - began < 3


class Stuck(StandIn):
    """Waits, ten minutes after the start, for something that never comes."""

    async def setup_hook(self) -> None:
        await super().setup_hook()
        self.tick.start()

    async def step(self) -> None:
        if self.ticks > 1:
            await asyncio.Event().wait()


async def test_a_bot_that_gets_stuck_stops_the_clock_and_not_the_try_out() -> None:
    async with world(Wall(), Stuck) as (made, bot):
        made.env.settle_timeout = 0.1
        with pytest.raises(StillBusy):
            await made.move(3600)

        assert made.clock.now() - NOON == timedelta(minutes=10)
        assert bot.ticks == 2
        await made.pulse()
        assert made.places(As.MEMBER)


async def test_real_time_fires_timers_and_counts_once() -> None:
    wall = Wall()
    async with world(wall) as (made, bot):
        await ask_for_later(made, 10)
        await made.pulse()
        assert bot.fired == []
        wall.time += timedelta(minutes=11)
        await made.pulse()

        assert len(bot.fired) == 1
        assert made.clock.now() == NOON + timedelta(minutes=11)


async def test_real_time_after_a_jump_fires_what_the_jump_brought_nearer() -> None:
    wall = Wall()
    async with world(wall) as (made, bot):
        await ask_for_later(made, 70)
        await made.move(3600)
        assert bot.fired == []
        wall.time += timedelta(minutes=10, seconds=1)
        await made.pulse()

        assert len(bot.fired) == 1


async def test_a_short_timer_fires_by_itself_and_counts_once() -> None:
    async with running() as it:
        tab = await it.follow("#general")
        await tab.run("later", minutes=0)

        assert len(it.bot.fired) == 1
        assert abs(it.bot.clock.now() - SystemClock().now()) < MOMENT
