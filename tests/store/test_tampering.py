"""Rows and cells that somebody moved by hand do not open; everything else still does."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from alongside.errors import StoreError, Unsealable
from alongside.model import Draft, Kept, Reflection, Unreadable
from alongside.store.opening import Store
from tests.store.kit import ANNA, BEN, NOON, agree, contents_of, database_in, draft_of, keep, opened, sql


@dataclass
class Ground:
    """A store in which two people have two reflections and a draft each."""

    store: Store
    path: Path
    anna: str
    ben: str

    def sql(self, statement: str, *values: object) -> None:
        """Change the file by hand."""
        sql(self.path, statement, values)

    async def unreadable(self, user: int) -> set[str]:
        """Return which of a person's reflections do not open, the same however they are looked for."""
        entries = await self.store.reflections.all_of(user)
        closed = {e.id for e in entries if isinstance(e, Unreadable)}
        paged = await self.store.reflections.page(user, 0, 10)
        assert {e.id for e in paged if isinstance(e, Unreadable)} == closed
        for entry in entries:
            alone = await self.store.reflections.get(user, entry.id)
            assert alone == entry
            if isinstance(alone, Reflection):
                assert alone.check_in.note == f"{user} {entry.id} note"
                assert alone.check_in.label == f"{user} {entry.id} label"
        return closed


@pytest.fixture
async def ground(tmp_path: Path) -> AsyncIterator[Ground]:
    """A store with something in it."""
    async with opened(tmp_path) as store:
        path = database_in(tmp_path)
        for user in (ANNA, BEN):
            await agree(store, user)
            for number, record in enumerate(("a1", "b2")):
                draft = draft_of(
                    record, note=f"{user} {record} note", label=f"{user} {record} label", minute=number
                )
                await keep(store, user, draft)
            await store.drafts.add(user, draft_of("d1", note=f"{user} d1 note", label=f"{user} d1 label"))
            await store.drafts.add(user, draft_of("d2"))
            if user == ANNA:
                [(anna,)] = sql(path, "SELECT owner FROM person")
        [(ben,)] = sql(path, "SELECT owner FROM person WHERE owner <> ?", (anna,))
        yield Ground(store, path, anna, ben)


FIELDS = ["body", "label", "note"]


@pytest.mark.parametrize("field", FIELDS)
async def test_a_cell_of_somebody_else(ground: Ground, field: str) -> None:
    """A cell that was copied from another person's row of the same id does not open."""
    ground.sql(
        f"UPDATE reflection SET {field} = (SELECT {field} FROM reflection WHERE owner = ? AND id = 'a1') "
        "WHERE owner = ? AND id = 'a1'",
        ground.ben,
        ground.anna,
    )
    assert await ground.unreadable(ANNA) == {"a1"}
    assert await ground.unreadable(BEN) == set()


@pytest.mark.parametrize("field", FIELDS)
async def test_a_cell_of_another_record(ground: Ground, field: str) -> None:
    """A cell that was copied from another of one's own rows does not open."""
    ground.sql(
        f"UPDATE reflection SET {field} = (SELECT {field} FROM reflection WHERE owner = ? AND id = 'b2') "
        "WHERE owner = ? AND id = 'a1'",
        ground.anna,
        ground.anna,
    )
    assert await ground.unreadable(ANNA) == {"a1"}


@pytest.mark.parametrize(("field", "source"), [("note", "label"), ("label", "note"), ("body", "note")])
async def test_a_cell_of_another_field(ground: Ground, field: str, source: str) -> None:
    """A label that stands where the note was does not open."""
    ground.sql(f"UPDATE reflection SET {field} = {source} WHERE owner = ? AND id = 'b2'", ground.anna)
    assert await ground.unreadable(ANNA) == {"b2"}


@pytest.mark.parametrize("field", FIELDS)
async def test_a_cell_of_another_table(ground: Ground, field: str) -> None:
    """A draft's cell does not open in a reflection, and the other way round."""
    ground.sql("UPDATE draft SET id = 'a1' WHERE owner = ? AND id = 'd1'", ground.anna)
    ground.sql(
        f"UPDATE reflection SET {field} = (SELECT {field} FROM draft WHERE draft.owner = reflection.owner "
        "AND draft.id = 'a1') WHERE owner = ? AND id = 'a1'",
        ground.anna,
    )
    assert await ground.unreadable(ANNA) == {"a1"}
    with pytest.raises(Unsealable):
        await ground.store.drafts.get(ANNA, "a1")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("content", [b"", b"\x01", b"\x01" + bytes(40), b"plain", "words", 7, 1.5])
async def test_a_cell_that_was_never_sealed(ground: Ground, field: str, content: object) -> None:
    """Whatever else is written into a cell, bytes or not, is a reflection that does not open."""
    ground.sql(f"UPDATE reflection SET {field} = ? WHERE owner = ? AND id = 'a1'", content, ground.anna)
    assert await ground.unreadable(ANNA) == {"a1"}


