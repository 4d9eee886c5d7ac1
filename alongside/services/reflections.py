"""Finding reflections again, adding to them, and deleting them."""

import hashlib
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from alongside.clock import Clock
from alongside.content import Content
from alongside.errors import StoreBusy, Unsealable, UserError
from alongside.looking import Matcher, Wanted, bounds, fold
from alongside.model import NOTE_MAX, CheckIn, Draft, Reflection, Unreadable
from alongside.moments import LATER_MAX, MOST_LATER, Later, local_day
from alongside.services.zones import ZoneOf, nowhere
from alongside.store.opening import Store

PAGE_SIZE = 5
# How long what was deleted can be brought back.
UNDO = timedelta(minutes=15)
# Takes how many were looked at so far.
Progress = Callable[[int], Awaitable[None]]
EVERYTHING = Wanted()


@dataclass(frozen=True)
class Page:
    """A page of somebody's reflections, newest first; numbers count from 0.

    `undecided` are those that were neither kept nor dropped, the newest first; on page 0 of everything
    only. `unreadable` counts those that a search could not look into.
    """

    entries: list[Reflection | Unreadable]
    number: int
    pages: int
    total: int
    undecided: list[Draft]
    unreadable: int = 0


@dataclass(frozen=True)
class Sweep:
    """What is about to be deleted at once. `mark` stands for exactly these entries, and tells nothing."""

    count: int
    mark: str


@dataclass(frozen=True)
class Removed:
    """What was deleted: how many, and the name by which it can be brought back, which tells nothing."""

    count: int
    removal: str


class Added(Enum):
    """What became of a later thought."""

    YES = auto()
    FULL = auto()
    GONE = auto()


