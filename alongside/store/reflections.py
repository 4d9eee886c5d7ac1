"""Check-ins that were kept."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import aiosqlite

from alongside.clock import from_seconds, to_seconds
from alongside.errors import Unsealable
from alongside.model import CheckIn, Kept, Purpose, Reflection, Retention, Unreadable
from alongside.moments import local_day
from alongside.store.database import Database, fetch_all, fetch_one
from alongside.store.drafts import find_draft
from alongside.store.entries import COLUMNS, SealedEntry, open_entry, seal_entry
from alongside.store.people import People
from alongside.store.sealing import Sealer

TABLE = "reflection"
_DAY = 86_400
# So many are read and opened at a time: others get their turn with the database in between.
BATCH = 500
# The times of entries lie between these.
_FIRST, _LAST = 0, 1 << 40


@dataclass(frozen=True)
class Looked:
    """A batch that was looked through: the ids of those that were wanted, newest first.

    `count` is how many it were, `unreadable` how many of them could not be opened.
    """

    wanted: list[str]
    count: int
    unreadable: int


class Reflections:
    """Reflections by person and id; nobody's is found through somebody else's key."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def keep(self, user_id: int, record: str, now: datetime, zone: str | None = None) -> Kept:
        """Turn a draft into a reflection of the same id, all at once; a second wish changes nothing.

        The date that it was in this zone is settled with it, for good; without one it is that of UTC.
        Where its plan is to be asked about, that is noted down.
        """
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            sealer = await self._people.sealer(connection, owner)
            draft = None if sealer is None else await find_draft(connection, owner, sealer, record)
            if sealer is None or draft is None:
                return Kept.BEFORE if await _exists(connection, owner, record) else Kept.GONE
            day = None if zone is None else local_day(draft.created_at, zone)
            check_in = replace(draft.check_in, day=day)
            sealed = seal_entry(sealer, TABLE, record, check_in, draft.asked)
            await connection.execute(
                f"INSERT INTO reflection (owner, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
                (owner, record, to_seconds(draft.created_at), sealed.body, sealed.label, sealed.note),
            )
            await connection.execute("DELETE FROM draft WHERE owner = ? AND id = ?", (owner, record))
            plan = draft.check_in.plan
            if plan is not None and plan.remind_in > 0:
                await connection.execute(
                    "INSERT INTO intention (owner, id, due_at, asked_at) VALUES (?, ?, ?, NULL)",
                    (owner, record, to_seconds(now) + plan.remind_in * _DAY),
                )
            return Kept.NOW

    async def change(
        self, user_id: int, record: str, change: Callable[[CheckIn], CheckIn]
    ) -> Reflection | Unreadable | None:
        """Change a reflection as it stands now, in one transaction; return it as it is then.

        One that does not open is left as it is. None where there is none. Raises Unsealable where the
        person's key does not open.
        """
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            sealer = await self._people.sealer(connection, owner)
            found = None if sealer is None else await _find_row(connection, owner, record)
            if sealer is None or found is None:
                return None
            try:
                before, asked, step = open_entry(sealer, TABLE, record, SealedEntry(*found[2:5]))
            except Unsealable:
                return Unreadable(record, from_seconds(found[1]))
            check_in = change(before)
            sealed = seal_entry(sealer, TABLE, record, check_in, asked, step)
            await connection.execute(
                "UPDATE reflection SET body = ?, label = ?, note = ? WHERE owner = ? AND id = ?",
                (sealed.body, sealed.label, sealed.note, owner, record),
            )
            return Reflection(record, from_seconds(found[1]), check_in)

    async def count(self, user_id: int) -> int:
        """Return how many reflections this person has."""
        async with self._database.read() as connection:
            owner = self._people.tag(user_id)
            row = await fetch_one(connection, "SELECT count(*) FROM reflection WHERE owner = ?", owner)
            return int(row[0]) if row else 0

    async def page(self, user_id: int, offset: int, limit: int) -> list[Reflection | Unreadable]:
        """Return some of this person's reflections, newest first."""
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            sealer = await self._sealer(connection, owner)
            rows = await fetch_all(
                connection,
                # The inner query is answered by the index alone: of what is passed over no row is read.
                f"SELECT {COLUMNS} FROM reflection WHERE owner = ? AND id IN (SELECT id FROM reflection "
                "WHERE owner = ? ORDER BY created_at DESC, id LIMIT ? OFFSET ?) ORDER BY created_at DESC, id",
                owner,
                owner,
                limit,
                offset,
            )
            return [_read(row, sealer) for row in rows]

    async def get(self, user_id: int, record: str) -> Reflection | Unreadable | None:
        """Return one reflection of this person's own, or None."""
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            sealer = await self._sealer(connection, owner)
            return await find_reflection(connection, owner, sealer, record)

    async def all_of(self, user_id: int) -> list[Reflection | Unreadable]:
        """Return all of this person's reflections, oldest first."""
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            sealer = await self._sealer(connection, owner)
            rows = await fetch_all(
                connection, f"SELECT {COLUMNS} FROM reflection WHERE owner = ? ORDER BY created_at, id", owner
            )
        # Opening thousands takes a while, and others are waiting.
        return await asyncio.to_thread(lambda: [_read(row, sealer) for row in rows])

    async def look_through(
        self,
        user_id: int,
        wanted: Callable[[Reflection], bool],
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> AsyncIterator[Looked]:
        """Go through this person's reflections between two instants, newest first, batch by batch.

        Opening them and asking `wanted` happens in a thread, so it must be a pure function.
        """
        owner = self._people.tag(user_id)
        first = _FIRST if since is None else to_seconds(since)
        place = (_LAST if until is None else to_seconds(until), "")
        while True:
            async with self._database.read() as connection:
                sealer = await self._sealer(connection, owner)
                rows = await fetch_all(
                    connection,
                    f"SELECT {COLUMNS} FROM reflection WHERE owner = ? AND created_at BETWEEN ? AND ? "
                    "AND NOT (created_at = ? AND id <= ?) ORDER BY created_at DESC, id LIMIT ?",
                    *(owner, first, place[0], *place, BATCH),
                )
            if rows:
                yield await asyncio.to_thread(_look, rows, sealer, wanted)
            if len(rows) < BATCH:
                return
            place = (rows[-1][1], rows[-1][0])

    async def labels(self, user_id: int) -> list[str]:
        """Return all of this person's labels, each once, the latest used first."""
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            sealer = await self._sealer(connection, owner)
            rows = await fetch_all(
                connection,
                "SELECT id, label FROM reflection WHERE owner = ? ORDER BY created_at DESC, id",
                owner,
            )
        return [] if sealer is None else await asyncio.to_thread(_labels, rows, sealer)

    async def oldest(self, user_id: int) -> datetime | None:
        """Return when this person's oldest reflection was made, or None where there is none."""
        async with self._database.read() as connection:
            owner = self._people.tag(user_id)
            row = await fetch_one(connection, "SELECT min(created_at) FROM reflection WHERE owner = ?", owner)
            return None if row is None or row[0] is None else from_seconds(row[0])

    async def count_older(self, user_id: int, than: datetime) -> int:
        """Return how many of this person's reflections were made before an instant."""
        async with self._database.read() as connection:
            row = await fetch_one(
                connection,
                "SELECT count(*) FROM reflection WHERE owner = ? AND created_at < ?",
                self._people.tag(user_id),
                to_seconds(than),
            )
            return int(row[0]) if row else 0

    async def remove_older(self, user_id: int, than: datetime) -> int:
        """Delete this person's reflections from before an instant for good; return how many.

        What they deleted a moment ago is among them: bringing it back would outlast the time they chose.
        """
        named = (self._people.tag(user_id), to_seconds(than))
        async with self._database.write() as connection:
            cursors = [
                await connection.execute(f"DELETE FROM {table} WHERE owner = ? AND created_at < ?", named)
                for table in (TABLE, "removed")
            ]
            return sum(cursor.rowcount for cursor in cursors)

    async def remove_expired(self, now: datetime) -> int:
        """Delete everybody's reflections that are older than their owners chose; return how many."""
        removed = 0
        async with self._database.write() as connection:
            for retention in Retention:
                if retention.days is None:
                    continue
                cursor = await connection.execute(
                    "DELETE FROM reflection WHERE created_at < ? AND owner IN "
                    "(SELECT owner FROM consent WHERE purpose = ? AND retention = ?)",
                    (to_seconds(now) - retention.days * _DAY, Purpose.HISTORY.value, retention.value),
                )
                removed += cursor.rowcount
        return removed

    async def _sealer(self, connection: aiosqlite.Connection, owner: str) -> Sealer | None:
        try:
            return await self._people.sealer(connection, owner)
        except Unsealable:
            return None  # the key does not open: then no row does, and each says so


async def find_reflection(
    connection: aiosqlite.Connection, owner: str, sealer: Sealer | None, record: str
) -> Reflection | Unreadable | None:
    """Return a reflection on the caller's connection, or None; without a sealer it is unreadable."""
    row = await _find_row(connection, owner, record)
    return None if row is None else _read(row, sealer)


async def _find_row(connection: aiosqlite.Connection, owner: str, record: str) -> tuple[Any, ...] | None:
    return await fetch_one(
        connection, f"SELECT {COLUMNS} FROM reflection WHERE owner = ? AND id = ?", owner, record
    )


async def _exists(connection: aiosqlite.Connection, owner: str, record: str) -> bool:
    row = await fetch_one(connection, "SELECT 1 FROM reflection WHERE owner = ? AND id = ?", owner, record)
    return row is not None


def _read(row: tuple[Any, ...], sealer: Sealer | None) -> Reflection | Unreadable:
    record, created_at = row[0], from_seconds(row[1])
    try:
        if sealer is None:
            return Unreadable(record, created_at)
        check_in, _, _ = open_entry(sealer, TABLE, record, SealedEntry(*row[2:5]))
        return Reflection(record, created_at, check_in)
    except Unsealable:
        return Unreadable(record, created_at)


def _look(rows: list[tuple[Any, ...]], sealer: Sealer | None, wanted: Callable[[Reflection], bool]) -> Looked:
    found = [_read(row, sealer) for row in rows]
    hits = [each.id for each in found if isinstance(each, Reflection) and wanted(each)]
    return Looked(hits, len(found), sum(isinstance(each, Unreadable) for each in found))


def _labels(rows: list[tuple[Any, ...]], sealer: Sealer) -> list[str]:
    found: dict[str, None] = {}
    for record, sealed in rows:
        with suppress(Unsealable):
            found.setdefault(sealer.open(sealed, table=TABLE, record=record, field="label"))
    return [label for label in found if label]
