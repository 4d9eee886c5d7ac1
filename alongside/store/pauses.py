"""Pauses under way: one a person, gone once it is answered."""

import json
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

import aiosqlite

from alongside.clock import from_seconds, to_seconds
from alongside.errors import Unsealable
from alongside.model import CONSENT_VERSION, CheckIn, Due, Pause, Purpose, Retention, Unreadable, Wish
from alongside.store.consents import NOWHERE, end_consent, find_consent, record_consent
from alongside.store.database import Database, fetch_all, fetch_one
from alongside.store.entries import COLUMNS, seal_entry
from alongside.store.people import People
from alongside.store.sealing import Sealer

TABLE = "pause"
_PAUSE = "id, started_at, ends_at, told_at, body"

log = logging.getLogger("alongside.pauses")


class Pauses:
    """Pauses by person; nobody's is found through somebody else's key."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def start(self, user_id: int, pause: Pause, wish: Wish, now: datetime) -> Pause | None:
        """Start a pause, unless another one runs that it is not to replace: then that one is returned.

        Returns None, and keeps no pause, where neither history nor a message is agreed to. All in one
        transaction: of two at once one is the pause, and the consent is recorded with it or not at all.
        """
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            running = await self._find_readable(connection, owner)
            if running is not None and running.id != wish.replaces:
                return running
            await connection.execute("DELETE FROM pause WHERE owner = ?", (owner,))
            await self._settle_messages(connection, owner, wish, now)
            history = await find_consent(connection, owner, Purpose.HISTORY)
            sealer = await self._people.sealer(connection, owner)
            if sealer is None or not (wish.message or (history is not None and history.active)):
                return None
            await _insert(connection, owner, sealer, pause, user_id if wish.message else None)
            return pause

    async def _settle_messages(
        self, connection: aiosqlite.Connection, owner: str, wish: Wish, now: datetime
    ) -> None:
        given = await find_consent(connection, owner, Purpose.MESSAGES)
        if wish.message and (given is None or not given.holds):
            await self._people.ensure(connection, owner)
            await record_consent(connection, owner, Purpose.MESSAGES, CONSENT_VERSION, Retention.ALWAYS, now)
        elif wish.takes_back and not wish.message:
            await end_consent(connection, owner, Purpose.MESSAGES, now)

    async def get(self, user_id: int) -> Pause | Unreadable | None:
        """Return this person's pause, under way or ended, or None. Raises Unsealable where no key opens."""
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            try:
                return await self._find(connection, owner)
            except Unsealable:
                await self._people.sealer(connection, owner)
                row = await fetch_one(connection, "SELECT id, started_at FROM pause WHERE owner = ?", owner)
                return None if row is None else Unreadable(row[0], from_seconds(row[1]))

    async def messaged(self, user_id: int) -> bool:
        """Return whether the end of this person's pause is to be sent to them."""
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            row = await fetch_one(connection, "SELECT id, address FROM pause WHERE owner = ?", owner)
            return row is not None and await self._opened(connection, owner, *row) is not None

    async def tell_ended(self, user_id: int, now: datetime) -> Pause | None:
        """Return this person's pause if it has ended and that was not told; it counts as told from here."""
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            cursor = await connection.execute(
                "UPDATE pause SET told_at = ? WHERE owner = ? AND told_at IS NULL AND ends_at <= ?",
                (to_seconds(now), owner, to_seconds(now)),
            )
            return await self._find_readable(connection, owner) if cursor.rowcount else None

    async def waits(self, user_id: int, now: datetime) -> bool:
        """Return whether the end of a pause waits to be told to this person."""
        async with self._database.read() as connection:
            row = await fetch_one(
                connection,
                "SELECT 1 FROM pause WHERE owner = ? AND told_at IS NULL AND ends_at <= ?",
                self._people.tag(user_id),
                to_seconds(now),
            )
            return row is not None

    async def remove(self, user_id: int, record: str) -> bool:
        """Delete a pause of this person's own. Returns whether there was one."""
        async with self._database.write() as connection:
            cursor = await connection.execute(
                "DELETE FROM pause WHERE owner = ? AND id = ?", (self._people.tag(user_id), record)
            )
            return cursor.rowcount > 0

    async def finish(
        self, user_id: int, record: str, now: datetime, make: Callable[[Pause], CheckIn]
    ) -> tuple[CheckIn, bool] | None:
        """Turn a pause into a check-in, and say whether that is a draft now; None where it is gone.

        The draft has the pause's id. Without consent to history there is none, and nothing is left.
        Raises Unsealable.
        """
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            pause = await self._find(connection, owner)
            sealer = await self._people.sealer(connection, owner)
            if pause is None or pause.id != record or sealer is None:
                return None
            check_in = make(pause)
            await connection.execute("DELETE FROM pause WHERE owner = ?", (owner,))
            history = await find_consent(connection, owner, Purpose.HISTORY)
            if history is None or not history.active:
                return check_in, False
            sealed = seal_entry(sealer, "draft", record, check_in)
            await connection.execute(
                f"INSERT INTO draft (owner, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
                (owner, record, to_seconds(now), sealed.body, sealed.label, sealed.note),
            )
            return check_in, True

    async def next_end(self, after: datetime) -> datetime | None:
        """Return when the earliest pause ends, later than `after`, whose end somebody may be sent."""
        async with self._database.read() as connection:
            row = await fetch_one(
                connection,
                "SELECT min(ends_at) FROM pause JOIN consent ON consent.owner = pause.owner "
                "WHERE consent.purpose = ? AND consent.withdrawn_at IS NULL "
                "AND told_at IS NULL AND ends_at > ?",
                Purpose.MESSAGES.value,
                to_seconds(after),
            )
            return None if row is None or row[0] is None else from_seconds(row[0])

    async def claim_due(self, since: datetime, now: datetime) -> list[Due]:
        """Return the ends after `since` that are to be sent; they count as told before they are sent."""
        due: list[Due] = []
        async with self._database.write() as connection:
            rows = await fetch_all(
                connection,
                "SELECT pause.owner, id, address FROM pause JOIN consent ON consent.owner = pause.owner "
                "WHERE consent.purpose = ? AND consent.withdrawn_at IS NULL "
                "AND told_at IS NULL AND ends_at > ? AND ends_at <= ? ORDER BY ends_at",
                Purpose.MESSAGES.value,
                to_seconds(since),
                to_seconds(now),
            )
            for owner, record, address in rows:
                user_id = await self._opened(connection, owner, record, address)
                if user_id is None:
                    continue
                await connection.execute(
                    "UPDATE pause SET told_at = ? WHERE owner = ?", (to_seconds(now), owner)
                )
                due.append(Due(user_id, owner, record))
        return due

    async def _opened(
        self, connection: aiosqlite.Connection, owner: str, record: str, address: bytes
    ) -> int | None:
        try:
            sealer = await self._people.sealer(connection, owner)
            return None if sealer is None else _address(sealer, record, address)
        except Unsealable as error:
            log.warning("the address of a pause does not open", exc_info=error)
            return None

    async def untell(self, due: Due) -> None:
        """Let an end that could not be sent wait for the person's next command; it is not sent again."""
        async with self._database.write() as connection:
            await connection.execute(
                "UPDATE pause SET told_at = NULL, address = ? WHERE owner = ? AND id = ?",
                (NOWHERE, due.owner, due.record),
            )

    async def remove_older(self, than: datetime) -> int:
        """Delete everybody's pauses that ended before an instant; return how many."""
        async with self._database.write() as connection:
            cursor = await connection.execute("DELETE FROM pause WHERE ends_at < ?", (to_seconds(than),))
            return cursor.rowcount

    async def _find_readable(self, connection: aiosqlite.Connection, owner: str) -> Pause | None:
        try:
            return await self._find(connection, owner)
        except Unsealable:
            return None  # there is nothing in it to ask about; a new one takes its place

    async def _find(self, connection: aiosqlite.Connection, owner: str) -> Pause | None:
        row = await fetch_one(connection, f"SELECT {_PAUSE} FROM pause WHERE owner = ?", owner)
        sealer = await self._people.sealer(connection, owner)
        return None if row is None or sealer is None else _pause(sealer, *row)


