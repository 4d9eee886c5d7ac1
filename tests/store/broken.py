"""Stores that are to be broken: filled, left as by a crash, and refused without a byte changed."""

from pathlib import Path

import pytest

from alongside.content import MIGRATIONS
from alongside.errors import StartError
from alongside.store.opening import open_store
from tests.store.kit import ANNA, agree, as_if_killed, database_in, digest, draft_of, keep, opened


async def fill(folder: Path, key: bytes | None = None) -> Path:
    """Make a store with some kept reflections; return its database."""
    async with opened(folder, key) as store:
        await agree(store, ANNA)
        for number in range(8):
            await keep(store, ANNA, draft_of(f"{number:x}", note=f"kept {number} " + "x" * 900))
    return database_in(folder)


async def killed(folder: Path) -> Path:
    """Make a store as a crash would leave it: part of what was kept is only in the log."""
    await fill(folder / "before")
    async with opened(folder / "before") as store:
        await keep(store, ANNA, draft_of("late", note="in the log"))
        return database_in(as_if_killed(folder / "before", folder / "killed"))


async def refused(folder: Path, key: bytes | None = None) -> str:
    """Return the sentence that opening ends with; every file of the store is left byte for byte as it was."""

    def files() -> dict[str, str]:
        # The -shm file is scratch memory, and an empty log is no content.
        return {
            path.name: digest(path)
            for path in folder.glob("*")
            if path.is_file()
            and not path.name.endswith("-shm")
            and not (path.name.endswith("-wal") and path.stat().st_size == 0)
        }

    before = files()
    with pytest.raises(StartError) as caught:
        await (await open_store(folder, MIGRATIONS, key)).close()
    assert files() == before
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence
