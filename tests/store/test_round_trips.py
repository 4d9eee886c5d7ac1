"""What goes in comes out, to the same person, in the right order, and the file does not tell."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from alongside.model import (
    Category,
    CheckIn,
    Draft,
    Kept,
    Kind,
    Reflection,
)
from tests.store.kit import (
    ANNA,
    BEN,
    NOON,
    agree,
    bytes_in,
    contents_of,
    database_in,
    draft_of,
    keep,
    opened,
    sql,
)


async def test_a_store_opens_again_with_all_that_was_in_it(tmp_path: Path) -> None:
    """Closing and opening changes nothing."""
    async with opened(tmp_path) as store:
        await agree(store, ANNA)
        await keep(store, ANNA, draft_of("a1", note="kept", label="M."))
        await store.drafts.add(ANNA, draft_of("b2", note="under way"))
        await store.meta.set("commands", "x")
        await store.meta.set("commands", "y")
        before = (await store.reflections.all_of(ANNA), await store.drafts.all_of(ANNA))
    async with opened(tmp_path) as store:
        assert (await store.reflections.all_of(ANNA), await store.drafts.all_of(ANNA)) == before
        assert await store.meta.get("commands") == "y"
        assert await store.meta.get("nothing") is None


async def test_keeping_twice_keeps_once(tmp_path: Path) -> None:
    """The first wish keeps, the second finds it kept, and after dropping there is nothing to keep."""
    async with opened(tmp_path) as store:
        await agree(store, ANNA)
        await store.drafts.add(ANNA, draft_of("a1"))
        assert await store.reflections.keep(ANNA, "a1", NOON) is Kept.NOW
        assert await store.reflections.keep(ANNA, "a1", NOON) is Kept.BEFORE
        assert await store.reflections.count(ANNA) == 1
        await store.drafts.add(ANNA, draft_of("b2"))
        assert await store.drafts.remove(ANNA, "b2")
        assert await store.reflections.keep(ANNA, "b2", NOON) is Kept.GONE


async def test_a_change_is_of_content_and_not_of_its_time(tmp_path: Path) -> None:
    """A draft is one row, from when it was begun."""
    async with opened(tmp_path) as store:
        await agree(store, ANNA)
        await store.drafts.add(ANNA, draft_of("a1", note="first", label="M."))
        later = draft_of("a1", minute=9)
        await store.drafts.change(ANNA, "a1", lambda draft: replace(later, step=3))
        assert await store.drafts.all_of(ANNA) == [replace(draft_of("a1"), step=3)]


async def test_nobody_finds_what_is_somebody_elses(tmp_path: Path) -> None:
    """The same record ids, asked for by somebody else, find, keep and remove nothing."""
    async with opened(tmp_path) as store:
        for user in (ANNA, BEN):
            await agree(store, user)
        await keep(store, ANNA, draft_of("a1", note="hers"))
        await store.drafts.add(ANNA, draft_of("b2", note="hers too"))
        before = contents_of(database_in(tmp_path))
        assert await store.reflections.get(BEN, "a1") is None
        assert await store.reflections.keep(BEN, "a1", NOON) is Kept.GONE
        assert await store.reflections.keep(BEN, "b2", NOON) is Kept.GONE
        assert await store.drafts.get(BEN, "b2") is None
        assert not await store.drafts.remove(BEN, "b2")
        assert not await store.removals.remove(BEN, ["a1"], "ff", NOON)
        assert await store.reflections.page(BEN, 0, 10) == []
        assert await store.reflections.count(BEN) == 0
        assert contents_of(database_in(tmp_path)) == before


async def test_the_same_id_may_be_two_peoples(tmp_path: Path) -> None:
    """Two people's records of one id live side by side."""
    async with opened(tmp_path) as store:
        for user, note in ((ANNA, "hers"), (BEN, "his")):
            await agree(store, user)
            await keep(store, user, draft_of("a1", note=note))
        assert await store.removals.remove(ANNA, ["a1"], "ff", NOON)
        found = await store.reflections.get(BEN, "a1")
        assert isinstance(found, Reflection)
        assert found.check_in.note == "his"


async def test_one_guided_draft_for_each_relation(tmp_path: Path) -> None:
    """A new guided check-in takes the place of the one before about the same kind of relation."""

    def guided(record: str, category: Category | None) -> Draft:
        return Draft(record, NOON, (), CheckIn({}, category, kind=Kind.GUIDED))

    async with opened(tmp_path) as store:
        for user in (ANNA, BEN):
            await agree(store, user)
            await store.drafts.add(user, guided("a1", Category.FRIEND))
            await store.drafts.add(user, guided("b2", None))
            await store.drafts.add(user, draft_of("quick"))
        newer = guided("c3", Category.FRIEND)
        await store.drafts.add(ANNA, newer)
        assert await store.drafts.guided(ANNA, Category.FRIEND) == newer
        assert await store.drafts.guided(ANNA, None) == guided("b2", None)
        assert await store.drafts.guided(ANNA, Category.PARENT) is None
        assert await store.drafts.guided(BEN, Category.FRIEND) == guided("a1", Category.FRIEND)
        assert {draft.id for draft in await store.drafts.all_of(ANNA)} == {"b2", "c3", "quick"}
        assert await store.reflections.keep(ANNA, "c3", NOON) is Kept.NOW
        assert await store.drafts.guided(ANNA, Category.FRIEND) is None
        slots = sql(database_in(tmp_path), "SELECT slot FROM draft WHERE slot IS NOT NULL")
        assert len(slots) == len(set(slots)) == 3


