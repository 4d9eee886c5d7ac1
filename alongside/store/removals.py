"""Reflections that were deleted a moment ago, and can still be brought back.

They are moved, sealed as they are, to a table that nothing else reads; so they are out of every list,
search and export at once, and erased with everything else.
"""

from collections.abc import Sequence
from datetime import datetime

from alongside.clock import from_seconds, to_seconds
from alongside.store.database import Database, fetch_one
from alongside.store.people import People

_CELLS = "id, created_at, body, label, note"


class Removals:
    """What each person deleted; nobody's is brought back through somebody else's key."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def remove(self, user_id: int, records: Sequence[str], removal: str, now: datetime) -> int:
        """Delete these reflections of this person's own, readable or not; return how many there were.

        Until they are purged they can be brought back by the name of the removal.
        """
        owner = self._people.tag(user_id)
        named = [(owner, record) for record in records]
        async with self._database.write() as connection:
            # One that was deleted, brought back from a file and is deleted again.
            await connection.executemany(
                "DELETE FROM removed WHERE owner = ? AND id = ? AND EXISTS (SELECT 1 FROM reflection AS r "
                "WHERE r.owner = removed.owner AND r.id = removed.id)",
                named,
            )
            await connection.executemany(
                f"INSERT INTO removed (owner, removal, removed_at, {_CELLS}, due_at, asked_at) "
                "SELECT r.owner, ?, ?, r.id, r.created_at, r.body, r.label, r.note, i.due_at, i.asked_at "
                "FROM reflection AS r LEFT JOIN intention AS i ON i.owner = r.owner AND i.id = r.id "
                "WHERE r.owner = ? AND r.id = ?",
                [(removal, to_seconds(now), *each) for each in named],
            )
            cursor = await connection.executemany("DELETE FROM reflection WHERE owner = ? AND id = ?", named)
            return cursor.rowcount

    async def bring_back(self, user_id: int, removal: str, since: datetime) -> int:
        """Undo a removal of this person's own that was made at or after an instant; return how many came.

        What is there again under the same id, from a file, stays as it is.
        """
        owner = self._people.tag(user_id)
        named = (owner, removal, to_seconds(since))
        of_it = "FROM removed WHERE owner = ? AND removal = ? AND removed_at >= ?"
        async with self._database.write() as connection:
            cursor = await connection.execute(
                f"INSERT INTO reflection (owner, {_CELLS}) SELECT owner, {_CELLS} {of_it} "
                "ON CONFLICT (owner, id) DO NOTHING",
                named,
            )
            await connection.execute(
                "INSERT INTO intention (owner, id, due_at, asked_at) "
                f"SELECT owner, id, due_at, asked_at {of_it} AND due_at IS NOT NULL "
                "ON CONFLICT (owner, id) DO NOTHING",
                named,
            )
            await connection.execute(f"DELETE {of_it}", named)
            return cursor.rowcount

    async def count(self, user_id: int, removal: str, since: datetime) -> int:
        """Return how many entries of a removal of this person's own can be brought back."""
        async with self._database.read() as connection:
            row = await fetch_one(
                connection,
                "SELECT count(*) FROM removed WHERE owner = ? AND removal = ? AND removed_at >= ?",
                self._people.tag(user_id),
                removal,
                to_seconds(since),
            )
            return int(row[0]) if row else 0

    async def purge(self, before: datetime) -> int:
        """Let everybody's removals from before an instant go for good; return how many entries it were."""
        async with self._database.write() as connection:
            cursor = await connection.execute(
                "DELETE FROM removed WHERE removed_at < ?", (to_seconds(before),)
            )
            return cursor.rowcount

    async def earliest(self) -> datetime | None:
        """Return when the oldest removal was made that is still there, or None."""
        async with self._database.read() as connection:
            row = await fetch_one(connection, "SELECT min(removed_at) FROM removed")
            return None if row is None or row[0] is None else from_seconds(row[0])