class ReflectionService:
    """Somebody's own reflections, and nobody else's."""

    def __init__(self, store: Store, clock: Clock, content: Content, zone_of: ZoneOf = nowhere) -> None:
        self._store = store
        self._clock = clock
        self._content = content
        self._zone_of = zone_of

    async def count(self, user_id: int) -> int:
        """Return how many this person has."""
        return await self._store.reflections.count(user_id)

    async def page(
        self, user_id: int, number: int, wanted: Wanted = EVERYTHING, looked: Progress | None = None
    ) -> Page:
        """Return a page of what is wanted; one past the last gives the last."""
        if wanted.anything:
            return await self._found_page(user_id, number, wanted, looked)
        total = await self._store.reflections.count(user_id)
        pages, number = _place(total, number)
        entries = await self._store.reflections.page(user_id, number * PAGE_SIZE, PAGE_SIZE)
        undecided = await self._undecided(user_id) if number == 0 else []
        return Page(entries, number, pages, total, undecided)

    async def _found_page(self, user_id: int, number: int, wanted: Wanted, looked: Progress | None) -> Page:
        found, unreadable = await self._find(user_id, wanted, looked)
        pages, number = _place(len(found), number)
        # What matched is opened again for the page alone: a search holds ids, never what it read.
        shown = found[number * PAGE_SIZE : (number + 1) * PAGE_SIZE]
        entries = [await self._store.reflections.get(user_id, record) for record in shown]
        there = [each for each in entries if each is not None]
        return Page(there, number, pages, len(found), [], unreadable)

    async def _find(
        self, user_id: int, wanted: Wanted, looked: Progress | None = None
    ) -> tuple[list[str], int]:
        """Return the ids of what is wanted, newest first, and how many could not be opened."""
        # Any language has the same parts and values; only the words differ.
        matches = Matcher(wanted, self._content.bank("en"))
        found: list[str] = []
        done = unreadable = 0
        async for batch in self._store.reflections.look_through(user_id, matches, *bounds(wanted)):
            found += batch.wanted
            done += batch.count
            unreadable += batch.unreadable
            if looked is not None:
                await looked(done)
        return found, unreadable

    async def _undecided(self, user_id: int) -> list[Draft]:
        """Return what was said and neither kept nor dropped, the newest first."""
        try:
            found = await self._store.drafts.all_of(user_id)
        except Unsealable:
            return []
        drafts = [each for each in found if isinstance(each, Draft)]
        # What has ratings was a pause: it has no answers, and is decided on all the same.
        return [each for each in reversed(drafts) if _said(each.check_in)]

    async def today(self, user_id: int) -> date:
        """Return what date it is where this person is, or in UTC where that is not known."""
        return local_day(self._clock.now(), await self._zone_of(user_id)).date

    async def get(self, user_id: int, record: str) -> Reflection | Unreadable | None:
        """Return one of this person's own, or None: nothing tells whether it exists for somebody else."""
        return await self._store.reflections.get(user_id, record)

    async def rewrite(self, user_id: int, record: str, note: str, label: str | None) -> bool:
        """Put a note and a label in place of those that are there; empty ones take them away.

        Returns False where there is no such reflection. Raises UserError.
        """
        tidy = note[:NOTE_MAX] if note.strip() else None
        return await self._change(user_id, record, lambda before: replace(before, note=tidy, label=label))

    async def add_later(self, user_id: int, record: str, text: str) -> Added:
        """Add a thought with the time it is now. Raises UserError."""
        thought = Later(self._clock.now().replace(microsecond=0), text[:LATER_MAX])
        full = False

        def add(before: CheckIn) -> CheckIn:
            nonlocal full
            full = len(before.later) >= MOST_LATER
            return before if full else replace(before, later=(*before.later, thought))

        changed = await self._change(user_id, record, add)
        return Added.GONE if not changed else Added.FULL if full else Added.YES

    async def take_later(self, user_id: int, record: str, number: int, at: int) -> bool:
        """Delete the later thought with this number, if it still is the one from this second on.

        Returns False where it is not there. Raises UserError.
        """
        gone = False

        def take(before: CheckIn) -> CheckIn:
            nonlocal gone
            there = before.later[number : number + 1]
            gone = bool(there) and int(there[0].at.timestamp()) == at
            kept = (*before.later[:number], *before.later[number + 1 :])
            return replace(before, later=kept) if gone else before

        return await self._change(user_id, record, take) and gone

    async def _change(self, user_id: int, record: str, change: Callable[[CheckIn], CheckIn]) -> bool:
        found = await self._store.reflections.change(user_id, record, change)
        if isinstance(found, Unreadable):
            raise UserError("error-unreadable")
        return found is not None

    async def remove(self, user_id: int, record: str) -> Removed | None:
        """Delete one of this person's own; None where there is none. It can be brought back for a while."""
        return await self._remove(user_id, [record], _mark([record]))

    async def sweep(self, user_id: int, wanted: Wanted, looked: Progress | None = None) -> Sweep:
        """Say how many are wanted, and give them a mark by which exactly these can be deleted."""
        found, _ = await self._find(user_id, wanted, looked)
        return Sweep(len(found), _mark(found))

    async def remove_found(
        self, user_id: int, wanted: Wanted, mark: str, looked: Progress | None = None
    ) -> Removed | None:
        """Delete all that is wanted, if that is still what the mark was given for; None where it is not."""
        if not wanted.anything:
            return None
        found, _ = await self._find(user_id, wanted, looked)
        return await self._remove(user_id, found if _mark(found) == mark else [], mark)

    async def _remove(self, user_id: int, records: list[str], removal: str) -> Removed | None:
        """Delete these. Where a second click comes after the first, it gets what the first one did."""
        count = 0
        if records:
            count = await self._store.removals.remove(user_id, records, removal, self._clock.now())
        count = count or await self._store.removals.count(user_id, removal, self._clock.now() - UNDO)
        return Removed(count, removal) if count else None

    async def bring_back(self, user_id: int, removal: str) -> int:
        """Undo a deletion of this person's own, while it can be; return how many came back."""
        return await self._store.removals.bring_back(user_id, removal, self._clock.now() - UNDO)

    async def purge(self) -> float | None:
        """Let go for good what can no longer be brought back; return the seconds to the next, or None."""
        now = self._clock.now()
        if await self._store.removals.purge(now - UNDO):
            with suppress(StoreBusy):  # the daily upkeep empties the log again
                await self._store.database.forget_deleted()
        earliest = await self._store.removals.earliest()
        # A second more: what was deleted in this very second still counts as young.
        return None if earliest is None else max(1.0, (earliest + UNDO - now).total_seconds() + 1)

    async def labels(self, user_id: int, typed: str, limit: int = 25) -> list[str]:
        """Return this person's own labels that contain what was typed, the latest used first."""
        found, wanted = await self._store.reflections.labels(user_id), fold(typed)
        return [label for label in found if wanted in fold(label)][:limit]


def _said(check_in: CheckIn) -> bool:
    return bool(check_in.answers or check_in.written or check_in.ratings)


def _place(total: int, number: int) -> tuple[int, int]:
    pages = max(1, -(-total // PAGE_SIZE))
    return pages, min(max(number, 0), pages - 1)


def _mark(records: list[str]) -> str:
    return hashlib.sha256("\n".join(sorted(records)).encode()).hexdigest()[:24]
