"""Check-ins under way."""

from collections.abc import Callable
from datetime import datetime

import aiosqlite

from alongside.clock import from_seconds, to_seconds
from alongside.errors import Unsealable
from alongside.model import Category, CheckIn, Draft, Kind, Purpose
from alongside.store.consents import find_consent
from alongside.store.database import Database, fetch_all, fetch_one
from alongside.store.entries import COLUMNS, SealedEntry, open_entry, seal_entry
from alongside.store.people import People
from alongside.store.sealing import Sealer

TABLE = "draft"


class Drafts:
    """Drafts by person and id; nobody's draft is found through somebody else's key."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def add(self, user_id: int, draft: Draft) -> bool:
        """Write a new draft. Returns False, and writes nothing, without consent to history.

        A guided one takes the place of an earlier one about the same kind of relation.
        """
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            consent = await find_consent(connection, owner, Purpose.HISTORY)
            sealer = await self._people.sealer(connection, owner)
            if consent is None or not consent.active or sealer is None:
                return False
            slot = self._slot(owner, draft.check_in)
            await connection.execute("DELETE FROM draft WHERE owner = ? AND slot = ?", (owner, slot))
            sealed = seal_entry(sealer, TABLE, draft.id, draft.check_in, draft.asked, draft.step)
            await connection.execute(
                f"INSERT INTO draft (owner, slot, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (owner, slot, draft.id, to_seconds(draft.created_at), sealed.body, sealed.label, sealed.note),
            )
            return True

    def _slot(self, owner: str, check_in: CheckIn) -> str | None:
        if check_in.kind is not Kind.GUIDED:
            return None
        return self._people.slot(owner, check_in.category or "")

    async def change(self, user_id: int, record: str, change: Callable[[Draft], Draft]) -> Draft | None:
        """Change a draft as it stands now, in one transaction; None where it is gone. Raises Unsealable.

        Two windows that change it at once both do: nothing that the other wrote is lost.
        """
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            sealer = await self._people.sealer(connection, owner)
            draft = None if sealer is None else await find_draft(connection, owner, sealer, record)
            if sealer is None or draft is None:
                return None
            draft = change(draft)
            sealed = seal_entry(sealer, TABLE, draft.id, draft.check_in, draft.asked, draft.step)
            await connection.execute(
                "UPDATE draft SET body = ?, label = ?, note = ? WHERE owner = ? AND id = ?",
                (sealed.body, sealed.label, sealed.note, owner, draft.id),
            )
            return draft

    async def guided(self, user_id: int, category: Category | None) -> Draft | None:
        """Return this person's guided draft about a kind of relation, or None. Raises Unsealable."""
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            sealer = await self._people.sealer(connection, owner)
            slot = self._people.slot(owner, category or "")
            row = await fetch_one(
                connection, "SELECT id FROM draft WHERE owner = ? AND slot = ?", owner, slot
            )
            if sealer is None or row is None:
                return None
            return await find_draft(connection, owner, sealer, row[0])

    async def get(self, user_id: int, record: str) -> Draft | None:
        """Return a draft of this person's own, or None. Raises Unsealable where it was tampered with."""
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            sealer = await self._people.sealer(connection, owner)
            return None if sealer is None else await find_draft(connection, owner, sealer, record)

    async def last_asked(self, user_id: int) -> tuple[str, ...]:
        """Return the ids of the questions that this person's newest check-in put, kept or not."""
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            sealer = await self._people.sealer(connection, owner)
            return () if sealer is None else await last_asked(connection, owner, sealer)

    async def newest_answered(self, user_id: int) -> Draft | None:
        """Return this person's newest draft that has answers, or None."""
        answered = [draft for draft in await self.all_of(user_id) if draft.check_in.answers]
        return answered[-1] if answered else None

    async def remove(self, user_id: int, record: str) -> bool:
        """Delete a draft of this person's own. Returns whether there was one."""
        async with self._database.write() as connection:
            cursor = await connection.execute(
                "DELETE FROM draft WHERE owner = ? AND id = ?", (self._people.tag(user_id), record)
            )
            return cursor.rowcount > 0

    async def remove_older(self, than: datetime) -> int:
        """Delete everybody's drafts from before an instant; return how many."""
        async with self._database.write() as connection:
            cursor = await connection.execute("DELETE FROM draft WHERE created_at < ?", (to_seconds(than),))
            return cursor.rowcount

    async def all_of(self, user_id: int) -> list[Draft]:
        """Return all of this person's drafts that open, oldest first."""
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            sealer = await self._people.sealer(connection, owner)
            found: list[Draft] = []
            ids = await fetch_all(
                connection, "SELECT id FROM draft WHERE owner = ? ORDER BY created_at, id", owner
            )
            for (record,) in ids:
                try:
                    draft = None if sealer is None else await find_draft(connection, owner, sealer, record)
                except Unsealable:
                    continue
                found += [] if draft is None else [draft]
            return found


async def find_draft(
    connection: aiosqlite.Connection, owner: str, sealer: Sealer, record: str
) -> Draft | None:
    """Return a draft on the caller's connection, or None. Raises Unsealable."""
    row = await fetch_one(
        connection, f"SELECT {COLUMNS} FROM draft WHERE owner = ? AND id = ?", owner, record
    )
    if row is None:
        return None
    check_in, asked, step = open_entry(sealer, TABLE, row[0], SealedEntry(*row[2:5]))
    return Draft(row[0], from_seconds(row[1]), asked, check_in, step)


async def last_asked(connection: aiosqlite.Connection, owner: str, sealer: Sealer) -> tuple[str, ...]:
    """Return the ids of the questions that this person's newest check-in put, kept or not."""
    newest: tuple[int, tuple[str, ...]] = (0, ())
    for table in (TABLE, "reflection"):
        row = await fetch_one(
            connection,
            f"SELECT {COLUMNS} FROM {table} WHERE owner = ? ORDER BY created_at DESC, id LIMIT 1",
            owner,
        )
        if row is not None and row[1] > newest[0]:
            try:
                newest = (row[1], open_entry(sealer, table, row[0], SealedEntry(*row[2:5]))[1])
            except Unsealable:
                continue  # freshness is not worth failing for
    return newest[1]