async def test_a_row_handed_to_somebody_else(ground: Ground) -> None:
    """A whole row under another owner shows nothing of what is in it, and its new owner can delete it."""
    ground.sql(
        "UPDATE reflection SET owner = ?, id = 'c3' WHERE owner = ? AND id = 'a1'", ground.ben, ground.anna
    )
    assert await ground.unreadable(BEN) == {"c3"}
    assert await ground.unreadable(ANNA) == set()
    assert await ground.store.reflections.count(ANNA) == 1
    assert await ground.store.removals.remove(BEN, ["c3"], "ff", NOON)
    assert await ground.unreadable(BEN) == set()


async def test_a_renamed_row(ground: Ground) -> None:
    """A row under another id of the same person does not open."""
    ground.sql("UPDATE reflection SET id = 'zz' WHERE owner = ? AND id = 'a1'", ground.anna)
    assert await ground.unreadable(ANNA) == {"zz"}


async def test_a_draft_handed_to_somebody_else(ground: Ground) -> None:
    """A moved draft opens for nobody, cannot be kept, and changes nothing; the other drafts work."""
    ground.sql("UPDATE draft SET owner = ?, id = 'x9' WHERE owner = ? AND id = 'd1'", ground.ben, ground.anna)
    before = contents_of(ground.path)
    with pytest.raises(Unsealable):
        await ground.store.drafts.get(BEN, "x9")
    with pytest.raises(Unsealable):
        await ground.store.reflections.keep(BEN, "x9", NOON)
    assert contents_of(ground.path) == before
    drafts = await ground.store.drafts.all_of(BEN)
    assert {draft.id for draft in drafts if isinstance(draft, Draft)} == {"d1", "d2"}
    assert await ground.store.drafts.get(ANNA, "d1") is None
    assert await ground.store.reflections.keep(BEN, "d1", NOON) is Kept.NOW
    assert await ground.store.drafts.remove(BEN, "x9")


async def test_a_damaged_newest_entry_does_not_stop_a_check_in(ground: Ground) -> None:
    """What was asked last is only a kindness: a row that does not open is passed over."""
    ground.sql("UPDATE reflection SET body = x'00' WHERE owner = ?", ground.anna)
    assert await ground.store.drafts.last_asked(ANNA) == ("g1", "b1")
    ground.sql("UPDATE draft SET body = x'00' WHERE owner = ?", ground.anna)
    assert await ground.store.drafts.last_asked(ANNA) == ()
    assert await ground.store.drafts.add(ANNA, draft_of("new"))


@pytest.mark.parametrize("key", ["swapped", b"", b"\x01" + bytes(60), "words"])
async def test_a_key_of_somebody_else(ground: Ground, key: object) -> None:
    """With a key that is not theirs nothing of a person opens; nothing crashes, nobody else is touched."""
    if key == "swapped":
        keys = dict(sql(ground.path, "SELECT owner, wrapped_key FROM person"))
        for owner, other in ((ground.anna, ground.ben), (ground.ben, ground.anna)):
            ground.sql("UPDATE person SET wrapped_key = ? WHERE owner = ?", keys[other], owner)
    else:
        ground.sql("UPDATE person SET wrapped_key = ? WHERE owner = ?", key, ground.anna)
        assert await ground.unreadable(BEN) == set()
    assert await ground.unreadable(ANNA) == {"a1", "b2"}
    assert await ground.store.reflections.count(ANNA) == 2
    steps: list[Callable[[], Awaitable[object]]] = [
        lambda: ground.store.drafts.get(ANNA, "d1"),
        lambda: ground.store.drafts.all_of(ANNA),
        lambda: ground.store.drafts.add(ANNA, draft_of("new")),
        lambda: ground.store.reflections.keep(ANNA, "d1", NOON),
    ]
    for step in steps:
        with pytest.raises(Unsealable):
            await step()
    assert await ground.store.removals.remove(ANNA, ["a1"], "ff", NOON)
    await ground.store.erasure.erase(ANNA)
    assert not any((await ground.store.erasure.rows_of(ANNA)).values())


async def test_a_table_that_is_gone(ground: Ground) -> None:
    """A table that somebody dropped is told as a broken store, not as a fault of the bot."""
    ground.sql("DROP TABLE reflection")
    with pytest.raises(StoreError):
        await ground.store.reflections.all_of(ANNA)
    with pytest.raises(StoreError):
        await ground.store.reflections.keep(ANNA, "d1", NOON)
    found = await ground.store.drafts.get(ANNA, "d1")
    assert found is not None
    assert found.check_in.note == f"{ANNA} d1 note"
