"""What people meant to ask, and want to be asked about once."""

from datetime import datetime

import aiosqlite

from alongside.clock import from_seconds, to_seconds
from alongside.errors import Unsealable
from alongside.model import Intention, Purpose, Reflection
from alongside.store.consents import find_consent
from alongside.store.database import Database, fetch_all, fetch_one
from alongside.store.people import People
from alongside.store.reflections import find_reflection
from alongside.store.sealing import Sealer

_DUE = (
    "SELECT id FROM intention WHERE owner = ? AND asked_at IS NULL AND due_at <= ? "
    "ORDER BY due_at, id LIMIT 1"
)


class Intentions:
    """Intentions by person; each belongs to a reflection, has its id, and goes with it."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def take_due(self, user_id: int, now: datetime) -> Reflection | None:
        """Return the oldest one that is due, and count it as asked in the same transaction.

        So it is asked once, whatever happens at once. While history is withdrawn nothing is asked;
        what was told of already, or cannot be opened, is passed over for good.
        """
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            # Every command comes by here, and next to none has anything to write.
            if await fetch_one(connection, _DUE, owner, to_seconds(now)) is None:
                return None
        async with self._database.write() as connection:
            consent = await find_consent(connection, owner, Purpose.HISTORY)
            if consent is None or not consent.active:
                return None
            while (row := await fetch_one(connection, _DUE, owner, to_seconds(now))) is not None:
                await connection.execute(
                    "UPDATE intention SET asked_at = ? WHERE owner = ? AND id = ?",
                    (to_seconds(now), owner, row[0]),
                )
                found = await self._open(connection, owner, row[0])
                if found is not None and found.check_in.plan and found.check_in.outcome is None:
                    return found
        return None

    async def _open(self, connection: aiosqlite.Connection, owner: str, record: str) -> Reflection | None:
        try:
            sealer = await self._people.sealer(connection, owner)
        except Unsealable:
            return None
        found = None if sealer is None else await find_reflection(connection, owner, sealer, record)
        return found if isinstance(found, Reflection) else None

    async def all_of(self, user_id: int) -> dict[str, Intention]:
        """Return all of this person's intentions, by the id of their reflection."""
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            rows = await fetch_all(
                connection, "SELECT id, due_at, asked_at FROM intention WHERE owner = ?", owner
            )
            return {
                row[0]: Intention(from_seconds(row[1]), None if row[2] is None else from_seconds(row[2]))
                for row in rows
            }


async def due_intention(
    connection: aiosqlite.Connection, owner: str, sealer: Sealer, now: datetime
) -> Reflection | None:
    """Return the reflection whose plan is to be asked about, on the caller's connection; it stays due.

    None while history is withdrawn, and where it was told of already or cannot be opened.
    """
    row = await fetch_one(connection, _DUE, owner, to_seconds(now))
    if row is None:
        return None
    consent = await find_consent(connection, owner, Purpose.HISTORY)
    found = await find_reflection(connection, owner, sealer, row[0])
    if consent is None or not consent.active or not isinstance(found, Reflection):
        return None
    return found if found.check_in.plan and found.check_in.outcome is None else None


async def count_as_asked(connection: aiosqlite.Connection, owner: str, record: str, now: datetime) -> None:
    """Count an intention as asked about, on the caller's connection."""
    await connection.execute(
        "UPDATE intention SET asked_at = ? WHERE owner = ? AND id = ? AND asked_at IS NULL",
        (to_seconds(now), owner, record),
    )
