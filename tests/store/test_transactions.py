"""One writer, readers that only read, and what a full disk, a lock or a cancelled click leave behind."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from alongside.errors import StoreBroken, StoreBusy, StoreFull
from alongside.model import Kept, Purpose, Reflection
from alongside.store.database import translated
from alongside.store.opening import Store
from tests.store.kit import ANNA, BEN, NOON, agree, contents_of, database_in, draft_of, keep, opened, sql


@pytest.fixture
async def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Store]:
    """An open store that hardly waits for locks, with two people who agreed."""
    monkeypatch.setattr("alongside.store.database.BUSY_TIMEOUT_MS", 30)
    async with opened(tmp_path) as store:
        for user in (ANNA, BEN):
            await agree(store, user)
        yield store


async def test_pragmas(store: Store) -> None:
    """Every connection is as safe as it was meant to be."""

    async def ask(pragma: str, *, write: bool) -> object:
        async with store.database.write() if write else store.database.read() as connection:
            row = await (await connection.execute(f"PRAGMA {pragma}")).fetchone()
            assert row is not None
            return row[0]

    assert await ask("journal_mode", write=True) == "wal"
    assert await ask("synchronous", write=True) == 2
    assert await ask("secure_delete", write=True) == 1
    for write in (True, False):
        assert await ask("foreign_keys", write=write) == 1
        assert await ask("busy_timeout", write=write) == 30
    assert await ask("query_only", write=False) == 1


async def test_one_rollback_leaves_the_other_write(store: Store) -> None:
    """Of two writes at once, one that fails takes nothing of the other with it."""
    inside = asyncio.Event()

    async def fails() -> None:
        async with store.database.write() as connection:
            await connection.execute("INSERT INTO meta VALUES ('fails', 'x')")
            inside.set()
            await asyncio.sleep(0.02)
            raise RuntimeError("stop")

    async def works() -> None:
        await inside.wait()
        async with store.database.write() as connection:
            await connection.execute("INSERT INTO meta VALUES ('works', 'x')")

    results = await asyncio.gather(fails(), works(), return_exceptions=True)
    assert isinstance(results[0], RuntimeError)
    assert results[1] is None
    assert await store.meta.get("fails") is None
    assert await store.meta.get("works") == "x"


async def test_many_writes_at_once_are_all_there(store: Store) -> None:
    """Clicks of many people at once wait for each other; each is whole."""
    await asyncio.gather(
        *(keep(store, (ANNA, BEN)[n % 2], draft_of(f"{n:x}", note=f"{n}")) for n in range(40))
    )
    for user in (ANNA, BEN):
        entries = await store.reflections.all_of(user)
        assert len(entries) == 20
        assert all(isinstance(e, Reflection) and e.check_in.note == str(int(e.id, 16)) for e in entries)


async def test_pressing_keep_many_times_at_once_keeps_once(store: Store) -> None:
    """Exactly one of several wishes at the same moment keeps; the others find it kept."""
    await store.drafts.add(ANNA, draft_of("a1"))
    results = await asyncio.gather(*(store.reflections.keep(ANNA, "a1", NOON) for _ in range(8)))
    assert sorted(result.name for result in results) == ["BEFORE"] * 7 + ["NOW"]
    assert await store.reflections.count(ANNA) == 1


async def test_readers_see_nothing_unfinished_and_do_not_wait(store: Store) -> None:
    """While a write is under way, reading answers at once, with what was there before."""
    async with store.database.write() as connection:
        await connection.execute("INSERT INTO meta VALUES ('half', 'x')")
        assert await asyncio.wait_for(store.meta.get("half"), 1) is None
    assert await store.meta.get("half") == "x"


async def test_a_reader_cannot_write(store: Store) -> None:
    """A reading connection refuses to change anything, and still reads afterwards."""
    for statement in ("INSERT INTO meta VALUES ('a', 'b')", "DELETE FROM person", "DROP TABLE meta"):
        with pytest.raises(StoreBroken):
            async with store.database.read() as connection:
                await connection.execute(statement)
    assert await store.meta.get("a") is None
    assert await store.consents.get(ANNA, Purpose.HISTORY) is not None


async def test_a_cancelled_write_leaves_nothing(store: Store) -> None:
    """A write that is cancelled half way is rolled back, and the next one works."""
    inside = asyncio.Event()

    async def half() -> None:
        async with store.database.write() as connection:
            await connection.execute("INSERT INTO meta VALUES ('half', 'x')")
            inside.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(half())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await store.meta.get("half") is None
    await store.meta.set("whole", "x")
    assert await store.meta.get("whole") == "x"


async def test_a_write_cancelled_at_any_moment_leaves_the_store_working(store: Store, tmp_path: Path) -> None:
    """Wherever the cancellation falls, it is all or nothing, and the very next write works."""
    for delay in range(40):
        record = f"c{delay:x}"
        task = asyncio.create_task(keep(store, ANNA, draft_of(record, note=record)))
        for _ in range(delay):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        await store.meta.set("last", record)
        draft = await store.drafts.get(ANNA, record)
        assert draft is None or await store.reflections.get(ANNA, record) is None
    assert sql(database_in(tmp_path), "SELECT value FROM meta WHERE name = 'last'") == [("c27",)]


async def test_a_write_cancelled_while_it_waits_for_a_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who gave up before the lock was free holds no transaction open afterwards."""
    monkeypatch.setattr("alongside.store.database.BUSY_TIMEOUT_MS", 2000)
    async with opened(tmp_path) as store:
        path = database_in(tmp_path)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            task = asyncio.create_task(store.meta.set("gave up", "x"))
            await asyncio.sleep(0.05)
            task.cancel()
            # It may only end once the lock is free.
            await asyncio.wait([task], timeout=0.05)
            other.execute("COMMIT")
        await asyncio.wait([task])
        await asyncio.sleep(0.15)
        sql(path, "INSERT INTO meta VALUES ('somebody else', 'x')")
        await store.meta.set("next", "x")
        assert await store.meta.get("next") == "x"
        assert await store.meta.get("gave up") is None


