"""Helpers with requests for support. Each row is the helper's own, and goes with them or with the request."""

import logging
from dataclasses import replace
from datetime import datetime

import aiosqlite

from alongside.clock import from_seconds, to_seconds
from alongside.errors import Unsealable
from alongside.store.database import Database, Value, fetch_all, fetch_one
from alongside.store.people import People
from alongside.store.support_requests import agree
from alongside.store.support_rows import CLAIM_COLUMNS, claim_body, claim_of
from alongside.store.support_spaces import count_week
from alongside.supporting import LEFT, Claim, Claimed, Presence, State, after_arrival, is_there, refusal

log = logging.getLogger("alongside.support")


class SupportClaims:
    """Claims by helper and request."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def reserve(self, claim: Claim, guild_id: int, limit: int, look_at: datetime) -> Claimed:
        """Let a helper come to a request, or say why not. Of two at once one is let in.

        Their yes to what is stored is recorded with it, or neither is. The request is looked at by
        `look_at`, should nothing more come of it.
        """
        owner, space = self._people.tag(claim.user_id), self._people.space(guild_id)
        async with self._database.write() as connection:
            row = await fetch_one(
                connection,
                "SELECT owner, state FROM support_request WHERE id = ? AND space = ?",
                claim.request,
                space,
            )
            if row is None:
                return Claimed.GONE
            mine, others = await self._presences(connection, claim.request, owner)
            held = await self._held(connection, owner, space)
            refused = refusal(State(row[1]), row[0] == owner, mine, others, held, limit)
            if refused is not None:
                return refused
            await agree(connection, self._people, owner, claim.since)
            await self._insert(connection, owner, space, claim)
            await connection.execute(
                "UPDATE support_request SET look_at = ? WHERE id = ? AND look_at > ?",
                (to_seconds(look_at), claim.request, to_seconds(look_at)),
            )
            return Claimed.YES

    async def check(self, user_id: int, guild_id: int, record: str, limit: int) -> Claimed:
        """Return what would become of a helper's wish now; nothing is written."""
        owner, space = self._people.tag(user_id), self._people.space(guild_id)
        async with self._database.read() as connection:
            row = await fetch_one(
                connection,
                "SELECT owner, state FROM support_request WHERE id = ? AND space = ?",
                record,
                space,
            )
            if row is None:
                return Claimed.GONE
            mine, others = await self._presences(connection, record, owner)
            held = await self._held(connection, owner, space)
            refused = refusal(State(row[1]), row[0] == owner, mine, others, held, limit)
            return refused or Claimed.YES

    async def arrive(self, user_id: int, record: str, now: datetime) -> list[Claim] | None:
        """Note that a helper is in the thread; return those who leave now, having handed over.

        The first to arrive is counted as the one who met the request. None where the request was closed
        or gone by then.
        """
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            cursor = await connection.execute(
                "UPDATE support_claim SET presence = ? WHERE owner = ? AND request = ? AND presence = ?",
                (Presence.HERE.value, owner, record, Presence.COMING.value),
            )
            if not cursor.rowcount:
                return None
            await _count_met(connection, record, now)
            leaving: list[Claim] = []
            for each in await self._of(connection, "request = ? AND owner <> ?", record, owner):
                after = after_arrival(each.presence)
                if after is not each.presence:
                    await self._set(connection, each, after)
                if after in LEFT:
                    leaving.append(replace(each, presence=after))
            return leaving

    async def change(
        self, user_id: int, record: str, to: Presence, now: datetime, since: frozenset[Presence]
    ) -> Claim | None:
        """Change how a helper is with a request, if it is one of `since` until now; else return None."""
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            found = await self._of(connection, "owner = ? AND request = ?", owner, record)
            if not found or found[0].presence not in since:
                return None
            return await self._set(connection, found[0], to, now)

    async def change_all(
        self, record: str, to: Presence, now: datetime, since: frozenset[Presence]
    ) -> list[Claim]:
        """Change how all helpers of a request are with it, where it is one of `since`; return those."""
        async with self._database.write() as connection:
            found = await self._of(connection, "request = ?", record)
            return [await self._set(connection, each, to, now) for each in found if each.presence in since]

    async def release(self, user_id: int, record: str) -> None:
        """Delete a claim that did not come about."""
        async with self._database.write() as connection:
            await connection.execute(
                "DELETE FROM support_claim WHERE owner = ? AND request = ? AND presence = ?",
                (self._people.tag(user_id), record, Presence.COMING.value),
            )

    async def of_request(self, record: str) -> list[Claim]:
        """Return everybody who is or was with a request."""
        async with self._database.read() as connection:
            return await self._of(connection, "request = ?", record)

    async def own(self, user_id: int, record: str) -> Claim | None:
        """Return this helper's own claim of a request."""
        async with self._database.read() as connection:
            found = await self._of(connection, "owner = ? AND request = ?", self._people.tag(user_id), record)
            return found[0] if found else None

    async def all_of(self, user_id: int) -> list[Claim]:
        """Return all claims of one helper."""
        async with self._database.read() as connection:
            return await self._of(connection, "owner = ? ORDER BY since", self._people.tag(user_id))

    async def in_space(self, user_id: int, guild_id: int) -> list[Claim]:
        """Return all claims of one helper in one server."""
        async with self._database.read() as connection:
            return await self._of(
                connection,
                "owner = ? AND space = ? ORDER BY since",
                self._people.tag(user_id),
                self._people.space(guild_id),
            )

    async def take_ended(self, user_id: int, now: datetime) -> bool:
        """Return whether something ended for a helper that they were not asked about; it counts as asked."""
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            row = await fetch_one(
                connection,
                "SELECT 1 FROM support_claim WHERE owner = ? AND ended_at IS NOT NULL AND told_at IS NULL",
                owner,
            )
        if row is None:
            return False
        async with self._database.write() as connection:
            cursor = await connection.execute(
                "UPDATE support_claim SET told_at = ? "
                "WHERE owner = ? AND ended_at IS NOT NULL AND told_at IS NULL",
                (to_seconds(now), owner),
            )
            return cursor.rowcount > 0

    async def told(self, user_id: int, record: str, now: datetime) -> None:
        """Note that a helper was asked how it was, where they pressed something themselves."""
        async with self._database.write() as connection:
            await connection.execute(
                "UPDATE support_claim SET told_at = ? WHERE owner = ? AND request = ?",
                (to_seconds(now), self._people.tag(user_id), record),
            )

    async def _presences(
        self, connection: aiosqlite.Connection, record: str, owner: str
    ) -> tuple[Presence | None, list[Presence]]:
        rows = await fetch_all(
            connection, "SELECT owner, presence FROM support_claim WHERE request = ?", record
        )
        mine = [Presence(presence) for each, presence in rows if each == owner]
        return (mine[0] if mine else None), [Presence(presence) for each, presence in rows if each != owner]

    async def _held(self, connection: aiosqlite.Connection, owner: str, space: str) -> int:
        rows = await fetch_all(
            connection, "SELECT presence FROM support_claim WHERE owner = ? AND space = ?", owner, space
        )
        return sum(is_there(Presence(presence)) for (presence,) in rows)

    async def _insert(self, connection: aiosqlite.Connection, owner: str, space: str, claim: Claim) -> None:
        sealer = await self._people.sealer(connection, owner)
        assert sealer is not None  # agreeing made their key
        await connection.execute(
            "INSERT INTO support_claim (owner, request, space, presence, since, body) "
            "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (owner, request) DO UPDATE SET "
            "presence = excluded.presence, since = excluded.since, ended_at = NULL, told_at = NULL, "
            "body = excluded.body",
            (
                owner,
                claim.request,
                space,
                claim.presence.value,
                to_seconds(claim.since),
                claim_body(sealer, claim),
            ),
        )

    async def _set(
        self, connection: aiosqlite.Connection, claim: Claim, to: Presence, now: datetime | None = None
    ) -> Claim:
        ended = now if to in LEFT.values() else claim.ended_at
        await connection.execute(
            "UPDATE support_claim SET presence = ?, ended_at = ? WHERE owner = ? AND request = ?",
            (
                to.value,
                None if ended is None else to_seconds(ended),
                self._people.tag(claim.user_id),
                claim.request,
            ),
        )
        return replace(claim, presence=to, ended_at=ended)

    async def _of(self, connection: aiosqlite.Connection, where: str, *values: Value) -> list[Claim]:
        rows = await fetch_all(
            connection, f"SELECT owner, {CLAIM_COLUMNS} FROM support_claim WHERE {where}", *values
        )
        found: list[Claim] = []
        for owner, *cells in rows:
            try:
                sealer = await self._people.sealer(connection, owner)
                if sealer is not None:
                    found.append(claim_of(sealer, cells))
            except Unsealable as error:
                log.error("a claim does not open", exc_info=error)
        return found


async def _count_met(connection: aiosqlite.Connection, record: str, now: datetime) -> None:
    row = await fetch_one(
        connection, "SELECT space, opened_at FROM support_request WHERE id = ? AND met_at IS NULL", record
    )
    if row is None:
        return
    await connection.execute("UPDATE support_request SET met_at = ? WHERE id = ?", (to_seconds(now), record))
    # Counted in the week in which they asked, so that a week never meets more than asked.
    asked_at = from_seconds(row[1])
    await count_week(connection, row[0], asked_at, met=1, waited=to_seconds(now) - int(row[1]))