async def test_changing_at_once_loses_nothing(tmp_path: Path) -> None:
    """Changes from several windows at the same moment are all there; what is gone stays gone."""
    async with opened(tmp_path) as store:
        await agree(store, ANNA)
        await store.drafts.add(ANNA, Draft("a1", NOON, (), CheckIn({})))

        def answer(ident: str) -> Callable[[Draft], Draft]:
            def change(draft: Draft) -> Draft:
                return replace(
                    draft, check_in=replace(draft.check_in, answers={**draft.check_in.answers, ident: 1})
                )

            return change

        await asyncio.gather(*(store.drafts.change(ANNA, "a1", answer(f"q{n}")) for n in range(12)))
        found = await store.drafts.get(ANNA, "a1")
        assert found is not None
        assert set(found.check_in.answers) == {f"q{n}" for n in range(12)}
        assert await store.drafts.change(BEN, "a1", answer("x")) is None
        await store.drafts.remove(ANNA, "a1")
        assert await store.drafts.change(ANNA, "a1", answer("x")) is None
        assert await store.drafts.all_of(ANNA) == []


async def test_pages_are_newest_first(tmp_path: Path) -> None:
    """Pages neither repeat nor leave out an entry, also where several were kept in the same second."""
    async with opened(tmp_path) as store:
        await agree(store, ANNA)
        minutes = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]
        for number, minute in enumerate(minutes):
            await keep(store, ANNA, draft_of(f"e{number}", minute=minute))
        pages = [await store.reflections.page(ANNA, offset, 4) for offset in (0, 4, 8, 12)]
        assert [len(page) for page in pages] == [4, 4, 2, 0]
        seen = [entry for page in pages for entry in page]
        assert [e.created_at for e in seen] == [
            NOON + timedelta(minutes=minute) for minute in sorted(minutes, reverse=True)
        ]
        assert len({e.id for e in seen}) == len(minutes)
        oldest_first = await store.reflections.all_of(ANNA)
        assert [e.created_at for e in oldest_first] == sorted(e.created_at for e in seen)


async def test_last_asked_is_the_newest_of_both_kinds(tmp_path: Path) -> None:
    """What was asked last counts, whether it was kept or is still under way."""
    async with opened(tmp_path) as store:
        await agree(store, ANNA)
        await keep(store, ANNA, Draft("a1", NOON, ("g1",), CheckIn({})))
        assert await store.drafts.last_asked(ANNA) == ("g1",)
        await store.drafts.add(ANNA, Draft("b2", NOON + timedelta(minutes=1), ("g2",), CheckIn({})))
        assert await store.drafts.last_asked(ANNA) == ("g2",)
        await keep(store, ANNA, Draft("c3", NOON + timedelta(minutes=2), ("b1",), CheckIn({})))
        assert await store.drafts.last_asked(ANNA) == ("b1",)
        assert await store.drafts.last_asked(BEN) == ()


async def test_the_file_does_not_say_whether_there_is_a_note(tmp_path: Path) -> None:
    """With and without a short note or label, a row looks the same."""
    async with opened(tmp_path) as store:
        await agree(store, ANNA)
        await keep(store, ANNA, draft_of("a1"))
        await keep(store, ANNA, draft_of("b2", note="short", label="Mum"))
        [one, two] = sql(database_in(tmp_path), "SELECT length(label), length(note) FROM reflection")
        assert one == two


async def test_the_file_says_neither_who_nor_what(tmp_path: Path) -> None:
    """No id, label, note, category or answer stands in the database or its log."""
    async with opened(tmp_path) as store:
        await agree(store, ANNA)
        for number in range(20):
            check_in = CheckIn({"zz9": 1}, Category.COLLEAGUE, "Labelled", f"a note in clear {number}")
            await keep(store, ANNA, Draft(f"{number:x}", NOON, ("zz9",), check_in))
        found = bytes_in(tmp_path)
        for secret in ("in clear", "Labelled", "colleague", "zz9", str(ANNA), f"{ANNA:x}"):
            assert secret.encode() not in found
        assert ANNA.to_bytes(8) not in found
        assert ANNA.to_bytes(8, "little") not in found
        assert sql(database_in(tmp_path), "SELECT count(*) FROM reflection") == [(20,)]
