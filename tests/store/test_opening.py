"""Opening the store: what is wrong is told in a sentence, and what cannot be read is left as it is."""

import base64
import shutil
import sqlite3
import stat
from functools import partial
from pathlib import Path

import pytest

from alongside.content import MIGRATIONS
from alongside.errors import StartError
from alongside.model import Reflection
from alongside.store.keys import decode_key
from alongside.store.opening import open_store
from alongside.store.sealing import new_key
from tests.store.broken import fill, killed, refused
from tests.store.kit import (
    ANNA,
    agree,
    database_in,
    digest,
    opened,
    sql,
)


def mode(path: Path) -> int:
    """Return who may do what with a file."""
    return stat.S_IMODE(path.stat().st_mode)


def names_in(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


async def test_a_first_start(tmp_path: Path) -> None:
    """Folder, key and database are made, for their owner alone."""
    folder = tmp_path / "new" / "data"
    async with opened(folder) as store:
        await agree(store, ANNA)
        assert mode(folder) == 0o700
        for name in ("alongside.db", "alongside.db-wal", "master.key"):
            assert mode(folder / name) == 0o600, name
        assert len(decode_key((folder / "master.key").read_text())) == 32
    assert sorted(path.name for path in folder.iterdir()) == ["alongside.db", "master.key"]


async def test_a_first_start_tells_about_the_key(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The host is told once, loudly, where the key is; the key itself is not told."""
    async with opened(tmp_path):
        pass
    [record] = [r for r in caplog.records if r.name == "alongside.store"]
    assert record.levelname == "WARNING"
    assert str(tmp_path / "master.key") in record.getMessage()
    assert (tmp_path / "master.key").read_text().strip() not in record.getMessage()
    caplog.clear()
    async with opened(tmp_path):
        pass
    assert not caplog.records


async def test_each_installation_has_its_own_tags(tmp_path: Path) -> None:
    """The same person has another owner tag in another installation."""
    owners = set()
    for name in ("one", "two"):
        path = await fill(tmp_path / name)
        owners |= {owner for (owner,) in sql(path, "SELECT owner FROM person")}
    assert len(owners) == 2


async def test_a_key_from_the_settings_writes_no_key_file(tmp_path: Path) -> None:
    """A host who keeps the key elsewhere has none beside the database."""
    key = new_key()
    await fill(tmp_path, key)
    assert names_in(tmp_path) == ["alongside.db"]
    async with opened(tmp_path, key) as store:
        assert await store.reflections.count(ANNA) == 8
    assert key not in database_in(tmp_path).read_bytes()


async def test_a_key_from_the_settings_goes_before_the_file(tmp_path: Path) -> None:
    """The key that is named counts; one in the folder is not looked at."""
    await fill(tmp_path)
    key = decode_key((tmp_path / "master.key").read_text())
    (tmp_path / "master.key").write_text("nonsense")
    async with opened(tmp_path, key) as store:
        assert isinstance(await store.reflections.get(ANNA, "1"), Reflection)
    assert "does not fit" in await refused(tmp_path, new_key())


async def test_a_wrong_key(tmp_path: Path) -> None:
    """Another key, however it is given, is named as the reason."""
    await fill(tmp_path)
    assert "key does not fit" in await refused(tmp_path, new_key())
    (tmp_path / "master.key").write_bytes(base64.b64encode(new_key()))
    assert "key does not fit" in await refused(tmp_path)


async def test_a_wrong_key_after_a_crash(tmp_path: Path) -> None:
    """What a crash left in the log stays there until the right key comes."""
    path = await killed(tmp_path)
    assert "key does not fit" in await refused(path.parent, new_key())
    async with opened(path.parent) as store:
        assert await store.reflections.count(ANNA) == 9


async def test_a_wrong_key_on_an_older_schema(tmp_path: Path) -> None:
    """A database is not migrated for somebody who cannot open it."""
    await fill(tmp_path)
    scripts = tmp_path / "scripts"
    shutil.copytree(MIGRATIONS, scripts)
    number = len(list(scripts.glob("*.sql"))) + 1
    (scripts / f"{number:04}_next.sql").write_text("CREATE TABLE next (name TEXT);")
    before = digest(database_in(tmp_path))
    with pytest.raises(StartError, match="key does not fit"):
        await open_store(tmp_path, scripts, new_key())
    assert digest(database_in(tmp_path)) == before


async def test_a_missing_key_file(tmp_path: Path) -> None:
    """With a database there, no new key is ever made."""
    await fill(tmp_path)
    (tmp_path / "master.key").rename(tmp_path / "elsewhere")
    sentence = await refused(tmp_path)
    assert str(tmp_path / "master.key") in sentence
    assert "ALONGSIDE_KEY" in sentence
    (tmp_path / "elsewhere").rename(tmp_path / "master.key")
    async with opened(tmp_path) as store:
        assert await store.reflections.count(ANNA) == 8


@pytest.mark.parametrize("found", [b"", b"garbage", b"\xff\xfe", b"c2hvcnQ=", base64.b64encode(b"k" * 33)])
async def test_a_key_file_that_is_none(tmp_path: Path, found: bytes) -> None:
    """A key file of other content is named, and neither mended nor shown."""
    await fill(tmp_path)
    (tmp_path / "master.key").write_bytes(found)
    sentence = await refused(tmp_path)
    assert str(tmp_path / "master.key") in sentence
    assert not found or found.decode("latin-1") not in sentence.replace(str(tmp_path), "")


async def test_a_key_file_that_is_a_folder(tmp_path: Path) -> None:
    """Not even a folder in the key's place ends in anything but a sentence."""
    await fill(tmp_path)
    (tmp_path / "master.key").unlink()
    (tmp_path / "master.key").mkdir()
    assert str(tmp_path / "master.key") in await refused(tmp_path)


async def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    """Where the data folder cannot be made or written to, the sentence names it and the setting."""
    (tmp_path / "file").write_text("mine")
    for folder in (tmp_path / "file", tmp_path / "file" / "data", Path("/proc/alongside/data")):
        with pytest.raises(StartError, match="cannot be written to") as caught:
            await open_store(folder, MIGRATIONS)
        assert str(folder) in str(caught.value)
        assert "ALONGSIDE_DATA" in str(caught.value)
    assert (tmp_path / "file").read_text() == "mine"


async def test_missing_scripts_make_no_key(tmp_path: Path) -> None:
    """An incomplete installation is told of before anything is made."""
    with pytest.raises(StartError, match="incomplete"):
        await open_store(tmp_path / "data", tmp_path / "nowhere")
    assert list((tmp_path / "data").iterdir()) == []


async def test_a_failing_first_start_can_be_tried_again(tmp_path: Path) -> None:
    """If the first script fails, the next start works, or says which file to delete; then it works."""
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    (scripts / "0001_first.sql").write_text("NONSENSE;")
    with pytest.raises(StartError, match="schema 1"):
        await open_store(tmp_path / "data", scripts)
    if database_in(tmp_path / "data").exists():
        assert "delete that file and start again" in await refused(tmp_path / "data")
        database_in(tmp_path / "data").unlink()
    async with opened(tmp_path / "data") as store:
        await agree(store, ANNA)


@pytest.mark.parametrize("kind", ["IMMEDIATE", "EXCLUSIVE"])
async def test_a_locked_database_is_no_broken_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """A database that another process holds is not said to be unreadable, nor sent for to the backups."""
    await fill(tmp_path)
    monkeypatch.setattr("sqlite3.connect", partial(sqlite3.connect, timeout=0.05))
    monkeypatch.setattr("alongside.store.database.BUSY_TIMEOUT_MS", 30)
    other = sqlite3.connect(database_in(tmp_path), isolation_level=None)
    try:
        other.execute(f"BEGIN {kind}")
        with pytest.raises(StartError) as caught:
            await (await open_store(tmp_path, MIGRATIONS)).close()
    finally:
        other.close()
    assert "restore a backup" not in str(caught.value)
    assert "another" in str(caught.value)


async def test_after_a_crash_everything_is_there(tmp_path: Path) -> None:
    """What was confirmed and is only in the log is found again."""
    path = await killed(tmp_path)
    async with opened(path.parent) as store:
        late = await store.reflections.get(ANNA, "late")
        assert isinstance(late, Reflection)
        assert late.check_in.note == "in the log"
        assert await store.reflections.count(ANNA) == 9
