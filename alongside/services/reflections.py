"""Finding reflections again."""

from dataclasses import dataclass

from alongside.errors import Unsealable
from alongside.model import CheckIn, Draft, Reflection, Unreadable
from alongside.store.opening import Store

PAGE_SIZE = 5
# How many of the newest reflections are looked through for labels, at each key that is typed.
LABELS_FROM = 300


@dataclass(frozen=True)
class Page:
    """A page of somebody's reflections, newest first; numbers count from 0.

    `undecided` are those that were neither kept nor dropped, the newest first; on page 0 only.
    """

    entries: list[Reflection | Unreadable]
    number: int
    pages: int
    total: int
    undecided: list[Draft]


class ReflectionService:
    """Somebody's own reflections, and nobody else's."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def page(self, user_id: int, number: int) -> Page:
        """Return a page; one past the last gives the last."""
        total = await self._store.reflections.count(user_id)
        pages = max(1, -(-total // PAGE_SIZE))
        number = min(max(number, 0), pages - 1)
        entries = await self._store.reflections.page(user_id, number * PAGE_SIZE, PAGE_SIZE)
        undecided = await self._undecided(user_id) if number == 0 else []
        return Page(entries, number, pages, total, undecided)

    async def _undecided(self, user_id: int) -> list[Draft]:
        """Return what was said and neither kept nor dropped, the newest first."""
        try:
            found = await self._store.drafts.all_of(user_id)
        except Unsealable:
            return []
        drafts = [each for each in found if isinstance(each, Draft)]
        # What has ratings was a pause: it has no answers, and is decided on all the same.
        return [each for each in reversed(drafts) if _said(each.check_in)]

    async def get(self, user_id: int, record: str) -> Reflection | Unreadable | None:
        """Return one of this person's own, or None: nothing tells whether it exists for somebody else."""
        return await self._store.reflections.get(user_id, record)

    async def remove(self, user_id: int, record: str) -> bool:
        """Delete one of this person's own for good. Returns whether there was one."""
        return await self._store.reflections.remove(user_id, record)

    async def labels(self, user_id: int, typed: str, limit: int = 25) -> list[str]:
        """Return this person's own labels that contain what was typed, the latest used first."""
        found: dict[str, None] = {}
        for entry in await self._store.reflections.page(user_id, 0, LABELS_FROM):
            label = entry.check_in.label if isinstance(entry, Reflection) else None
            if label is not None and typed.casefold() in label.casefold():
                found.setdefault(label)
        return list(found)[:limit]


def _said(check_in: CheckIn) -> bool:
    return bool(check_in.answers or check_in.written or check_in.ratings)
