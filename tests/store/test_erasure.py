"""Erasing leaves nothing: no row in any table, no byte in any file; and no table is forgotten."""

import sqlite3
from pathlib import Path

import pytest

from alongside.model import CheckIn, Draft, Retention
from alongside.store.erasure import IMPERSONAL, personal_tables
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
    tables_of,
)


async def test_every_table_has_an_owner_or_is_nobodys(tmp_path: Path) -> None:
    """A new table either says whose its rows are, or is named as belonging to nobody."""
    async with opened(tmp_path) as store:
        tables = tables_of(database_in(tmp_path))
        owned = {name for name, columns in tables.items() if "owner" in columns}
        assert owned | IMPERSONAL == set(tables)
        assert not owned & IMPERSONAL
        async with store.database.read() as connection:
            assert set(await personal_tables(connection)) == owned
        assert set(await store.erasure.rows_of(ANNA)) == owned


async def test_every_row_goes_with_its_person(tmp_path: Path) -> None:
    """Each table with an owner refers to the person, or to a table that does: no row outlives the key."""
    async with opened(tmp_path):
        path = database_in(tmp_path)
        owned = {name for name, columns in tables_of(path).items() if "owner" in columns}
        refers = {name: sql(path, f"PRAGMA foreign_key_list({name})") for name in owned}
        reached = {"person"}
        for _ in owned:
            reached |= {
                name
                for name, keys in refers.items()
                for key in keys
                if key[2] in reached and (key[3], key[4], key[6]) == ("owner", "owner", "CASCADE")
            }
        assert reached == owned


async def fill(store_folder: Path) -> None:
    """Put something of two people into every table."""
    async with opened(store_folder) as store:
        for user, name in ((ANNA, "anna"), (BEN, "ben")):
            await agree(store, user, Retention.YEAR)
            for number in range(12):
                note = f"{name} wrote {number} " + "x" * 300 * number
                await keep(
                    store, user, Draft(f"{number:x}", NOON, ("g1",), CheckIn({"g1": 1}, None, name, note))
                )
            await store.drafts.add(user, draft_of("d", note=f"{name}'s draft"))


def cells_of(path: Path, owner: str) -> list[bytes]:
    """Return every sealed cell, and the wrapped key, that one person has."""
    found: list[bytes] = []
    for name, columns in tables_of(path).items():
        if "owner" in columns:
            rows = sql(path, f"SELECT * FROM {name} WHERE owner = ?", (owner,))
            found += [cell for row in rows for cell in row if isinstance(cell, bytes)]
    return found


def owner_of_draft(path: Path, record: str) -> str:
    """Return the owner of a draft, as the file has it."""
    [(owner,)] = sql(path, "SELECT owner FROM draft WHERE id = ?", (record,))
    return str(owner)


async def test_erasing_leaves_no_row_and_no_byte(tmp_path: Path) -> None:
    """After erasing, no table has a row of the person and no file a byte of their key, content or tag."""
    await fill(tmp_path)
    path = database_in(tmp_path)
    async with opened(tmp_path) as store:
        await store.drafts.add(ANNA, draft_of("late", note="in the log"))
        anna = owner_of_draft(path, "late")
        cells = cells_of(path, anna)
        assert len(cells) > 30
        assert all(cell in bytes_in(tmp_path) for cell in cells if len(cell) < 400)
        await store.erasure.erase(ANNA)
        open_files = bytes_in(tmp_path)
        for name, columns in tables_of(path).items():
            if "owner" in columns:
                assert sql(path, f"SELECT count(*) FROM {name} WHERE owner = ?", (anna,)) == [(0,)], name
        assert not any((await store.erasure.rows_of(ANNA)).values())
    for left in (open_files, bytes_in(tmp_path)):
        assert anna.encode() not in left
        # Long cells lie on several pages: any stretch of one would be found.
        pieces = [cell[at : at + 24] for cell in cells for at in range(0, len(cell) - 24, 24)]
        assert not any(piece in left for piece in pieces)


async def test_erasing_one_leaves_the_other_whole(tmp_path: Path) -> None:
    """Somebody else's rows are, byte for byte, what they were."""
    await fill(tmp_path)
    path = database_in(tmp_path)
    async with opened(tmp_path) as store:
        await store.drafts.add(ANNA, draft_of("late"))
        anna = owner_of_draft(path, "late")
        before = contents_of(path)
        await store.erasure.erase(ANNA)
        after = contents_of(path)
        for name, rows in before.items():
            assert after[name] == [row for row in rows if anna not in row]
        assert await store.reflections.count(BEN) == 12


async def test_erasing_while_somebody_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process that reads old pages does not stop an erasure; the log is emptied afterwards."""
    monkeypatch.setattr("alongside.store.database.BUSY_TIMEOUT_MS", 30)
    await fill(tmp_path)
    path = database_in(tmp_path)
    async with opened(tmp_path) as store:
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        await store.erasure.erase(ANNA)
        assert not any((await store.erasure.rows_of(ANNA)).values())
        reader.execute("COMMIT")
        reader.close()
        await store.database.forget_deleted()
        assert (tmp_path / "alongside.db-wal").stat().st_size == 0


async def test_erasing_somebody_unknown_is_fine(tmp_path: Path) -> None:
    """Who has nothing loses nothing, and may be erased twice."""
    await fill(tmp_path)
    async with opened(tmp_path) as store:
        before = contents_of(database_in(tmp_path))
        await store.erasure.erase(1)
        await store.erasure.erase(1)
        assert contents_of(database_in(tmp_path)) == before


async def test_a_new_start_has_a_new_key(tmp_path: Path) -> None:
    """Whoever comes back after erasing gets another key: what was left anywhere stays closed."""
    async with opened(tmp_path) as store:
        path = database_in(tmp_path)
        await agree(store, ANNA)
        [(owner, key)] = sql(path, "SELECT owner, wrapped_key FROM person")
        await store.erasure.erase(ANNA)
        await agree(store, ANNA)
        [(owner_now, key_now)] = sql(path, "SELECT owner, wrapped_key FROM person")
        assert owner_now == owner
        assert key_now != key
        assert await store.reflections.all_of(ANNA) == []
