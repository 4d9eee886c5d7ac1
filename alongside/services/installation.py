"""What the bot remembers about itself between two starts."""

from alongside.store.opening import Store

_COMMANDS = "commands"


class Installation:
    """Facts about this installation, belonging to nobody."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def commands_told(self) -> str | None:
        """Return the fingerprint of the commands that Discord was told about last."""
        return await self._store.meta.get(_COMMANDS)

    async def remember_commands(self, fingerprint: str) -> None:
        """Remember what Discord was told about."""
        await self._store.meta.set(_COMMANDS, fingerprint)
