"""What people agreed to."""

from datetime import datetime

import aiosqlite

from alongside.clock import from_seconds, to_seconds
from alongside.model import Consent, Purpose, Retention
from alongside.store.database import Database, fetch_one
from alongside.store.people import People
from alongside.store.reminder_rows import drop_reminder

# An address that was taken out, where there is no key at hand to seal an empty one with.
NOWHERE = b""


class Consents:
    """Consents by person and purpose."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def get(self, user_id: int, purpose: Purpose) -> Consent | None:
        """Return a consent, withdrawn or not; None where there never was one."""
        async with self._database.read() as connection:
            return await find_consent(connection, self._people.tag(user_id), purpose)

    async def give(
        self, user_id: int, purpose: Purpose, version: int, retention: Retention, now: datetime
    ) -> None:
        """Record a consent; this is the first thing that is ever written about a person."""
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            await self._people.ensure(connection, owner)
            await record_consent(connection, owner, purpose, version, retention, now)

    async def withdraw(self, user_id: int, purpose: Purpose, now: datetime) -> None:
        """End a consent and drop what stood on it; what was kept stays until it is deleted."""
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            await end_consent(connection, owner, purpose, now)


async def record_consent(
    connection: aiosqlite.Connection,
    owner: str,
    purpose: Purpose,
    version: int,
    retention: Retention,
    now: datetime,
) -> None:
    """Record the consent of a person who has a key, on the caller's connection."""
    await connection.execute(
        "INSERT INTO consent (owner, purpose, version, given_at, withdrawn_at, retention) "
        "VALUES (?, ?, ?, ?, NULL, ?) ON CONFLICT (owner, purpose) DO UPDATE SET "
        "given_at = CASE WHEN consent.withdrawn_at IS NULL AND consent.version = excluded.version "
        "THEN consent.given_at ELSE excluded.given_at END, "
        "version = excluded.version, withdrawn_at = NULL, "
        "retention = excluded.retention",
        (owner, purpose.value, version, to_seconds(now), retention.value),
    )


async def end_consent(connection: aiosqlite.Connection, owner: str, purpose: Purpose, now: datetime) -> None:
    """End a consent on the caller's connection: check-ins under way go with the one to history.

    A daily reminder goes with the one to messages, and with it what was claimed. A pause stands on either
    consent, and goes with the last of them. What is left of it after the consent to messages is without
    an address: nobody is sent what they took back.
    """
    await connection.execute(
        "UPDATE consent SET withdrawn_at = ? WHERE owner = ? AND purpose = ? AND withdrawn_at IS NULL",
        (to_seconds(now), owner, purpose.value),
    )
    if purpose is Purpose.HISTORY:
        await connection.execute("DELETE FROM draft WHERE owner = ?", (owner,))
    elif purpose is Purpose.MESSAGES:
        await connection.execute("UPDATE pause SET address = ? WHERE owner = ?", (NOWHERE, owner))
        await drop_reminder(connection, owner)
    await connection.execute(
        "DELETE FROM pause WHERE owner = ? AND NOT EXISTS (SELECT 1 FROM consent "
        "WHERE consent.owner = pause.owner AND purpose IN (?, ?) AND withdrawn_at IS NULL)",
        (owner, Purpose.HISTORY.value, Purpose.MESSAGES.value),
    )


async def find_consent(connection: aiosqlite.Connection, owner: str, purpose: Purpose) -> Consent | None:
    """Return a person's consent for a purpose, on the caller's connection."""
    row = await fetch_one(
        connection,
        "SELECT version, given_at, withdrawn_at, retention FROM consent WHERE owner = ? AND purpose = ?",
        owner,
        purpose.value,
    )
    if row is None:
        return None
    return Consent(
        purpose=purpose,
        version=row[0],
        given_at=from_seconds(row[1]),
        withdrawn_at=None if row[2] is None else from_seconds(row[2]),
        retention=Retention(row[3]),
    )
