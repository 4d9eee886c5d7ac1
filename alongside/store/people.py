"""Who is in the store: owner tags and each person's own key."""

from collections.abc import Iterable

import aiosqlite

from alongside.store.database import fetch_all, fetch_one
from alongside.store.sealing import MasterKey, OwnerTags, Sealer, new_key


class People:
    """Looks people up by their tag. Works inside a transaction or on a reading connection of the caller."""

    def __init__(self, master: MasterKey, tags: OwnerTags) -> None:
        self._master = master
        self._tags = tags

    def tag(self, user_id: int) -> str:
        """Return the owner tag of a Discord user id."""
        return self._tags.of(user_id)

    def slot(self, owner: str, name: str) -> str:
        """Return a keyed hash of something that each person has one of; it tells nothing by itself."""
        return self._tags.slot(owner, name)

    def pair(self, owner: str, user_id: int) -> str:
        """Return a keyed hash of an owner and somebody else, under which neither is found alone."""
        return self._tags.slot(owner, f"pair {self._tags.of(user_id)}")

    def pairs_with(self, user_id: int, owners: Iterable[str]) -> list[str]:
        """Return what `pair` does, for many owners and one other."""
        name = f"pair {self._tags.of(user_id)}"
        return [self._tags.slot(owner, name) for owner in owners]

    async def sealer(self, connection: aiosqlite.Connection, owner: str) -> Sealer | None:
        """Return what opens this person's content, or None where nothing is stored of them.

        Raises Unsealable where their key was altered or moved.
        """
        row = await fetch_one(connection, "SELECT wrapped_key FROM person WHERE owner = ?", owner)
        return None if row is None else self.opened(owner, row[0])

    def opened(self, owner: str, wrapped_key: bytes) -> Sealer:
        """Return what opens a person's content, from the key as their row has it. Raises Unsealable."""
        return Sealer(self._master.unwrap(wrapped_key, owner), owner)

    async def ensure(self, connection: aiosqlite.Connection, owner: str) -> None:
        """Make a key for this person if they have none.

        Only ever called together with a consent, or with what they asked for in a click that said so.
        """
        await connection.execute(
            "INSERT INTO person (owner, wrapped_key, master_id) VALUES (?, ?, ?) "
            "ON CONFLICT (owner) DO NOTHING",
            (owner, self._master.wrap(new_key(), owner), self._master.id),
        )

    async def forget_if_nothing(self, connection: aiosqlite.Connection, owner: str) -> None:
        """Delete a person's key where it is all that is left of them: no consent, and no other row."""
        for table in await personal_tables(connection):
            if table != "person" and await fetch_one(
                connection, f"SELECT 1 FROM {table} WHERE owner = ? LIMIT 1", owner
            ):
                return
        await connection.execute("DELETE FROM person WHERE owner = ?", (owner,))

    def space(self, guild_id: int) -> str:
        """Return the tag of a server: a keyed hash of its id."""
        return self._tags.slot("space", f"{guild_id}")

    def place(self, thread_id: int) -> str:
        """Return the tag of a thread: a keyed hash of its id."""
        return self._tags.slot("place", f"{thread_id}")

    def new_space_key(self, space: str) -> tuple[Sealer, bytes, str]:
        """Make a key for a server's settings: what seals with it, the wrapped key, the master key's id."""
        key = new_key()
        return Sealer(key, space), self._master.wrap(key, space), self._master.id

    def space_sealer(self, space: str, wrapped: bytes) -> Sealer:
        """Return what opens a server's settings. Raises Unsealable."""
        return Sealer(self._master.unwrap(wrapped, space), space)


async def personal_tables(connection: aiosqlite.Connection) -> list[str]:
    """Return every table that has an owner, as the database file itself says."""
    rows = await fetch_all(
        connection,
        "SELECT m.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c "
        "WHERE m.type = 'table' AND c.name = 'owner' ORDER BY m.name",
    )
    return [str(row[0]) for row in rows]
