"""Reflections that somebody brings back from an export."""

import asyncio
from collections.abc import Mapping, Sequence

import aiosqlite

from alongside.clock import to_seconds
from alongside.model import Intention, Purpose, Reflection
from alongside.store.consents import find_consent
from alongside.store.database import Database, Value, fetch_all, fetch_one
from alongside.store.entries import COLUMNS, seal_entry
from alongside.store.people import People
from alongside.store.reflections import TABLE
from alongside.store.sealing import Sealer

_KEY = "SELECT wrapped_key FROM person WHERE owner = ?"
_INTENTION = "INSERT INTO intention (owner, id, due_at, asked_at) VALUES (?, ?, ?, ?)"


class Bringing:
    """Adds reflections under ids that they have already; what is there is never changed."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def ids_of(self, user_id: int) -> frozenset[str]:
        """Return the ids of everything this person kept or has under way."""
        async with self._database.read() as connection:
            return await _ids(connection, self._people.tag(user_id))

    async def add(
        self, user_id: int, reflections: Sequence[Reflection], intentions: Mapping[str, Intention]
    ) -> int | None:
        """Add those that are not there yet, all or none; return how many, None without consent to history.

        An intention comes with its reflection. What belongs to somebody else is out of reach: a row is
        sealed and found with this person's key alone. Raises StoreError, and Unsealable where their key
        does not open.
        """
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            key = await fetch_one(connection, _KEY, owner)
            sealer = await self._people.sealer(connection, owner)
            there = await _ids(connection, owner)
        if sealer is None or key is None:
            return None
        # Sealing thousands takes a while: it is done apart, and before anything is locked.
        wanted = [each for each in reflections if each.id not in there]
        rows = await asyncio.to_thread(_sealed, owner, sealer, wanted)
        async with self._database.write() as connection:
            consent = await find_consent(connection, owner, Purpose.HISTORY)
            # With another key than before they were erased meanwhile, and came back.
            if consent is None or not consent.holds or await fetch_one(connection, _KEY, owner) != key:
                return None
            there = await _ids(connection, owner)
            new = [row for row in rows if row[1] not in there]
            await connection.executemany(
                f"INSERT INTO reflection (owner, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", new
            )
            added = [str(row[1]) for row in new]
            due = [_intention(owner, each, intentions[each]) for each in added if each in intentions]
            await connection.executemany(_INTENTION, due)
            return len(new)


async def _ids(connection: aiosqlite.Connection, owner: str) -> frozenset[str]:
    # An undecided one becomes a reflection of the same id when it is kept.
    rows = await fetch_all(
        connection,
        "SELECT id FROM reflection WHERE owner = ? UNION SELECT id FROM draft WHERE owner = ?",
        owner,
        owner,
    )
    return frozenset(str(row[0]) for row in rows)


def _sealed(owner: str, sealer: Sealer, reflections: Sequence[Reflection]) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for each in reflections:
        sealed = seal_entry(sealer, TABLE, each.id, each.check_in, tuple(each.check_in.answers))
        rows.append((owner, each.id, to_seconds(each.created_at), sealed.body, sealed.label, sealed.note))
    return rows


def _intention(owner: str, record: str, intention: Intention) -> tuple[Value, ...]:
    asked = intention.asked_at
    return (owner, record, to_seconds(intention.due_at), None if asked is None else to_seconds(asked))
