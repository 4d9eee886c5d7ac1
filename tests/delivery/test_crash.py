"""Killed, broken or doubled at any point: each person has exactly one message of a date."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import discord
import pytest

from cogs.ui.client import AlongsideBot
from tests.delivery import process
from tests.delivery.house import ANNA, House, house_in, until
from tests.standin.discord_api import Sent, StandIn, Trouble
from tests.standin.virtual import START, in_virtual_time
from tests.store.kit import FixedClock

ROOT = Path(__file__).parents[2]
MANY = range(800_000_000_000_000_000, 800_000_000_000_000_120)


def die(bot: AlongsideBot) -> None:
    """Let a bot stop where it is, as if its process was gone: nothing is recorded any more."""
    sender = bot.reminders
    for task in [sender._sleeper._task, *sender._under_way.values()]:
        if task is not None:
            task.cancel()


@in_virtual_time
async def test_dead_before_the_claim(tmp_path: Path) -> None:
    """Due while nothing ran: sent by the next process."""
    async with house_in(tmp_path) as house:
        bot = await house.open()
        await house.set(ANNA)
        await until(minutes=59)
        await house.restart(bot, down=10 * 60)
        await until(minutes=1)
        assert len(house.standin.to(ANNA)) == 1


@pytest.mark.parametrize("down", [1, 100, 1000])
@pytest.mark.parametrize("arrived", [True, False])
def test_dead_between_claim_and_mark(tmp_path: Path, down: float, arrived: bool) -> None:
    """Whether the request came through or not: exactly one, within the nonce's life and after it."""

    @in_virtual_time
    async def scenario() -> None:
        async with house_in(tmp_path) as house:
            bot = await house.open()
            await house.set(ANNA)

            async def stop(_: object) -> None:
                die(bot)
                if not arrived:
                    raise ConnectionError

            house.standin.before_sending = None if arrived else stop
            house.standin.after_sending = stop if arrived else None
            await until(hours=1, seconds=30)
            assert len(house.standin.to(ANNA)) == arrived
            house.standin.before_sending = house.standin.after_sending = None
            await house.restart(bot, down)
            await until(minutes=3)
            [sent] = house.standin.to(ANNA)
            reminder = await house.services.reminders.show(ANNA)
            assert reminder is not None
            assert list(reminder.asked.values()) == [START.date()]
            await until(hours=24)
            assert [each.nonce for each in house.standin.to(ANNA)].count(sent.nonce) == 1
            assert len(house.standin.to(ANNA)) == 2

    scenario()


