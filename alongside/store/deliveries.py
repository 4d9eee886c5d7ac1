"""Messages that are due: claimed by one process at a time, looked at before they go out, and their end.

A claim is a lease: whoever claims a message has it for LEASE; where its end is not recorded by then, it is
claimed again, with the same nonce. So one that was under way when a process died is sent by the next.
"""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfoNotFoundError

import aiosqlite

from alongside.clock import from_seconds, to_seconds
from alongside.errors import Unsealable
from alongside.reminding import LATEST, MOST_UNANSWERED, Claimed, Matter, Reminder, State
from alongside.schedule import jitter, next_after
from alongside.store.database import Database, fetch_all, fetch_one
from alongside.store.delivery_ends import End, record_end
from alongside.store.intentions import due_intention
from alongside.store.people import People
from alongside.store.reminder_rows import (
    AGREED,
    COLUMNS,
    Address,
    drop_reminder,
    find_reminder,
    read_address,
    read_reminder,
    save_standing,
)

# For how long a claimed message is left to who claimed it.
LEASE = timedelta(seconds=45)

log = logging.getLogger("alongside.reminders")


@dataclass
class Claims:
    """What was claimed at once, and how many were too late to be sent."""

    claimed: list[Claimed] = field(default_factory=list)
    new: int = 0
    """How many of them came due for the first time."""
    missed: int = 0
    looked_at: int = 0
    """How many rows were due: where it is the limit, there may be more."""


@dataclass(frozen=True)
class Wanted:
    """What is known about a message right before it goes out."""

    reminder: Reminder
    address: Address
    intention: str | None