async def _insert(
    connection: aiosqlite.Connection, owner: str, sealer: Sealer, pause: Pause, user_id: int | None
) -> None:
    body = {
        "worry": pause.worry,
        "before": pause.before,
        "minutes": pause.minutes,
        "instead": pause.instead,
    }
    address = "" if user_id is None else f"{user_id}"
    await connection.execute(
        "INSERT INTO pause (owner, id, started_at, ends_at, told_at, body, address) "
        "VALUES (?, ?, ?, ?, NULL, ?, ?)",
        (
            owner,
            pause.id,
            to_seconds(pause.started_at),
            to_seconds(pause.ends_at),
            sealer.seal(json.dumps(body), table=TABLE, record=pause.id, field="body"),
            sealer.seal(address, table=TABLE, record=pause.id, field="address"),
        ),
    )


def _pause(
    sealer: Sealer, record: str, started_at: int, ends_at: int, told_at: int | None, body: bytes
) -> Pause:
    text = sealer.open(body, table=TABLE, record=record, field="body")
    try:
        raw: dict[str, Any] = json.loads(text)
        return Pause(
            id=record,
            started_at=from_seconds(started_at),
            ends_at=from_seconds(ends_at),
            before=int(raw["before"]),
            minutes=int(raw["minutes"]),
            worry=str(raw["worry"]),
            instead=str(raw["instead"]),
            told_at=None if told_at is None else from_seconds(told_at),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Unsealable("a pause of an unknown shape") from error


def _address(sealer: Sealer, record: str, address: bytes) -> int | None:
    text = sealer.open(address, table=TABLE, record=record, field="address") if address else ""
    return int(text) if text.isdigit() else None
