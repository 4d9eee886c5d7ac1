"""Connections and transactions: one writer, a few readers, one way to fail.

Two coroutines on one connection would share a transaction, so that one's rollback erased the
other's write. Hence one writing connection behind a lock, and readers that may only read.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

import aiosqlite

from alongside.errors import StoreBroken, StoreBusy, StoreError, StoreFull
from alongside.store.migrations import remove_copies

# Discord gives an interaction three seconds: a lock is waited for a good deal shorter than that.
BUSY_TIMEOUT_MS = 1500
READERS = 2

Value: TypeAlias = str | int | bytes | None


class Database:
    """An open SQLite database in WAL mode. Made by `open_database`, closed by `close`."""

    def __init__(self, path: Path, writer: aiosqlite.Connection, readers: list[aiosqlite.Connection]) -> None:
        self.path = path
        self._writer = writer
        self._write_lock = asyncio.Lock()
        self._readers = readers
        self._idle: asyncio.Queue[aiosqlite.Connection] = asyncio.Queue()
        for reader in readers:
            self._idle.put_nowait(reader)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[aiosqlite.Connection]:
        """Run a transaction: committed at the end, rolled back whole where anything is raised.

        Raises StoreBusy, StoreFull or StoreBroken; then nothing was written.
        """
        async with self._write_lock:
            try:
                await self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
                await self._writer.execute("COMMIT")
            except BaseException as error:
                await self._roll_back()
                if isinstance(error, sqlite3.Error):
                    raise translated(error) from error
                raise

    async def _roll_back(self) -> None:
        # Queued behind whatever a cancelled coroutine left with the connection's thread, so that even
        # a BEGIN that nobody waits for any more is undone. It does nothing where no transaction is open.
        await asyncio.shield(self._writer.rollback())

    @asynccontextmanager
    async def read(self) -> AsyncIterator[aiosqlite.Connection]:
        """Lend a connection that can only read. Raises StoreBusy or StoreBroken."""
        connection = await self._idle.get()
        try:
            yield connection
        except sqlite3.Error as error:
            raise translated(error) from error
        finally:
            self._idle.put_nowait(connection)

    async def forget_deleted(self) -> None:
        """Move the log into the database and empty it, so that what was deleted is in neither.

        `secure_delete` overwrites in the database file; the write-ahead log would keep old pages.
        Raises StoreBusy while another process still reads them.
        """
        async with self._write_lock:
            try:
                row = await fetch_one(self._writer, "PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.Error as error:
                raise translated(error) from error
        if row is None or row[0] != 0:
            raise StoreBusy

    async def remove_old_copies(self, before: datetime) -> int:
        """Delete the copies of this database from before migrations that are older than an instant."""
        return await asyncio.to_thread(remove_copies, self.path, before)

    async def close(self) -> None:
        """Close every connection; the last one folds the log into the file."""
        async with self._write_lock:
            for reader in self._readers:
                await reader.close()
            await self._writer.close()


async def open_database(path: Path) -> Database:
    """Open the database at `path` with its pragmas; the schema is the migrations' business.

    Raises sqlite3.Error where the file cannot be opened or is no database.
    """
    opened: list[aiosqlite.Connection] = []
    try:
        writer = await _connect(path, opened)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            await fetch_all(writer, f"PRAGMA {pragma}")
        readers = [await _connect(path, opened) for _ in range(READERS)]
        for reader in readers:
            await fetch_all(reader, "PRAGMA query_only = ON")
    except BaseException:
        for connection in opened:
            await connection.close()
        raise
    return Database(path, writer, readers)


async def _connect(path: Path, opened: list[aiosqlite.Connection]) -> aiosqlite.Connection:
    connection = aiosqlite.connect(path, isolation_level=None)
    # Should the process end without close(), the connection's thread must not hold it up.
    connection._thread.daemon = True  # aiosqlite offers no public way
    await connection
    opened.append(connection)
    await fetch_all(connection, "PRAGMA foreign_keys = ON")
    await fetch_all(connection, f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    return connection


async def fetch_one(connection: aiosqlite.Connection, sql: str, *values: Value) -> tuple[Any, ...] | None:
    """Run a query and return its first row, or None."""
    rows = await fetch_all(connection, sql, *values)
    return rows[0] if rows else None


async def fetch_all(connection: aiosqlite.Connection, sql: str, *values: Value) -> list[tuple[Any, ...]]:
    """Run a query to its end and return all rows.

    A cursor that was not read to its end would stay open: it holds up a commit, and keeps old pages
    in the log.
    """
    return [tuple(row) for row in await connection.execute_fetchall(sql, values)]


def translated(error: sqlite3.Error) -> StoreError:
    """Return what to tell the person, for what SQLite said."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy()
    if primary == sqlite3.SQLITE_FULL:
        return StoreFull()
    return StoreBroken()
