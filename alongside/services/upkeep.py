"""What has to go, goes: run at start and daily."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

from alongside.clock import Clock
from alongside.errors import StoreBusy
from alongside.services.reflections import UNDO
from alongside.store.opening import Store

DRAFT_DAYS = 30
# How long the end of a pause waits to be answered.
PAUSE_DAYS = 7
# How long it is known which dates had a reminder: until then they are over everywhere.
DELIVERY_DAYS = 28
# How long a support channel's counts by the week stay.
WEEKS_KEPT = 26
# How long a copy from before a migration stays; it holds what people may have erased since.
COPY_DAYS = 30


class Upkeep:
    """Removes what is older than it was agreed to be kept."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def run(self) -> Mapping[str, int]:
        """Remove what has expired; return how many there were of each kind."""
        now = self._clock.now()
        removed = {
            "drafts": await self._store.drafts.remove_older(now - timedelta(days=DRAFT_DAYS)),
            "reflections": await self._store.reflections.remove_expired(now),
            "removed": await self._store.removals.purge(now - UNDO),
            "pauses": await self._store.pauses.remove_older(now - timedelta(days=PAUSE_DAYS)),
            "deliveries": await self._store.deliveries.remove_older(now - timedelta(days=DELIVERY_DAYS)),
            "support_weeks": await self._store.support_spaces.forget_weeks(
                (now - timedelta(weeks=WEEKS_KEPT)).date()
            ),
        }
        await self._store.database.remove_old_copies(now - timedelta(days=COPY_DAYS))
        with suppress(StoreBusy):  # the next run comes by again
            await self._store.database.forget_deleted()
        return removed
