"""What was deleted is nowhere to be seen, can be brought back for a while, and then is gone for good."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from alongside.content import Content
from alongside.model import Plan, Retention
from alongside.services.privacy import PrivacyService
from alongside.services.reflections import UNDO
from alongside.services.upkeep import Upkeep
from alongside.store.opening import Store
from tests.store.kit import (
    ANNA,
    BEN,
    NOON,
    FixedClock,
    agree,
    bytes_in,
    contents_of,
    database_in,
    draft_of,
    keep,
    opened,
    sql,
)


async def filled(store: Store) -> None:
    """Keep three reflections of Anna, the first with a plan, and one of Ben under the same id."""
    for user in (ANNA, BEN):
        await agree(store, user)
    planned = replace(draft_of("a1", note="first").check_in, plan=Plan("What would help?", remind_in=3))
    await keep(store, ANNA, replace(draft_of("a1"), check_in=planned))
    await keep(store, ANNA, draft_of("b2", note="second", label="Lake", minute=1))
    await keep(store, ANNA, draft_of("c3", minute=2))
    await keep(store, BEN, draft_of("a1", note="Ben's", label="Ben's label"))


async def test_it_comes_back_as_it_was(tmp_path: Path) -> None:
    """Every row that was there before is there again, plan and all, byte for byte."""
    async with opened(tmp_path) as store:
        await filled(store)
        before = contents_of(database_in(tmp_path))
        assert await store.removals.remove(ANNA, ["a1", "b2", "zz"], "ff", NOON) == 2
        assert await store.reflections.count(ANNA) == 1
        assert await store.removals.bring_back(ANNA, "ff", NOON) == 2
        assert contents_of(database_in(tmp_path)) == before
        assert await store.removals.bring_back(ANNA, "ff", NOON) == 0


async def test_what_was_deleted_is_nowhere(tmp_path: Path, content: Content) -> None:
    """Not in the list, not among labels, not in a search, not asked about, and not in the export."""
    async with opened(tmp_path) as store:
        await filled(store)
        await store.removals.remove(ANNA, ["a1", "b2", "c3"], "ff", NOON)
        assert await store.reflections.all_of(ANNA) == []
        assert await store.reflections.get(ANNA, "b2") is None
        assert await store.reflections.labels(ANNA) == []
        assert [each async for each in store.reflections.look_through(ANNA, lambda _: True)] == []
        assert await store.intentions.take_due(ANNA, NOON + timedelta(days=9)) is None
        privacy = PrivacyService(store, FixedClock())
        [document] = await privacy.export(ANNA, content.bank("en"), 1_000_000)
        assert "second" not in document
        assert (await privacy.holdings(ANNA)).reflections == 0


async def test_nobody_brings_back_or_removes_anothers(tmp_path: Path) -> None:
    """The name of a removal is of use to its owner alone, and so is the id of a reflection."""
    async with opened(tmp_path) as store:
        await filled(store)
        assert await store.removals.remove(BEN, ["b2"], "ee", NOON) == 0
        await store.removals.remove(ANNA, ["a1"], "ff", NOON)
        assert await store.removals.bring_back(BEN, "ff", NOON) == 0
        assert await store.reflections.count(BEN) == 1
        assert await store.removals.bring_back(ANNA, "ff", NOON) == 1


async def test_a_second_click_takes_no_way_back(tmp_path: Path) -> None:
    """Deleting what is deleted already leaves it there to be brought back."""
    async with opened(tmp_path) as store:
        await filled(store)
        removed = await asyncio.gather(
            *(store.removals.remove(ANNA, ["a1"], name, NOON) for name in ("e1", "e2"))
        )
        assert sorted(removed) == [0, 1]
        name = ("e1", "e2")[removed.index(1)]
        assert await store.removals.bring_back(ANNA, name, NOON) == 1


async def test_what_came_back_another_way_stays(tmp_path: Path) -> None:
    """An entry of the same id that is there again is not overwritten; and it can be deleted again."""
    async with opened(tmp_path) as store:
        await filled(store)
        found = await store.reflections.get(ANNA, "c3")
        await store.removals.remove(ANNA, ["c3"], "e1", NOON)
        assert await store.bringing.add(ANNA, [found], {}) == 1  # type: ignore[list-item]
        assert await store.removals.bring_back(ANNA, "e1", NOON) == 0
        assert await store.removals.remove(ANNA, ["c3"], "e2", NOON) == 1
        assert await store.removals.bring_back(ANNA, "e2", NOON) == 1


async def test_after_a_while_no_byte_is_left(tmp_path: Path) -> None:
    """Upkeep leaves what is young, and lets the rest go so that no file holds a byte of it."""
    async with opened(tmp_path) as store:
        await filled(store)
        path, clock = database_in(tmp_path), FixedClock()
        [(cell,)] = sql(path, "SELECT body FROM reflection WHERE id = 'b2'")
        await store.removals.remove(ANNA, ["b2"], "ff", NOON)
        clock.move(UNDO)
        assert (await Upkeep(store, clock).run())["removed"] == 0
        assert await store.removals.earliest() == NOON
        clock.move(timedelta(seconds=1))
        assert (await Upkeep(store, clock).run())["removed"] == 1
        assert await store.removals.bring_back(ANNA, "ff", NOON) == 0
        assert await store.removals.earliest() is None
        assert cell[:24] not in bytes_in(tmp_path)


async def test_a_late_wish_brings_nothing_back(tmp_path: Path) -> None:
    """Also where upkeep has not come by yet."""
    async with opened(tmp_path) as store:
        await filled(store)
        await store.removals.remove(ANNA, ["b2"], "ff", NOON)
        assert await store.removals.bring_back(ANNA, "ff", NOON + timedelta(seconds=1)) == 0


async def test_erasing_takes_what_was_deleted_along(tmp_path: Path) -> None:
    """There is no way back from erasing everything."""
    async with opened(tmp_path) as store:
        await filled(store)
        await store.removals.remove(ANNA, ["a1", "b2"], "ff", NOON)
        await store.erasure.erase(ANNA)
        assert not any((await store.erasure.rows_of(ANNA)).values())
        await agree(store, ANNA)
        assert await store.removals.bring_back(ANNA, "ff", NOON) == 0


@pytest.mark.parametrize(("retention", "left"), [(Retention.QUARTER, 1), (Retention.YEAR, 2)])
async def test_what_is_over_its_time_goes_daily(tmp_path: Path, retention: Retention, left: int) -> None:
    """To the second: what is exactly as old as was chosen stays, what is older goes; nobody else's does."""
    async with opened(tmp_path) as store:
        for user, chosen in ((ANNA, retention), (BEN, Retention.ALWAYS)):
            await agree(store, user, chosen)
            for record, minute in (("a1", 0), ("b2", 60 * 24 * 275), ("c3", 60 * 24 * 276)):
                await keep(store, user, draft_of(record, minute=minute))
        clock = FixedClock(NOON + timedelta(days=365, seconds=1))
        assert (await Upkeep(store, clock).run())["reflections"] == 3 - left
        assert await store.reflections.count(ANNA) == left
        assert await store.reflections.count(BEN) == 3


async def test_a_shorter_time_takes_what_was_deleted_along(tmp_path: Path) -> None:
    """What is older than the time somebody chooses goes at once, and no undo brings it back."""
    later = NOON + timedelta(days=91)
    async with opened(tmp_path) as store:
        await filled(store)
        await keep(store, ANNA, draft_of("d4", minute=91 * 24 * 60))
        await store.removals.remove(ANNA, ["a1", "d4"], "ff", later)
        await store.removals.remove(BEN, ["a1"], "ff", later)
        await PrivacyService(store, FixedClock(later)).choose_history(ANNA, True, Retention.QUARTER)
        assert await store.removals.bring_back(ANNA, "ff", later) == 1
        assert [each.id for each in await store.reflections.all_of(ANNA)] == ["d4"]
        assert await store.removals.bring_back(BEN, "ff", later) == 1