class Deliveries:
    """Everybody's messages, by when they are due."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def next_due(self) -> datetime | None:
        """Return when the next message is due, or due again; None where none is."""
        async with self._database.read() as connection:
            rows = await fetch_all(
                connection, "SELECT min(next_due) FROM reminder UNION ALL SELECT min(again_at) FROM delivery"
            )
            found = [row[0] for row in rows if row[0] is not None]
            return from_seconds(min(found)) if found else None

    async def claim_due(self, now: datetime, limit: int) -> Claims:
        """Claim at most so many messages that are due, and set when each reminder comes next.

        All in one transaction under the write lock: of two processes, one gets each.
        """
        claims = Claims()
        async with self._database.write() as connection:
            await self._claim_again(connection, now, limit, claims)
            await self._claim_new(connection, now, limit - claims.looked_at, claims)
        return claims

    async def _claim_again(
        self, connection: aiosqlite.Connection, now: datetime, limit: int, claims: Claims
    ) -> None:
        rows = await fetch_all(
            connection,
            "SELECT owner, id, day, matter, nonce, due_at, claimed_at FROM delivery "
            "WHERE again_at <= ? ORDER BY again_at LIMIT ?",
            to_seconds(now),
            limit,
        )
        claims.looked_at += len(rows)
        for owner, ident, day, matter, nonce, due_at, claimed_at in rows:
            due, since = from_seconds(due_at), now if claimed_at is None else from_seconds(claimed_at)
            made = Claimed(owner, ident, nonce or _nonce(), _date(day), Matter(matter), due, since)
            late = now - due > LATEST
            await connection.execute(
                "UPDATE delivery SET state = ?, nonce = ?, claimed_at = ?, again_at = ? "
                "WHERE owner = ? AND id = ?",
                (
                    "missed" if late else "claimed",
                    made.nonce,
                    to_seconds(since),
                    None if late else to_seconds(now + LEASE),
                    owner,
                    ident,
                ),
            )
            if late:
                claims.missed += 1
            else:
                claims.claimed.append(made)

    async def _claim_new(
        self, connection: aiosqlite.Connection, now: datetime, limit: int, claims: Claims
    ) -> None:
        rows = await fetch_all(
            connection,
            f"SELECT owner, (SELECT wrapped_key FROM person WHERE person.owner = reminder.owner), "
            f"{AGREED}, {COLUMNS} FROM reminder WHERE next_due <= ? ORDER BY next_due LIMIT ?",
            to_seconds(now),
            limit,
        )
        claims.looked_at += len(rows)
        for owner, wrapped_key, agreed, *row in rows:
            if not agreed:
                await drop_reminder(connection, owner)
                continue
            try:
                reminder = read_reminder(self._people.opened(owner, wrapped_key), tuple(row))
                await self._claim(connection, owner, reminder, now, claims)
            except (Unsealable, ZoneInfoNotFoundError) as error:
                log.warning("a reminder cannot be read; it is left alone", exc_info=error)
                await connection.execute("UPDATE reminder SET next_due = NULL WHERE owner = ?", (owner,))

    async def _claim(
        self,
        connection: aiosqlite.Connection,
        owner: str,
        reminder: Reminder,
        now: datetime,
        claims: Claims,
    ) -> None:
        """Claim what is due of one reminder; what is too late to be sent is passed over."""
        slot = next_after(reminder.setting, now - LATEST, reminder.last_day)
        if reminder.next_due is not None and now - reminder.next_due > LATEST:
            claims.missed += 1
        if slot.at <= now:
            matter = Matter.QUESTION if reminder.unanswered < MOST_UNANSWERED else Matter.GO_ON
            due = min(slot.at + jitter(owner, slot.day), now)
            made = Claimed(owner, secrets.token_hex(8), _nonce(), slot.day, matter, due, now)
            await _insert(connection, made, now)
            claims.claimed.append(made)
            claims.new += 1
            reminder = replace(reminder, last_day=slot.day)
        # A pause that was to end is over with the first message after it.
        ahead = replace(reminder, state=State.ON, paused_until=None, next_due=None)
        await save_standing(connection, owner, ahead, now)

    async def wanted(self, claimed: Claimed, now: datetime) -> Wanted | None:
        """Return what is known about a message that is still to be sent, or None where it is not.

        It is not where it was dropped, sent or claimed anew meanwhile, the reminder is gone, the consent
        was taken back, nothing of it opens, or a limit has held it up until it came out of the blue.
        """
        if now - claimed.due > LATEST:
            return None
        async with self._database.read() as connection:
            row = await fetch_one(
                connection,
                "SELECT person.wrapped_key, address FROM delivery "
                "JOIN reminder ON reminder.owner = delivery.owner "
                "JOIN person ON person.owner = delivery.owner "
                "WHERE delivery.owner = ? AND id = ? AND nonce = ? AND again_at IS NOT NULL "
                f"AND delivery.state = 'claimed' AND {AGREED}",
                claimed.owner,
                claimed.id,
                claimed.nonce,
            )
            if row is None:
                return None
            try:
                sealer = self._people.opened(claimed.owner, row[0])
                reminder = await find_reminder(connection, claimed.owner, sealer)
                address = read_address(sealer, row[1])
            except Unsealable as error:
                log.warning("a reminder cannot be read; it is left alone", exc_info=error)
                return None
            if reminder is None:
                return None
            due = await due_intention(connection, claimed.owner, sealer, now)
            return Wanted(reminder, address, None if due is None else due.id)

    async def record(self, ends: Sequence[End], now: datetime) -> None:
        """Record what became of messages, all in one transaction."""
        async with self._database.write() as connection:
            for end in ends:
                await record_end(connection, self._people, end, now)

    async def remove_older(self, than: datetime) -> int:
        """Delete the records of messages that were due before an instant; return how many."""
        async with self._database.write() as connection:
            cursor = await connection.execute(
                "DELETE FROM delivery WHERE due_at < ? AND again_at IS NULL", (to_seconds(than),)
            )
            return cursor.rowcount


async def _insert(connection: aiosqlite.Connection, made: Claimed, now: datetime) -> None:
    await connection.execute(
        "INSERT INTO delivery (owner, day, id, matter, state, nonce, due_at, claimed_at, again_at) "
        "VALUES (?, ?, ?, ?, 'claimed', ?, ?, ?, ?)",
        (
            made.owner,
            made.day.isoformat(),
            made.id,
            made.matter.value,
            made.nonce,
            to_seconds(made.due),
            to_seconds(now),
            to_seconds(now + LEASE),
        ),
    )


def _nonce() -> str:
    # Discord takes 25 characters at most.
    return str(secrets.randbits(63))


def _date(day: str) -> date:
    return date.fromisoformat(day)