async def test_a_full_disk_loses_nothing(store: Store, tmp_path: Path) -> None:
    """Where there is no room nothing is written and nothing is lost; with room again, all goes on."""
    await keep(store, ANNA, draft_of("a1", note="kept before"))
    await store.drafts.add(ANNA, draft_of("b2", note="small"))
    before = contents_of(database_in(tmp_path))
    async with store.database.write() as connection:
        row = await (await connection.execute("PRAGMA page_count")).fetchone()
        assert row is not None
        await connection.execute(f"PRAGMA max_page_count = {row[0]}")
    for _ in range(2):
        with pytest.raises(StoreFull):
            await store.drafts.add(ANNA, draft_of("c3", note="x" * 100_000))
        with pytest.raises(StoreFull):
            await store.drafts.change(ANNA, "b2", lambda _: draft_of("b2", note="x" * 100_000))
        assert contents_of(database_in(tmp_path)) == before
    found = await store.reflections.get(ANNA, "a1")
    assert isinstance(found, Reflection)
    assert found.check_in.note == "kept before"
    async with store.database.write() as connection:
        await connection.execute("PRAGMA max_page_count = 1000000")
    await keep(store, ANNA, draft_of("c3", note="x" * 100_000))
    assert await store.reflections.keep(ANNA, "b2", NOON) is Kept.NOW


@pytest.mark.parametrize("kind", ["IMMEDIATE", "EXCLUSIVE"])
async def test_a_lock_of_another_process(store: Store, tmp_path: Path, kind: str) -> None:
    """While another process writes, one is told to wait, reads what is there, and loses nothing."""
    await keep(store, ANNA, draft_of("a1"))
    await store.drafts.add(ANNA, draft_of("b2"))
    with closing(sqlite3.connect(database_in(tmp_path), isolation_level=None)) as other:
        other.execute(f"BEGIN {kind}")
        with pytest.raises(StoreBusy):
            await store.reflections.keep(ANNA, "b2", NOON)
        with pytest.raises(StoreBusy):
            await store.erasure.erase(ANNA)
        assert await store.reflections.count(ANNA) == 1
        other.execute("ROLLBACK")
    assert await store.reflections.keep(ANNA, "b2", NOON) is Kept.NOW


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SQLITE_BUSY", StoreBusy),
        ("SQLITE_BUSY_SNAPSHOT", StoreBusy),
        ("SQLITE_LOCKED", StoreBusy),
        ("SQLITE_FULL", StoreFull),
        ("SQLITE_IOERR_WRITE", StoreBroken),
        ("SQLITE_CORRUPT", StoreBroken),
        ("SQLITE_READONLY", StoreBroken),
    ],
)
def test_what_sqlite_says_becomes_what_a_person_reads(name: str, expected: type[Exception]) -> None:
    """Extended codes count as their primary one."""
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = getattr(sqlite3, name)
    assert type(translated(error)) is expected
    assert type(translated(sqlite3.OperationalError("no code"))) is StoreBroken
