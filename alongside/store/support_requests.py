"""Requests for support: where they stand, and nothing of what was asked for.

Each is sealed with the key of the person who asked. A click names one by its id together with the server
that it came from; what only the person themselves may do looks it up through their own tag.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import aiosqlite

from alongside.clock import from_seconds, to_seconds
from alongside.errors import Unsealable
from alongside.model import CONSENT_VERSION, Purpose, Retention
from alongside.store.consents import find_consent, record_consent
from alongside.store.database import Database, Value, fetch_all, fetch_one
from alongside.store.people import People
from alongside.store.support_rows import COLUMNS, insert_request, request_of, save_request
from alongside.store.support_spaces import count_week
from alongside.supporting import Ending, Presence, Request, State

log = logging.getLogger("alongside.support")


class SupportRequests:
    """Requests by person, server and time."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def reserve(self, request: Request, look_at: datetime) -> Request | None:
        """Write a request down before anything is made in Discord; return the one that is open then.

        The consent is recorded with it, or neither is. Of two at once one is the request, and returned
        for both. None where the server has no support channel any more.
        """
        owner = self._people.tag(request.user_id)
        space = self._people.space(request.guild_id)
        async with self._database.write() as connection:
            if await fetch_one(connection, "SELECT 1 FROM support_space WHERE id = ?", space) is None:
                return None
            found = await self._first(connection, "owner = ? AND slot = ?", owner, space)
            if found is not None:
                return found
            # One that does not open cannot be carried on, and would keep its person from asking for ever.
            await connection.execute(
                "DELETE FROM support_request WHERE owner = ? AND slot = ?", (owner, space)
            )
            await agree(connection, self._people, owner, request.opened_at)
            sealer = await self._people.sealer(connection, owner)
            assert sealer is not None  # agreeing made their key
            await insert_request(connection, sealer, owner, space, request, look_at)
            await count_week(connection, space, request.opened_at, asked=1)
            return request

    async def agreed(self, user_id: int) -> bool:
        """Return whether this person said yes to what is stored of a support channel."""
        async with self._database.read() as connection:
            consent = await find_consent(connection, self._people.tag(user_id), Purpose.SUPPORT)
            return consent is not None and consent.holds

    async def open_of(self, user_id: int, guild_id: int) -> Request | None:
        """Return this person's open request in a server."""
        owner, space = self._people.tag(user_id), self._people.space(guild_id)
        async with self._database.read() as connection:
            return await self._first(connection, "owner = ? AND slot = ?", owner, space)

    async def own(self, user_id: int, record: str) -> Request | None:
        """Return a request of this person's own."""
        async with self._database.read() as connection:
            return await self._first(connection, "owner = ? AND id = ?", self._people.tag(user_id), record)

    async def all_of(self, user_id: int) -> list[Request]:
        """Return all requests of one person that can be read."""
        async with self._database.read() as connection:
            return await self._where(connection, "owner = ? ORDER BY opened_at", self._people.tag(user_id))

    async def find(self, guild_id: int, record: str) -> Request | None:
        """Return a request of this server by its id. Who may see it is for the caller to say."""
        async with self._database.read() as connection:
            return await self._first(connection, "id = ? AND space = ?", record, self._people.space(guild_id))

    async def get(self, record: str) -> Request | None:
        """Return a request by its id alone: for what the bot does by itself, never for a click."""
        async with self._database.read() as connection:
            return await self._first(connection, "id = ?", record)

    async def of_thread(self, thread_id: int) -> Request | None:
        """Return the request that a thread belongs to."""
        async with self._database.read() as connection:
            return await self._first(connection, "place = ?", self._people.place(thread_id))

    async def in_space(self, guild_id: int) -> list[Request]:
        """Return all requests of a server, oldest first."""
        async with self._database.read() as connection:
            return await self._where(connection, "space = ? ORDER BY opened_at", self._people.space(guild_id))

    async def change(
        self, record: str, make: Callable[[Request], Request], look_at: datetime | None = None
    ) -> Request | None:
        """Change a request where it stands, in one transaction. None where it is gone or does not open."""
        async with self._database.write() as connection:
            found = await self._first(connection, "id = ?", record)
            if found is None:
                return None
            changed = make(found)
            sealer = await self._people.sealer(connection, self._people.tag(found.user_id))
            assert sealer is not None  # it was opened with it
            await save_request(connection, self._people, sealer, changed, look_at)
            return changed

    async def close(self, record: str, ending: Ending, now: datetime, delete_at: datetime) -> Request | None:
        """Close a request, if it is open; its helpers' part ends with it. None where another call did.

        From here on it counts as closing, until that was done in Discord too; `delete_at` is its last day.
        """
        async with self._database.write() as connection:
            found = await self._first(connection, "id = ? AND slot IS NOT NULL", record)
            if found is None:
                return None
            sealer = await self._people.sealer(connection, self._people.tag(found.user_id))
            assert sealer is not None  # it was opened with it
            await end_claims(connection, record, now)
            ended = replace(found, state=State.CLOSING, closed_at=now, delete_at=delete_at, ending=ending)
            await save_request(connection, self._people, sealer, ended, now)
            return ended

    async def remove(self, record: str) -> bool:
        """Delete a request, with its helpers' rows. Returns whether it was there."""
        async with self._database.write() as connection:
            cursor = await connection.execute("DELETE FROM support_request WHERE id = ?", (record,))
            return cursor.rowcount > 0

    async def report(self, table: str, user_id: int, record: str, now: datetime, again: datetime) -> bool:
        """Note that somebody reports a conversation they are in; False where they did since `again`."""
        column = {"support_request": "id", "support_claim": "request"}[table]
        async with self._database.write() as connection:
            cursor = await connection.execute(
                f"UPDATE {table} SET reported_at = ? WHERE owner = ? AND {column} = ? "
                "AND (reported_at IS NULL OR reported_at < ?)",
                (to_seconds(now), self._people.tag(user_id), record, to_seconds(again)),
            )
            return cursor.rowcount > 0

    async def unreport(self, table: str, user_id: int, record: str) -> None:
        """Take back what `report` noted, where it could not be sent."""
        column = {"support_request": "id", "support_claim": "request"}[table]
        async with self._database.write() as connection:
            await connection.execute(
                f"UPDATE {table} SET reported_at = NULL WHERE owner = ? AND {column} = ?",
                (self._people.tag(user_id), record),
            )

    async def due(self, now: datetime, most: int) -> list[Request]:
        """Return requests that are to be looked at, those that wait longest first, at most so many.

        What does not open is of no use to anybody and is deleted: its thread stays for moderators to see.
        """
        async with self._database.write() as connection:
            rows = await fetch_all(
                connection,
                f"SELECT owner, {COLUMNS} FROM support_request WHERE look_at <= ? ORDER BY look_at LIMIT ?",
                to_seconds(now),
                most,
            )
            found: list[Request] = []
            for owner, *cells in rows:
                opened = await self._opened(connection, owner, cells)
                if opened is None:
                    await connection.execute("DELETE FROM support_request WHERE id = ?", (cells[0],))
                else:
                    found.append(opened)
            return found

    async def look_at(self, record: str, when: datetime) -> None:
        """Say when a request is to be looked at next."""
        async with self._database.write() as connection:
            await connection.execute(
                "UPDATE support_request SET look_at = ? WHERE id = ?", (to_seconds(when), record)
            )

    async def look_at_all(self, when: datetime, guild_id: int | None = None) -> None:
        """Let every request, or every one of a server, be looked at, at the latest at an instant."""
        space = None if guild_id is None else self._people.space(guild_id)
        async with self._database.write() as connection:
            await connection.execute(
                "UPDATE support_request SET look_at = ? WHERE look_at > ? AND space = coalesce(?, space)",
                (to_seconds(when), to_seconds(when), space),
            )

    async def next_look(self) -> datetime | None:
        """Return when the next request is to be looked at."""
        async with self._database.read() as connection:
            row = await fetch_one(connection, "SELECT min(look_at) FROM support_request")
            return None if row is None or row[0] is None else from_seconds(row[0])

    async def _first(self, connection: aiosqlite.Connection, where: str, *values: Value) -> Request | None:
        found = await self._where(connection, f"{where} LIMIT 1", *values)
        return found[0] if found else None

    async def _where(self, connection: aiosqlite.Connection, where: str, *values: Value) -> list[Request]:
        rows = await fetch_all(
            connection, f"SELECT owner, {COLUMNS} FROM support_request WHERE {where}", *values
        )
        opened = [await self._opened(connection, owner, cells) for owner, *cells in rows]
        return [each for each in opened if each is not None]

    async def _opened(
        self, connection: aiosqlite.Connection, owner: str, cells: list[object]
    ) -> Request | None:
        try:
            sealer = await self._people.sealer(connection, owner)
            return None if sealer is None else request_of(sealer, cells)
        except Unsealable as error:
            log.error("a request for support does not open", exc_info=error)
            return None


async def agree(connection: aiosqlite.Connection, people: People, owner: str, now: datetime) -> None:
    """Record the yes to the support channel, on the caller's connection; one that holds keeps its date."""
    given = await find_consent(connection, owner, Purpose.SUPPORT)
    if given is None or not given.holds:
        await people.ensure(connection, owner)
        await record_consent(connection, owner, Purpose.SUPPORT, CONSENT_VERSION, Retention.ALWAYS, now)


async def end_claims(connection: aiosqlite.Connection, record: str, now: datetime) -> None:
    """End every helper's part in a request, on the caller's connection."""
    await connection.execute(
        "UPDATE support_claim SET presence = ?, ended_at = coalesce(ended_at, ?) WHERE request = ?",
        (Presence.ENDED.value, to_seconds(now), record),
    )
