"""Nothing is written without consent, nothing is kept for longer than was agreed."""

from datetime import timedelta
from pathlib import Path

from alongside.model import CheckIn, Draft, Kept, Purpose, Reflection, Retention
from tests.store.kit import ANNA, BEN, NOON, agree, contents_of, database_in, draft_of, keep, opened


def rows_in(path: Path) -> int:
    """Count all rows that belong to anybody."""
    tables = contents_of(path)
    return sum(len(tables[name]) for name in ("person", "consent", "draft", "reflection"))


async def test_nothing_is_written_without_consent(tmp_path: Path) -> None:
    """Whoever never agreed leaves no row, whatever is tried for them."""
    async with opened(tmp_path) as store:
        assert not await store.drafts.add(ANNA, draft_of(note="secret"))
        assert await store.reflections.keep(ANNA, "a1", NOON) is Kept.GONE
        await store.consents.withdraw(ANNA, Purpose.HISTORY, NOON)
        assert await store.drafts.get(ANNA, "a1") is None
        assert await store.drafts.last_asked(ANNA) == ()
        assert await store.drafts.all_of(ANNA) == []
        assert await store.reflections.all_of(ANNA) == []
        assert not await store.drafts.remove(ANNA, "a1")
        assert not await store.removals.remove(ANNA, ["a1"], "ff", NOON)
        await store.erasure.erase(ANNA)
        assert rows_in(database_in(tmp_path)) == 0


async def test_another_persons_consent_is_not_ones_own(tmp_path: Path) -> None:
    """That somebody else agreed writes nothing about anybody but them."""
    async with opened(tmp_path) as store:
        await agree(store, BEN)
        before = contents_of(database_in(tmp_path))
        assert not await store.drafts.add(ANNA, draft_of())
        assert contents_of(database_in(tmp_path)) == before


async def test_withdrawing_drops_drafts_and_keeps_reflections(tmp_path: Path) -> None:
    """Taking consent back ends what is under way; what was kept stays, and nothing new is written."""
    async with opened(tmp_path) as store:
        await agree(store, ANNA, Retention.YEAR)
        await keep(store, ANNA, draft_of("a1"))
        await store.drafts.add(ANNA, draft_of("b2"))
        later = NOON + timedelta(days=3)
        await store.consents.withdraw(ANNA, Purpose.HISTORY, later)
        assert await store.drafts.all_of(ANNA) == []
        assert await store.reflections.count(ANNA) == 1
        assert not await store.drafts.add(ANNA, draft_of("c3"))
        consent = await store.consents.get(ANNA, Purpose.HISTORY)
        assert consent is not None
        assert (consent.given_at, consent.withdrawn_at, consent.active) == (NOON, later, False)
        await store.consents.withdraw(ANNA, Purpose.HISTORY, later + timedelta(days=1))
        assert await store.consents.get(ANNA, Purpose.HISTORY) == consent


async def test_agreeing_again_finds_the_old_reflections(tmp_path: Path) -> None:
    """A second consent renews the first: version, time and retention are its own, the key stays."""
    async with opened(tmp_path) as store:
        await agree(store, ANNA, Retention.YEAR)
        await keep(store, ANNA, draft_of("a1", note="still here"))
        await store.consents.withdraw(ANNA, Purpose.HISTORY, NOON)
        later = NOON + timedelta(days=1)
        await store.consents.give(ANNA, Purpose.HISTORY, 7, Retention.QUARTER, later)
        consent = await store.consents.get(ANNA, Purpose.HISTORY)
        assert consent is not None
        assert (consent.version, consent.given_at, consent.retention, consent.active) == (
            7,
            later,
            Retention.QUARTER,
            True,
        )
        found = await store.reflections.get(ANNA, "a1")
        assert isinstance(found, Reflection)
        assert found.check_in.note == "still here"


async def test_retention_is_kept_to_the_second(tmp_path: Path) -> None:
    """Entries go when they are older than their owner chose, and not before; "always" never."""
    now = NOON + timedelta(days=1000)
    ages = {Retention.QUARTER: 90, Retention.YEAR: 365, Retention.ALWAYS: None}
    async with opened(tmp_path) as store:
        for user, (retention, days) in enumerate(ages.items()):
            await agree(store, user, retention)
            edge = now - timedelta(days=days or 900)
            for record, age in (("at", edge), ("past", edge - timedelta(seconds=1))):
                await keep(store, user, Draft(record, age, (), CheckIn({})))
        assert await store.reflections.remove_expired(now) == 2
        left = [{e.id for e in await store.reflections.all_of(user)} for user in range(3)]
        assert left == [{"at"}, {"at"}, {"at", "past"}]


async def test_retention_holds_after_withdrawing(tmp_path: Path) -> None:
    """Who takes consent back is not kept for longer than was agreed."""
    async with opened(tmp_path) as store:
        await agree(store, ANNA, Retention.QUARTER)
        await keep(store, ANNA, draft_of("a1"))
        await store.consents.withdraw(ANNA, Purpose.HISTORY, NOON)
        assert await store.reflections.remove_expired(NOON + timedelta(days=91)) == 1


async def test_old_drafts_go(tmp_path: Path) -> None:
    """Drafts from before an instant are removed, everybody's, and no reflection with them."""
    async with opened(tmp_path) as store:
        for user in (ANNA, BEN):
            await agree(store, user)
            await keep(store, user, draft_of("kept", minute=-60))
            await store.drafts.add(user, draft_of("old", minute=-1))
            await store.drafts.add(user, draft_of("new"))
        assert await store.drafts.remove_older(NOON) == 2
        for user in (ANNA, BEN):
            assert [draft.id for draft in await store.drafts.all_of(user)] == ["new"]
            assert await store.reflections.count(user) == 1
