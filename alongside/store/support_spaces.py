"""Servers' support channels: settings, sealed with a key of the server's own, and counts by the week."""

import json
import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import aiosqlite

from alongside.clock import to_seconds
from alongside.errors import Unsealable
from alongside.store.database import Database, fetch_all, fetch_one
from alongside.store.people import People
from alongside.store.sealing import Sealer
from alongside.supporting import Made, Quiet, SupportSpace, Week

TABLE = "support_space"
_DAY = 86_400

log = logging.getLogger("alongside.support")


class SupportSpaces:
    """Support channels by server."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def get(self, guild_id: int) -> SupportSpace | None:
        """Return a server's support channel, as far as it was set up. Raises Unsealable."""
        async with self._database.read() as connection:
            return await self.find(connection, guild_id)

    async def find(self, connection: aiosqlite.Connection, guild_id: int) -> SupportSpace | None:
        """Return a server's support channel, on the caller's connection. Raises Unsealable."""
        tag = self._people.space(guild_id)
        row = await fetch_one(connection, "SELECT wrapped_key, settings FROM support_space WHERE id = ?", tag)
        return None if row is None else self._opened(tag, *row)

    async def change(self, guild_id: int, make: Callable[[SupportSpace], SupportSpace]) -> SupportSpace:
        """Change a server's support channel where it stands, or begin one; two at once add up.

        Settings that do not open any more are begun anew: they hold nothing that cannot be picked again.
        """
        tag = self._people.space(guild_id)
        async with self._database.write() as connection:
            try:
                found = await self.find(connection, guild_id)
            except Unsealable as error:
                log.error("the settings of a support channel do not open; they begin anew", exc_info=error)
                found = None
            space = make(found or SupportSpace(guild_id))
            key, wrapped, master = self._people.new_space_key(tag)
            row = await fetch_one(connection, "SELECT wrapped_key FROM support_space WHERE id = ?", tag)
            if row is not None and found is not None:
                key = self._people.space_sealer(tag, row[0])
                wrapped = row[0]
            settings = key.seal(json.dumps(_to_dict(space)), table=TABLE, record=tag, field="settings")
            await connection.execute(
                "INSERT INTO support_space (id, wrapped_key, master_id, settings) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET wrapped_key = excluded.wrapped_key, "
                "master_id = excluded.master_id, settings = excluded.settings",
                (tag, wrapped, master, settings),
            )
            return space

    async def remove(self, guild_id: int) -> bool:
        """Delete a server's support channel and all that stood on it. Returns whether it was there."""
        async with self._database.write() as connection:
            cursor = await connection.execute(
                "DELETE FROM support_space WHERE id = ?", (self._people.space(guild_id),)
            )
            return cursor.rowcount > 0

    async def all(self) -> list[SupportSpace]:
        """Return every server's support channel that can be read."""
        found: list[SupportSpace] = []
        async with self._database.read() as connection:
            rows = await fetch_all(connection, "SELECT id, wrapped_key, settings FROM support_space")
        for tag, wrapped, settings in rows:
            try:
                found.append(self._opened(tag, wrapped, settings))
            except Unsealable as error:
                log.error("the settings of a support channel do not open", exc_info=error)
        return found

    async def weeks(self, guild_id: int, since: date) -> list[Week]:
        """Return a server's counts of the weeks that began on a day or later, oldest first."""
        async with self._database.read() as connection:
            rows = await fetch_all(
                connection,
                "SELECT week, asked, met, waited FROM support_week "
                "WHERE space = ? AND week >= ? ORDER BY week",
                self._people.space(guild_id),
                _days(since),
            )
        return [
            Week(_EPOCH + timedelta(days=week), asked, met, timedelta(seconds=waited))
            for week, asked, met, waited in rows
        ]

    async def forget_weeks(self, before: date) -> int:
        """Delete the counts of weeks that began before a day; return how many."""
        async with self._database.write() as connection:
            cursor = await connection.execute("DELETE FROM support_week WHERE week < ?", (_days(before),))
            return cursor.rowcount

    def _opened(self, tag: str, wrapped: bytes, settings: bytes) -> SupportSpace:
        sealer: Sealer = self._people.space_sealer(tag, wrapped)
        text = sealer.open(settings, table=TABLE, record=tag, field="settings")
        try:
            return _from_dict(json.loads(text))
        except (KeyError, TypeError, ValueError) as error:
            raise Unsealable("a support channel of an unknown shape") from error


async def count_week(
    connection: aiosqlite.Connection, space: str, now: datetime, asked: int = 0, met: int = 0, waited: int = 0
) -> None:
    """Add to the counts of the week that `now` is in, on the caller's connection."""
    day = to_seconds(now) // _DAY
    week = day - (day + 3) % 7  # the first day of 1970 was a Thursday
    await connection.execute(
        "INSERT INTO support_week (space, week, asked, met, waited) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (space, week) DO UPDATE SET asked = support_week.asked + excluded.asked, "
        "met = support_week.met + excluded.met, waited = support_week.waited + excluded.waited",
        (space, week, asked, met, waited),
    )


_EPOCH = date(1970, 1, 1)


def _days(day: date) -> int:
    return to_seconds(datetime.combine(day, time(), UTC)) // _DAY


def _to_dict(space: SupportSpace) -> dict[str, Any]:
    quiet = space.quiet
    return {
        "guild": space.guild_id,
        "channel": space.channel_id,
        "helper_channel": space.helper_channel_id,
        "role": space.role_id,
        "panel": space.panel_id,
        "application": space.application_id,
        "report_channel": space.report_channel_id,
        "language": space.language,
        "limit": space.limit,
        "idle_days": space.idle_days,
        "delete_days": space.delete_days,
        "help_lines": space.help_lines,
        "quiet": None
        if quiet is None
        else [quiet.zone, quiet.begins.isoformat("minutes"), quiet.ends.isoformat("minutes")],
        "made": sorted(space.made),
    }


def _from_dict(raw: dict[str, Any]) -> SupportSpace:
    quiet = raw["quiet"]
    return SupportSpace(
        guild_id=int(raw["guild"]),
        channel_id=_maybe(raw["channel"]),
        helper_channel_id=_maybe(raw["helper_channel"]),
        role_id=_maybe(raw["role"]),
        panel_id=_maybe(raw["panel"]),
        application_id=_maybe(raw["application"]),
        report_channel_id=_maybe(raw["report_channel"]),
        language=str(raw["language"]),
        limit=int(raw["limit"]),
        idle_days=int(raw["idle_days"]),
        delete_days=int(raw["delete_days"]),
        help_lines=str(raw["help_lines"]),
        quiet=None
        if quiet is None
        else Quiet(str(quiet[0]), time.fromisoformat(quiet[1]), time.fromisoformat(quiet[2])),
        made=frozenset(Made(each) for each in raw["made"]),
    )


def _maybe(value: Any) -> int | None:
    return None if value is None else int(value)
