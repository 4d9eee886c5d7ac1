"""Databases that are damaged, or not ours: told in a sentence, and left byte for byte as they are."""

from pathlib import Path

import pytest

from tests.store.broken import fill, killed, refused
from tests.store.kit import ANNA, contents_of, database_in, opened, sql


async def test_without_its_keyring_a_database_is_refused(tmp_path: Path) -> None:
    """Where people are in the database but the key of their tags is gone, no new one hides them."""
    path = await fill(tmp_path)
    sql(path, "DELETE FROM keyring")
    await refused(tmp_path)
    assert contents_of(path)["keyring"] == []


CUTS = {"nothing": 0, "one byte": 1, "few bytes": 17, "the header": 100, "a page": 4096, "half": None}


@pytest.mark.parametrize("left", CUTS.values(), ids=CUTS.keys())
async def test_a_truncated_database(tmp_path: Path, left: int | None) -> None:
    """A database of which the end is missing is told of, and nothing is made in its place."""
    path = await fill(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2 if left is None else left])
    assert str(path) in await refused(tmp_path)
    path.write_bytes(whole)
    async with opened(tmp_path) as store:
        assert await store.reflections.count(ANNA) == 8


@pytest.mark.parametrize("left", CUTS.values(), ids=CUTS.keys())
async def test_a_truncated_database_after_a_crash(tmp_path: Path, left: int | None) -> None:
    """The same with a log beside it: neither is changed, so that both can still be rescued."""
    path = await killed(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2 if left is None else left])
    assert str(path) in await refused(path.parent)
    path.write_bytes(whole)
    async with opened(path.parent) as store:
        assert await store.reflections.count(ANNA) == 9


@pytest.mark.parametrize("found", [b"not a database at all, but long enough to be one" * 100, bytes(8192)])
async def test_something_else_in_the_databases_place(tmp_path: Path, found: bytes) -> None:
    """A file of other content is not touched."""
    path = await fill(tmp_path)
    path.write_bytes(found)
    assert str(path) in await refused(tmp_path)


async def test_a_damaged_page(tmp_path: Path) -> None:
    """Damage in the middle is found at start, before anything is written."""
    path = await fill(tmp_path)
    content = bytearray(path.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 16] = b"\xff" * 16
    path.write_bytes(content)
    assert str(path) in await refused(tmp_path)


async def test_somebody_elses_database(tmp_path: Path) -> None:
    """An SQLite database that is not ours is refused."""
    await fill(tmp_path)
    path = database_in(tmp_path)
    path.unlink()
    sql(path, "CREATE TABLE recipes (name TEXT)")
    assert "not one of Alongside's" in await refused(tmp_path)


async def test_a_newer_database(tmp_path: Path) -> None:
    """A database of a later version is refused."""
    path = await fill(tmp_path)
    sql(path, "PRAGMA user_version = 99")
    assert "newer" in await refused(tmp_path)


async def test_a_database_that_is_a_folder(tmp_path: Path) -> None:
    """A folder in the database's place is told of."""
    await fill(tmp_path)
    database_in(tmp_path).unlink()
    database_in(tmp_path).mkdir()
    assert str(database_in(tmp_path)) in await refused(tmp_path)


async def test_a_log_without_its_database(tmp_path: Path) -> None:
    """SQLite would throw the log away; it stays, and the start says what is missing."""
    database = await killed(tmp_path)
    database.unlink()
    assert "its log is there" in await refused(database.parent)
    assert not database.exists()
