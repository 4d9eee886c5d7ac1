"""Erasing a person, and proving it from the schema itself rather than from a list that could age."""

from alongside.errors import StoreBusy
from alongside.store.database import Database, fetch_one
from alongside.store.offers import forget_asked
from alongside.store.people import People, personal_tables

# Tables that belong to no person. Every other table has an `owner`, and is erased and exported. A support
# channel is its server's: where it is and how it was set up, and how many asked in a week.
IMPERSONAL = frozenset({"keyring", "meta", "support_space", "support_week"})

__all__ = ["IMPERSONAL", "Erasure", "personal_tables"]


class Erasure:
    """Takes everything of a person out of the store."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def erase(self, user_id: int) -> None:
        """Delete a person: their key, by cascade every row they own, and cards on which they were asked."""
        async with self._database.write() as connection:
            await forget_asked(connection, self._people, user_id)
            await connection.execute("DELETE FROM person WHERE owner = ?", (self._people.tag(user_id),))
        try:
            await self._database.forget_deleted()
        except StoreBusy:
            return  # somebody reads old pages right now; the daily upkeep empties the log again

    async def rows_of(self, user_id: int) -> dict[str, int]:
        """Count what is left of a person in every table that has an owner; walks the schema."""
        owner = self._people.tag(user_id)
        counts: dict[str, int] = {}
        async with self._database.read() as connection:
            for table in await personal_tables(connection):
                row = await fetch_one(connection, f"SELECT count(*) FROM {table} WHERE owner = ?", owner)
                counts[table] = int(row[0]) if row else 0
        return counts
