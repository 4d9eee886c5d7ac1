"""How long it takes to list, search and look back on one's own, and whether others' entries slow it down.

python -m benchmarks.reflections [entries of others]

One database holds the entries of three people and nothing else. A second one holds the same rows, spread
evenly among those of others. Each thing is done in both, by turns, and the quickest of each are compared:
whatever else the machine does makes things slower, never quicker.
"""

import asyncio
import os
import shutil
import sqlite3
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from alongside.content import MIGRATIONS, Content, load_content
from alongside.looking import Wanted
from alongside.model import CONSENT_VERSION, Category, CheckIn, Leaning, Part, Purpose, Reflection, Retention
from alongside.services.reflections import ReflectionService
from alongside.services.trends import TrendsService
from alongside.services.voice import Voice
from alongside.store.opening import DATABASE_NAME, Store, open_store
from alongside.store.sealing import new_key
from alongside.trends import Reach

OWN = (10, 1_000, 10_000)
OTHERS = 1_000_000
# How many others there are to each entry of theirs.
EACH_OTHER = 100
# What takes less than this many seconds is done more often: a moment's disturbance weighs more there.
SHORT, RUNS, SHORT_RUNS = 0.05, 7, 60
MOST_TIMES = 1.5
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROW = "INSERT INTO reflection (owner, id, created_at, body, label, note) VALUES (?, ?, ?, ?, ?, ?)"
# About as long as what is sealed of a check-in with a short note.
BODY, CELL, NOTE = 541, 93, 221

Action = Callable[[Store, int], Awaitable[object]]


class Noon:
    """A clock that stands still."""

    def now(self) -> datetime:
        """Return the instant."""
        return NOW


def entry(number: int, content: Content) -> Reflection:
    """Return a check-in with five answers, one of forty labels, and a note."""
    asked = [content.bank("en").of(part)[0] for part in Part]
    answers = {question.id: (number + at) % 4 for at, question in enumerate(asked)}
    words = "we met by the lake" if number % 100 == 7 else "I asked what would help, and listened to it"
    check_in = CheckIn(answers, Category.FRIEND, f"label {number % 40}", f"{number}: {words}. " * 2)
    return Reflection(f"{number:016x}", NOW - timedelta(hours=number), check_in)


async def fill(folder: Path, content: Content, key: bytes) -> None:
    """Make a database with the entries of one person for each number in OWN."""
    store = await open_store(folder, MIGRATIONS, key)
    for count in OWN:
        await store.consents.give(count, Purpose.HISTORY, CONSENT_VERSION, Retention.ALWAYS, NOW)
        await store.bringing.add(count, [entry(number, content) for number in range(count)], {})
    await store.close()


def spread(folder: Path, to: Path, others: int) -> None:
    """Copy a database, with its rows spread evenly among so many of others."""
    shutil.copytree(folder, to)
    with closing(sqlite3.connect(to / DATABASE_NAME, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
            connection.execute(f"PRAGMA {pragma}")
        own = connection.execute("SELECT * FROM reflection ORDER BY created_at").fetchall()
        connection.execute("DELETE FROM reflection")
        connection.execute("BEGIN")
        people = max(1, others // EACH_OTHER)
        tags = [os.urandom(32).hex() for _ in range(people)]
        cells = [(tag, os.urandom(60), "") for tag in tags]
        connection.executemany("INSERT INTO person VALUES (?, ?, ?)", cells)
        connection.executemany(ROW, _mixed(own, tags, others))
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")


def _mixed(own: list[tuple[object, ...]], tags: list[str], others: int) -> Iterator[tuple[object, ...]]:
    began, noise = int(NOW.timestamp()) - others, os.urandom(1 << 20)
    placed = 0
    for number in range(others):
        while placed < len(own) * number // others:
            yield own[placed]
            placed += 1
        at = number * 37 % (len(noise) - BODY)
        cell, note = noise[at : at + CELL], noise[at : at + NOTE]
        yield tags[number % len(tags)], f"{number:016x}", began + number, noise[at : at + BODY], cell, note
    yield from own[placed:]


def actions(content: Content) -> dict[str, Action]:
    """Return what is measured, by name."""

    def finding(wanted: Wanted, page: int = 0) -> Action:
        return lambda store, user: ReflectionService(store, Noon(), content).page(user, page, wanted)

    async def drawn(store: Store, user: int) -> object:
        service = TrendsService(store, Noon())
        trends = await service.look(user, Reach.ALL, content.bank("en"))
        return await service.pictures(trends, Voice.of(content, content.texts.speaker("en")))

    leaning = Wanted(part=Part.EMOTIONS, leaning=Leaning.RESCUING)
    return {
        "list, newest page": finding(Wanted()),
        "list, oldest page": finding(Wanted(), 1 << 30),
        "search for words": finding(Wanted(words="lake")),
        "filter by leaning": finding(leaning),
        "labels, a keystroke": lambda store, user: ReflectionService(store, Noon(), content).labels(
            user, "9"
        ),
        "trends, all": lambda store, user: TrendsService(store, Noon()).look(
            user, Reach.ALL, content.bank("en")
        ),
        "trends, with pictures": drawn,
    }


async def seconds(action: Action, store: Store, user: int) -> float:
    """Return how long it takes once."""
    began = perf_counter()
    await action(store, user)
    return perf_counter() - began


async def longest_wait(action: Action, store: Store, user: int) -> float:
    """Return for how long, at worst, nobody else got an answer while this was done."""
    task, worst = asyncio.ensure_future(action(store, user)), 0.0
    while not task.done():
        began = perf_counter()
        await asyncio.sleep(0.001)
        worst = max(worst, perf_counter() - began)
    await task
    return worst


async def compare(alone: Store, among: Store, content: Content) -> bool:
    """Print a line for each thing and number of entries. Returns whether others slow nothing down."""
    fine = True
    print(f"{'':22} {'own':>7} {'alone':>10} {'among':>10} {'times':>6} {'longest wait':>13}")
    for name, action in actions(content).items():
        for user in OWN:
            warm = max([await seconds(action, store, user) for store in (alone, among)])
            runs = SHORT_RUNS if warm < SHORT else RUNS
            first = second = float("inf")
            for _ in range(runs):
                first = min(first, await seconds(action, alone, user))
                second = min(second, await seconds(action, among, user))
            wait = await longest_wait(action, among, user)
            times = second / first
            fine = fine and times <= MOST_TIMES
            print(
                f"{name:22} {user:>7,} {first * 1000:>7.1f} ms {second * 1000:>7.1f} ms "
                f"{times:>6.2f} {wait * 1000:>10.1f} ms"
            )
    return fine


async def main(others: int) -> int:
    """Make both databases and compare them. Returns 1 where others slow something down too much."""
    content, key = load_content(), new_key()
    with TemporaryDirectory(prefix="alongside-") as name:
        folder, mixed = Path(name) / "alone", Path(name) / "among"
        await fill(folder, content, key)
        began = perf_counter()
        spread(folder, mixed, others)
        print(f"{others:,} entries of others written in {perf_counter() - began:.0f} s")
        alone, among = [await open_store(each, MIGRATIONS, key) for each in (folder, mixed)]
        try:
            fine = await compare(alone, among, content)
        finally:
            await alone.close()
            await among.close()
    verdict = "at most" if fine else "MORE than"
    print(f"Among {others:,} of others each takes {verdict} {MOST_TIMES} times as long.")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else OTHERS)))
