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
        return None if row is None else Sealer(self._master.unwrap(row[0], owner), owner)

    async def ensure(self, connection: aiosqlite.Connection, owner: str) -> None:
        """Make a key for this person if they have none. Only ever called together with a consent."""
        await connection.execute(
            "INSERT INTO person (owner, wrapped_key, master_id) VALUES (?, ?, ?) "
            "ON CONFLICT (owner) DO NOTHING",
            (owner, self._master.wrap(new_key(), owner), self._master.id),
        )

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
