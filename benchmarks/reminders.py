"""How reminders are delivered when very many are due at once: pace, commands meanwhile, memory, claims.

A stand-in for Discord in a process of its own answers on loopback, with the delay that Discord has; the bot
is the real one, with discord.py's own client, a real database and the real pacing. Usage:

    make bench                            about three minutes
    make bench ARGS="--seconds 300"       a longer stretch
    make bench ARGS="--whole"             until the last of a hundred thousand, over forty minutes
"""

import argparse
import asyncio
import logging
import multiprocessing
import resource
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import discord

from alongside.clock import SystemClock
from alongside.content import MIGRATIONS
from alongside.settings import Settings
from alongside.store.opening import open_store
from benchmarks.filling import fill, pad
from bot import create_bot
from cogs.ui.client import AlongsideBot
from cogs.ui.reminders_sender import BATCH, PER_SECOND
from tests.standin.discord_api import GLOBAL_LIMIT, StandIn

# What Discord takes for an answer, roughly.
LATENCY = 0.1
CLAIMS = 40
COMMANDS_EVERY = 0.25
# Left out of the stretch: the first seconds, in which the bot gets going.
WARM_UP = 3.0


def serve(pipe: Connection) -> None:
    """Be Discord until told to stop; then tell when each message came, and what else was counted."""

    async def run() -> None:
        standin = StandIn(latency=LATENCY, any_channel=True)
        await standin.start()
        pipe.send(standin.base)
        while (asked := await asyncio.to_thread(pipe.recv)) != "stop":
            assert asked == "counts"
            pipe.send(([each.at for each in standin.sent], Counter(standin.counts)))
        await standin.stop()

    logging.disable(logging.CRITICAL)  # requests that end with the measuring are no news
    asyncio.run(run())


@contextmanager
def discord_beside() -> Iterator[Connection]:
    """Run the stand-in in a process of its own, and lead discord.py there."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(there,), daemon=True)
    process.start()
    before, discord.http.Route.BASE = discord.http.Route.BASE, here.recv()
    try:
        yield here
    finally:
        discord.http.Route.BASE = before
        here.send("stop")
        process.join(10)


def command(number: int, name: str) -> dict[str, Any]:
    """Return what Discord sends when somebody uses a command in their direct messages."""
    user = {
        "id": str(600_000_000_000_000_000 + number),
        "username": "x",
        "discriminator": "0",
        "avatar": None,
    }
    return {
        "id": str(500_000_000_000_000_000 + number),
        "application_id": "900000000000000001",
        "type": 2,
        "token": f"token{number}",
        "version": 1,
        "data": {"id": "1", "name": name, "type": 1},
        "user": user,
        "channel_id": "1",
        "channel": {"id": "1", "type": 1, "last_message_id": None, "recipients": [user]},
        "locale": "en-US",
        "entitlements": [],
        "authorizing_integration_owners": {},
        "context": 1,
        "app_permissions": "0",
        "attachment_size_limit": 10_000_000,
    }


async def latencies(bot: AlongsideBot, seconds: float) -> list[float]:
    """Use a command every now and then for some seconds; return how long each answer took, in ms."""
    taken, end, number = [], time.perf_counter() + seconds, int(time.perf_counter() * 1000)
    answered: asyncio.Queue[None] = asyncio.Queue()

    async def note(*_: object) -> None:
        answered.put_nowait(None)

    bot.add_listener(note, "on_app_command_completion")
    while time.perf_counter() < end:
        number += 1
        begun = time.perf_counter()
        bot._connection.parse_interaction_create(command(number, "about"))  # type: ignore[arg-type]
        await asyncio.wait_for(answered.get(), 30)
        taken.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(COMMANDS_EVERY)
    bot.remove_listener(note, "on_app_command_completion")
    return taken


def memory() -> float:
    """Return what this process holds, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


