"""Check-ins under way."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import aiosqlite

from alongside.clock import from_seconds, to_seconds
from alongside.errors import Unsealable
from alongside.model import Category, CheckIn, Draft, Kind, Purpose, Unreadable
from alongside.store.consents import find_consent
from alongside.store.database import Database, fetch_all, fetch_one
from alongside.store.entries import COLUMNS, SealedEntry, open_entry, seal_entry
from alongside.store.people import People
from alongside.store.sealing import Sealer

TABLE = "draft"
# How far back the last check-in is looked for, among days and pauses.
_LOOK_BACK = 20
_CHECK_INS = (Kind.QUICK, Kind.GUIDED)


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
            if consent is None or not consent.holds or sealer is None:
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
        if check_in.kind is Kind.GUIDED:
            return self._people.slot(owner, check_in.category or "")
        # A form that was opened and never sent: the next one takes its place.
        unsent = check_in == CheckIn({}, check_in.category, check_in.label)
        return self._people.slot(owner, "unsent") if unsent else None

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
            # One that turned into a guided one takes its slot, unless another is under way there already.
            slot = self._slot(owner, draft.check_in)
            other = "SELECT 1 FROM draft WHERE owner = ? AND slot = ? AND id <> ?"
            if slot is not None and await fetch_one(connection, other, owner, slot, draft.id):
                slot = None
            await connection.execute(
                "UPDATE draft SET slot = ?, body = ?, label = ?, note = ? WHERE owner = ? AND id = ?",
                (slot, sealed.body, sealed.label, sealed.note, owner, draft.id),
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
            newest = await newest_entries(connection, owner, sealer)
            return next((asked for _, asked in newest if asked), ())

    async def last_question(self, user_id: int, other_than: str) -> str | None:
        """Return the open question of this person's newest other check-in, kept or not."""
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            sealer = await self._people.sealer(connection, owner)
            newest = await newest_entries(connection, owner, sealer, other_than)
            asked = (each.question for each, _ in newest if each.kind in _CHECK_INS and each.question)
            return next(asked, None)

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

    async def all_of(self, user_id: int) -> list[Draft | Unreadable]:
        """Return all of this person's drafts, oldest first. Raises Unsealable where no key opens."""
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            sealer = await self._people.sealer(connection, owner)
            rows = await fetch_all(
                connection, f"SELECT {COLUMNS} FROM draft WHERE owner = ? ORDER BY created_at, id", owner
            )
            return [] if sealer is None else [_read(row, sealer) for row in rows]


def _read(row: tuple[Any, ...], sealer: Sealer) -> Draft | Unreadable:
    try:
        return _opened(row, sealer)
    except Unsealable:
        return Unreadable(row[0], from_seconds(row[1]))


def _opened(row: tuple[Any, ...], sealer: Sealer) -> Draft:
    check_in, asked, step = open_entry(sealer, TABLE, row[0], SealedEntry(*row[2:5]))
    return Draft(row[0], from_seconds(row[1]), asked, check_in, step)


async def find_draft(
    connection: aiosqlite.Connection, owner: str, sealer: Sealer, record: str
) -> Draft | None:
    """Return a draft on the caller's connection, or None. Raises Unsealable."""
    row = await fetch_one(
        connection, f"SELECT {COLUMNS} FROM draft WHERE owner = ? AND id = ?", owner, record
    )
    return None if row is None else _opened(row, sealer)


async def newest_entries(
    connection: aiosqlite.Connection, owner: str, sealer: Sealer | None, other_than: str = ""
) -> list[tuple[CheckIn, tuple[str, ...]]]:
    """Return the newest drafts and reflections that open, of any kind, the newest first."""
    if sealer is None:
        return []
    found: list[tuple[int, CheckIn, tuple[str, ...]]] = []
    for table in (TABLE, "reflection"):
        rows = await fetch_all(
            connection,
            f"SELECT {COLUMNS} FROM {table} WHERE owner = ? AND id <> ? ORDER BY created_at DESC, id LIMIT ?",
            owner,
            other_than,
            _LOOK_BACK,
        )
        for row in rows:
            try:
                check_in, asked, _ = open_entry(sealer, table, row[0], SealedEntry(*row[2:5]))
            except Unsealable:
                continue  # freshness is not worth failing for
            found.append((row[1], check_in, asked))
    return [(check_in, asked) for _, check_in, asked in sorted(found, key=lambda each: -each[0])]