@in_virtual_time
async def test_an_end_that_cannot_be_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is held by somebody while messages go out: they are tried again, by nonce."""
    monkeypatch.setattr("alongside.store.database.BUSY_TIMEOUT_MS", 10)
    async with house_in(tmp_path) as house:
        await house.open()
        await house.set(*MANY[:5])
        with closing(sqlite3.connect(tmp_path / "alongside.db", isolation_level=None)) as other:

            async def hold(_: object) -> None:
                house.standin.after_sending = None
                other.execute("BEGIN IMMEDIATE")
                asyncio.get_running_loop().call_later(20, other.execute, "ROLLBACK")

            house.standin.after_sending = hold
            await until(hours=1, minutes=5)
        assert sorted(each.user for each in house.standin.sent) == list(MANY[:5])
        assert house.standin.counts["repeated"] > 0
        await until(hours=24)
        assert len(house.standin.sent) == 10


@in_virtual_time
async def test_stopped_in_the_middle_of_a_batch(tmp_path: Path) -> None:
    """A host stops the bot while messages go out: each arrives once, before that or after the next start."""
    async with house_in(tmp_path) as house:
        bot = await house.open()
        await house.set(*MANY[:60])
        house.standin.latency = 5
        await until(hours=1)
        while len(house.standin.sent) < 20:
            await until(seconds=0.5)
        assert len(bot.reminders._under_way) > 0
        await house.restart(bot, down=5)
        await until(minutes=5)
        assert sorted(each.user for each in house.standin.sent) == list(MANY[:60])


@in_virtual_time
async def test_two_processes_on_one_database(tmp_path: Path) -> None:
    """Both look at the same time; everybody has one, and no request was made twice."""
    async with house_in(tmp_path) as house:
        first = await house.open()
        await house.open()
        await house.set(*MANY)
        first.reminders.wake()
        await until(hours=2)
        assert sorted(each.user for each in house.standin.sent) == list(MANY)
        assert house.standin.counts["tried"] == len(MANY)


@in_virtual_time
async def test_one_of_two_processes_dies(tmp_path: Path) -> None:
    """What it had claimed is sent by the other one, once."""
    async with house_in(tmp_path) as house:
        first = await house.open()
        await house.set(*MANY[:40])

        async def stop(sent: Sent) -> None:
            if len(house.standin.sent) == 5:
                die(first)
                await house.open()

        house.standin.after_sending = stop
        await until(hours=2)
        assert sorted(each.user for each in house.standin.sent) == list(MANY[:40])


@pytest.mark.parametrize(
    ("down", "late", "sent"),
    [
        (timedelta(minutes=10), timedelta(minutes=10), 1),
        (timedelta(hours=2, minutes=50), timedelta(hours=3), 1),
        (timedelta(hours=5), None, 0),
        (timedelta(days=7), timedelta(minutes=1), 1),
        (timedelta(days=7, hours=5), None, 0),
    ],
    ids=str,
)
def test_after_downtime(tmp_path: Path, down: timedelta, late: timedelta | None, sent: int) -> None:
    """Under three hours late one is sent, later none; never more than one, and then as always."""

    @in_virtual_time
    async def scenario() -> None:
        async with house_in(tmp_path) as house:
            bot = await house.open()
            await house.set(*MANY[:3])
            await until(minutes=58)
            await house.restart(bot, down.total_seconds())
            await until(minutes=3)
            assert len(house.standin.sent) == 3 * sent
            if late is not None:
                due = START.timestamp() + 3600
                assert all(
                    (each.at - due) % 86_400 <= late.total_seconds() + 60 for each in house.standin.sent
                )
            # A slot later, and nothing was made up for.
            await until(hours=24)
            assert len(house.standin.sent) == 3 * (sent + 1)

    scenario()


@in_virtual_time
async def test_down_in_the_middle_of_a_retry(tmp_path: Path) -> None:
    """What was to be tried again is, by the next process."""
    async with house_in(tmp_path) as house:
        bot = await house.open()
        await house.set(ANNA)
        house.standin.troubles.append(Trouble(503, created=True))
        await until(minutes=59, seconds=59)
        while not house.standin.sent:
            await until(seconds=1)
        await until(seconds=1)
        await house.restart(bot, down=600)
        await until(minutes=2)
        assert len(house.standin.to(ANNA)) == 1
        assert house.standin.counts["looked"] == 1


@pytest.mark.parametrize("where", ["claimed", "sent"])
async def test_kill_9(tmp_path: Path, where: str) -> None:
    """A real process, really killed: after the claim, or after Discord has the message. One arrives."""
    clock = FixedClock(START)
    standin = StandIn(now=lambda: clock.now().timestamp())
    await standin.start()
    house = House(tmp_path, standin, clock)
    before, discord.http.Route.BASE = discord.http.Route.BASE, standin.base
    try:
        bot = await house.open()
        await house.set(ANNA)
        await house.close(bot)
        clock.move(timedelta(hours=1, minutes=1))
        killed = asyncio.Event()
        child = _sending(tmp_path, standin.base, clock)

        async def kill(_: object) -> None:
            child.send_signal(signal.SIGKILL)
            await asyncio.to_thread(child.wait)
            standin.before_sending = standin.after_sending = None
            killed.set()
            if where == "claimed":
                raise ConnectionError

        standin.before_sending = kill if where == "claimed" else None
        standin.after_sending = kill if where == "sent" else None
        await asyncio.wait_for(killed.wait(), 30)
        assert child.returncode == -signal.SIGKILL
        assert len(standin.to(ANNA)) == (where == "sent")
        clock.move(timedelta(seconds=50))
        tried = standin.counts["tried"]
        bot = await house.open()
        while standin.counts["tried"] == tried:  # noqa: ASYNC110 - another server's counter
            await asyncio.sleep(0.005)
        await bot.reminders.stop()
        await house.close(bot)
        assert len(standin.to(ANNA)) == 1
        assert standin.counts["repeated"] == (where == "sent")
    finally:
        discord.http.Route.BASE = before
        await standin.stop()


def _sending(folder: Path, base: str, clock: FixedClock) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", process.__file__, str(folder), base, clock.now().isoformat()],
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
