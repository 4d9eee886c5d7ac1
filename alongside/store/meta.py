"""Facts about the bot itself, belonging to nobody."""

from alongside.store.database import Database, fetch_one


class Meta:
    """Named values."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, name: str) -> str | None:
        """Return a value, or None."""
        async with self._database.read() as connection:
            row = await fetch_one(connection, "SELECT value FROM meta WHERE name = ?", name)
            return None if row is None else str(row[0])

    async def set(self, name: str, value: str) -> None:
        """Set a value."""
        async with self._database.write() as connection:
            await connection.execute(
                "INSERT INTO meta (name, value) VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, value),
            )