async def deliver(folder: Path, people: int, seconds: float, *, whole: bool) -> None:
    """Measure the delivery itself, and commands before and during it."""
    clock = SystemClock()
    due = clock.now().replace(second=0, microsecond=0) - timedelta(minutes=2)
    await fill(folder / "idle", due, 0)
    await fill(folder / "busy", due, people)
    with discord_beside() as pipe:
        idle = create_bot(Settings(data=folder / "idle", shards=1), clock)
        await idle.login("a.b.c")
        await latencies(idle, 2)
        alone = await latencies(idle, min(15.0, seconds / 2))
        await idle.close()
        before = memory()
        busy = create_bot(Settings(data=folder / "busy", shards=1), clock)
        begun = time.time()
        await busy.login("a.b.c")
        meanwhile = await latencies(busy, seconds)
        pipe.send("counts")
        times, counts = await asyncio.to_thread(pipe.recv)
        while whole and len(times) < people:
            await asyncio.sleep(5)
            pipe.send("counts")
            times, counts = await asyncio.to_thread(pipe.recv)
        tell_pace(times, counts, begun, people)
        tell_latency(alone, meanwhile)
        print(f"memory: {before:.0f} MB idle, {memory():.0f} MB while sending")
        await busy.close()


def tell_pace(times: list[float], counts: Counter[str], begun: float, people: int) -> None:
    """Say how many messages arrived a second, over the stretch without its first seconds."""
    stretch = [each for each in times if each > begun + WARM_UP]
    rate = (len(stretch) - 1) / (max(stretch) - min(stretch))
    print(f"{people} due in the same minute; measured over {max(stretch) - min(stretch):.0f} s of it")
    print(f"messages: {rate:.1f} a second; of the {PER_SECOND} they are paced at: {rate / PER_SECOND:.1%}")
    print(f"  of the {GLOBAL_LIMIT} that Discord allows: {rate / GLOBAL_LIMIT:.1%}")
    print(f"  most requests in one second: {counts['busiest']}; limits hit: {counts['429']}")
    print(f"  at this pace all have theirs after {people / rate / 60:.0f} minutes")


def tell_latency(alone: list[float], meanwhile: list[float]) -> None:
    """Say how long a command takes while messages are sent, against an idle bot."""
    for name, pick in (("middle", statistics.median), ("slowest of 20", _slowest)):
        idle, busy = pick(alone), pick(meanwhile)
        print(f"command, {name}: {idle:.1f} ms idle, {busy:.1f} ms while sending: {busy / idle:.2f} times")


def _slowest(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]


async def claims(folder: Path, table: int) -> None:
    """Measure how long a claim takes, with few reminders in the table and with many, by turns."""
    due = SystemClock().now().replace(second=0, microsecond=0) - timedelta(minutes=2)
    stores, taken = [], ([], [])  # type: ignore[var-annotated]
    for name, rows in (("few", 1000), ("many", table)):
        await fill(folder / name, due, 1000)
        pad(folder / name, due, rows - 1000) if rows > 1000 else None
        stores.append(await open_store(folder / name, MIGRATIONS))
    now = SystemClock().now()
    for _ in range(CLAIMS):
        for store, times in zip(stores, taken, strict=True):
            begun = time.perf_counter()
            claimed = await store.deliveries.claim_due(now, BATCH)
            times.append((time.perf_counter() - begun) * 1000)
            assert len(claimed.claimed) == BATCH
    for store in stores:
        await store.close()
    few, many = (statistics.median(times) for times in taken)
    print(
        f"claiming {BATCH}: {few:.1f} ms with 1000 reminders, {many:.1f} ms with {table}: "
        f"{many / few:.2f} times"
    )


async def main() -> None:
    """Measure all of it."""
    parser = argparse.ArgumentParser(prog="benchmarks.reminders", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="how long to measure the sending")
    parser.add_argument("--people", type=int, default=100_000, help="how many reminders are due at once")
    parser.add_argument("--table", type=int, default=1_000_000, help="rows of the larger table")
    parser.add_argument("--whole", action="store_true", help="go on until everybody has theirs")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    with TemporaryDirectory(prefix="alongside-bench-") as folder:
        await claims(Path(folder), options.table)
    with TemporaryDirectory(prefix="alongside-bench-") as folder:
        await deliver(Path(folder), options.people, options.seconds, whole=options.whole)


if __name__ == "__main__":
    asyncio.run(main())
