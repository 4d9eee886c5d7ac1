"""Bringing reflections back from a file: looked at first, and taken in only when that was agreed to."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.clock import Clock
from alongside.errors import UserError
from alongside.importing import Found, read_export
from alongside.model import Purpose, Reflection
from alongside.store.opening import Store

# Nobody gets to more than this by bringing back: lists and pictures stay quick, and the disk the host's.
MOST_KEPT = 50_000


@dataclass(frozen=True)
class Preview:
    """What taking a file in would do. `expired` are older than this person wants things kept.

    `new` are those that would come; `first` and `last` is from when to when they are, None for none.
    """

    new: int
    there: int
    expired: int
    unreadable: int
    others: int
    part: int
    parts: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True)
class _Sorted:
    found: Found
    wanted: tuple[Reflection, ...]
    there: int
    expired: int


class BringingService:
    """Exports that come back."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        # One file is read at a time: what its reading takes in memory is taken once.
        self._reading = asyncio.Lock()

    async def preview(self, user_id: int, data: bytes) -> Preview:
        """Say what taking a file in would do. Raises UserError with the reason why it is refused."""
        looked = await self._look(user_id, data)
        times = sorted(each.created_at for each in looked.wanted)
        return Preview(
            new=len(looked.wanted),
            there=looked.there,
            expired=looked.expired,
            unreadable=looked.found.unreadable,
            others=looked.found.others,
            part=looked.found.part,
            parts=looked.found.parts,
            first=times[0] if times else None,
            last=times[-1] if times else None,
        )

    async def take(self, user_id: int, data: bytes) -> int | None:
        """Take in what is not there yet; return how many, or None where history is not agreed to.

        A second time changes nothing. Raises UserError, and then nothing was changed.
        """
        looked = await self._look(user_id, data)
        return await self._store.bringing.add(user_id, looked.wanted, looked.found.intentions)

    async def _look(self, user_id: int, data: bytes) -> _Sorted:
        now = self._clock.now()
        async with self._reading:
            found = await asyncio.to_thread(read_export, data, now)
        there = await self._store.bringing.ids_of(user_id)
        others = [each for each in found.reflections if each.id not in there]
        since = await self._kept_since(user_id, now)
        wanted = tuple(each for each in others if since is None or each.created_at >= since)
        if wanted and len(there) + len(wanted) > MOST_KEPT:
            raise UserError("import-many", most=MOST_KEPT)
        return _Sorted(found, wanted, len(found.reflections) - len(others), len(others) - len(wanted))

    async def _kept_since(self, user_id: int, now: datetime) -> datetime | None:
        consent = await self._store.consents.get(user_id, Purpose.HISTORY)
        days = None if consent is None else consent.retention.days
        return None if days is None else now - timedelta(days=days)
