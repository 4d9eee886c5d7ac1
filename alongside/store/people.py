"""Who is in the store: owner tags and each person's own key."""

import aiosqlite

from alongside.store.database import fetch_one
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
        """Make a key for this person if they have none. Only ever called together with a consent."""
        await connection.execute(
            "INSERT INTO person (owner, wrapped_key, master_id) VALUES (?, ?, ?) "
            "ON CONFLICT (owner) DO NOTHING",
            (owner, self._master.wrap(new_key(), owner), self._master.id),
        )
