"""What has to go, goes: run at start and daily."""

from contextlib import suppress
from datetime import timedelta

from alongside.clock import Clock
from alongside.errors import StoreBusy
from alongside.store.opening import Store

DRAFT_DAYS = 30


class Upkeep:
    """Removes what is older than it was agreed to be kept."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def run(self) -> tuple[int, int]:
        """Remove expired drafts and reflections; return how many of each."""
        now = self._clock.now()
        drafts = await self._store.drafts.remove_older(now - timedelta(days=DRAFT_DAYS))
        reflections = await self._store.reflections.remove_expired(now)
        with suppress(StoreBusy):  # the next run comes by again
            await self._store.database.forget_deleted()
        return drafts, reflections
