"""Changing the master key: content is untouched, and a kill or a fault anywhere loses nothing."""

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import bot
from alongside.content import MIGRATIONS
from alongside.errors import StartError
from alongside.model import Reflection
from alongside.store import keys, rotation
from alongside.store.keys import decode_key
from alongside.store.opening import Store, open_store
from alongside.store.rotation import rotate_files, rotate_given
from alongside.store.sealing import MasterKey, new_key
from alongside.supporting import SupportSpace
from tests.store.kit import (
    ANNA,
    BEN,
    agree,
    as_if_killed,
    contents_of,
    database_in,
    draft_of,
    keep,
    opened,
    sql,
)

ROOT = Path(__file__).parents[2]
ROTATOR = Path(__file__).with_name("rotator.py")
SERVER = 910_000_000_000_000_001
PEOPLE = (ANNA, BEN, 700_000_000_000_000_003)
Capture = pytest.CaptureFixture[str]


def quiet(done: int, of: int) -> None:
    """Hear of the progress, and say nothing."""


async def fill(folder: Path, key: bytes | None = None) -> None:
    """Make a store in which three people keep something."""
    async with opened(folder, key) as store:
        await fill_in(store)


async def fill_in(store: Store) -> None:
    """Let three people keep something, and a server have a support channel."""
    for user in PEOPLE:
        await agree(store, user)
        await keep(store, user, draft_of("a1", note=f"note of {user}", label="L"))
    await store.support_spaces.change(SERVER, lambda space: replace(space, role_id=5))


async def whole(folder: Path, key: bytes | None = None) -> None:
    """Check that everybody's reflection opens as it was kept."""
    async with opened(folder, key) as store:
        for user in PEOPLE:
            found = await store.reflections.get(user, "a1")
            assert isinstance(found, Reflection)
            assert found.check_in == draft_of("a1", note=f"note of {user}", label="L").check_in
        assert await store.support_spaces.get(SERVER) == SupportSpace(SERVER, role_id=5)


def files_in(folder: Path, name: str = "*") -> dict[str, bytes]:
    """Return the files of a folder, without what SQLite only thinks with."""
    return {
        path.name: path.read_bytes()
        for path in folder.glob(name)
        if path.is_file() and not path.name.endswith("-shm")
    }


def key_of(folder: Path) -> bytes:
    """Return the key in a folder."""
    return decode_key((folder / "master.key").read_text())


def ids_in(folder: Path) -> set[str]:
    """Return which master keys the rows say they belong to."""
    path = database_in(folder)
    return {row[0] for table in keyed_in(path) for row in sql(path, f"SELECT master_id FROM {table}")}


def keyed_in(path: Path) -> set[str]:
    """Return every table that has keys in it, as the file itself says."""
    found = sql(
        path,
        "SELECT m.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c "
        "WHERE m.type = 'table' AND c.name = 'wrapped_key'",
    )
    return {row[0] for row in found}


async def test_content_is_untouched(tmp_path: Path) -> None:
    """Every key is wrapped anew, every other cell is byte for byte as it was, and all of it opens."""
    await fill(tmp_path)
    old, before = key_of(tmp_path), contents_of(database_in(tmp_path))
    told: list[tuple[int, int]] = []
    done = rotate_files(tmp_path, lambda *each: told.append(each))
    after = contents_of(database_in(tmp_path))
    assert (done.keys, done.left, told) == (4, 0, [(3, 3)])
    assert before.keys() == after.keys()
    for table in before:
        if table in keyed_in(database_in(tmp_path)):
            assert [row[0] for row in before[table]] == [row[0] for row in after[table]]
            assert not {row[1] for row in before[table]} & {row[1] for row in after[table]}
        else:
            assert before[table] == after[table]
    assert key_of(tmp_path) != old
    assert ids_in(tmp_path) == {MasterKey(key_of(tmp_path)).id}
    await whole(tmp_path)


async def test_the_old_key_stays_aside(tmp_path: Path) -> None:
    """It opens backups from before, so it is kept, for its owner alone; also after a second change."""
    await fill(tmp_path)
    shutil.copytree(tmp_path, tmp_path / "backup")
    keys_before = []
    for _ in range(2):
        keys_before.append(key_of(tmp_path))
        aside = rotate_files(tmp_path, quiet).aside
        assert aside is not None
        assert decode_key(aside.read_text()) == keys_before[-1]
        assert aside.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "master.key").stat().st_mode & 0o777 == 0o600
    assert len(files_in(tmp_path, "master.key.old-*")) == 2
    assert not (tmp_path / "master.key.new").exists()
    await whole(tmp_path / "backup", keys_before[0])


async def test_what_the_old_key_wrapped_is_in_no_file(tmp_path: Path) -> None:
    """Who has the old key and looks into database and log finds nothing that it opens."""
    await fill(tmp_path)
    wrapped = [row[0] for row in sql(database_in(tmp_path), "SELECT wrapped_key FROM person")]
    rotate_files(tmp_path, quiet)
    found = b"".join(files_in(tmp_path, "alongside.db*").values())
    assert not any(cell in found for cell in wrapped)


async def test_after_a_crash_of_the_bot(tmp_path: Path) -> None:
    """What is only in the log is changed with the rest."""
    async with opened(tmp_path / "before") as store:
        await fill_in(store)
        as_if_killed(tmp_path / "before", tmp_path / "killed")
    assert rotate_files(tmp_path / "killed", quiet).keys == 4
    await whole(tmp_path / "killed")


async def test_beside_a_running_bot_it_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A running bot could not read what is wrapped with another key: nothing is changed under it."""
    monkeypatch.setattr(rotation, "BUSY_TIMEOUT_MS", 20)
    await fill(tmp_path)
    async with opened(tmp_path) as store:
        before = files_in(tmp_path)
        with pytest.raises(StartError, match="Stop the bot first"):
            rotate_files(tmp_path, quiet)
        assert files_in(tmp_path) == before
        assert isinstance(await store.reflections.get(ANNA, "a1"), Reflection)
    await whole(tmp_path)


async def test_no_bot_starts_beside_it(tmp_path: Path) -> None:
    """While keys are changed, a start is refused with a sentence."""
    await fill(tmp_path)
    said: list[str] = []

    def start(done: int, of: int) -> None:
        code = "import asyncio; from alongside.store.opening import open_store; from pathlib import Path\n"
        code += f"asyncio.run(open_store(Path({str(tmp_path)!r}), Path({str(MIGRATIONS)!r})))"
        ran = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        said.append(ran.stderr)

    rotate_files(tmp_path, start)
    assert "held by another process" in said[0]
    await whole(tmp_path)


def rotating(folder: Path, step: int) -> int:
    """Change the key in a process that kills itself at a step; return how it ended."""
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", str(ROTATOR), str(folder), str(step)],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ran.returncode in (0, -signal.SIGKILL), ran.stderr.decode()
    return ran.returncode


def opens_with(folder: Path, key: bytes) -> bool:
    """Return whether every key in the database opens with a master key."""
    rows = [(row[0], row[1]) for t in ("person", "keyring") for row in contents_of(database_in(folder))[t]]
    assert len(rows) == 4
    return all(rotation._rewrapped(name, cell, MasterKey(key), MasterKey(key)) for name, cell in rows)


async def test_killed_at_any_step(tmp_path: Path) -> None:
    """After each kill a key on the disk opens everything, the start says what to do, a rerun ends it."""
    await fill(tmp_path / "made")
    step, ended, met = 0, -signal.SIGKILL, set()
    while ended:
        step += 1
        folder = tmp_path / f"{step}"
        shutil.copytree(tmp_path / "made", folder)
        ended = rotating(folder, step)
        assert not ended or step < 100
        there = [
            decode_key(path.read_text()) for path in folder.glob("master.key*") if path.suffix != ".part"
        ]
        # Beside the file itself, nothing may lie there: the key that fits is on the disk under a whole name.
        assert any(opens_with(folder, key) for key in there), step
        met.add(await started(folder))
        rotate_files(folder, quiet)
        await whole(folder)
        assert key_of(folder) != key_of(tmp_path / "made")
        assert not (folder / "master.key.new").exists()
    assert met == {"as before", "unfinished", "new"}
    assert step > 15


async def started(folder: Path) -> str:
    """Start on a folder; return what state it is in."""
    pending = (folder / "master.key.new").exists()
    try:
        await whole(folder)
    except StartError as error:
        return "unfinished" if pending and "rotate-key` finishes the change" in str(error) else str(error)
    return "as before" if pending or not files_in(folder, "*.old-*") else "new"


async def test_a_start_tells_of_a_change_that_was_begun(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Before the database changed, the bot runs as ever, and says that something lies there."""
    await fill(tmp_path)
    keys.write_key(tmp_path / "master.key.new", new_key())
    await whole(tmp_path)
    assert any("begun and not finished" in record.getMessage() for record in caplog.records)
    fresh = decode_key((tmp_path / "master.key.new").read_text())
    rotate_files(tmp_path, quiet)
    assert key_of(tmp_path) == fresh


@pytest.mark.parametrize("fault", ["new key", "old key aside", "into place"])
async def test_a_fault_at_each_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    """A file that cannot be written is told of; running it again finishes the change."""
    await fill(tmp_path)
    original: dict[str, Callable[..., None]] = {"write": keys.write_key, "move": keys.move_key}
    failing = {"new key": "master.key.new", "old key aside": "master.key.old", "into place": None}[fault]

    def write(path: Path, key: bytes) -> None:
        if failing is not None and path.name.startswith(failing):
            raise OSError(28, "No space left on device")
        original["write"](path, key)

    def move(source: Path, target: Path) -> None:
        if failing is None:
            raise OSError(13, "Permission denied")
        original["move"](source, target)

    with monkeypatch.context() as broken:
        broken.setattr(rotation, "write_key", write)
        broken.setattr(rotation, "move_key", move)
        with pytest.raises(StartError) as caught:
            rotate_files(tmp_path, quiet)
    assert str(caught.value).endswith(".")
    assert ("Nothing was changed" in str(caught.value)) == (fault == "new key")
    assert ("run rotate-key again" in str(caught.value)) == (fault != "new key")
    rotate_files(tmp_path, quiet)
    await whole(tmp_path)


@pytest.mark.parametrize(
    "sentence", ["SELECT count", "SELECT owner", "UPDATE person", "UPDATE keyring", "COMMIT"]
)
async def test_a_fault_at_each_statement(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sentence: str
) -> None:
    """Whatever SQLite refuses, all of it is as before, with the old key; a second run works."""
    await fill(tmp_path)
    before = contents_of(database_in(tmp_path))

    class Failing(sqlite3.Connection):
        def execute(self, statement: str, *args: Any) -> sqlite3.Cursor:
            self._fail(statement)
            return super().execute(statement, *args)

        def executemany(self, statement: str, *args: Any) -> sqlite3.Cursor:
            self._fail(statement)
            return super().executemany(statement, *args)

        def _fail(self, statement: str) -> None:
            if statement.startswith(sentence):
                raise sqlite3.OperationalError("disk I/O error")

    plain = sqlite3.connect
    with monkeypatch.context() as broken:
        broken.setattr(sqlite3, "connect", lambda *args, **options: plain(*args, factory=Failing, **options))
        with pytest.raises(StartError):
            rotate_files(tmp_path, quiet)
    assert contents_of(database_in(tmp_path)) == before
    await whole(tmp_path)
    rotate_files(tmp_path, quiet)
    await whole(tmp_path)


async def test_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is told of, and nothing has changed."""
    await fill(tmp_path)

    class Full(sqlite3.Connection):
        def executemany(self, *args: Any) -> sqlite3.Cursor:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

    plain = sqlite3.connect
    with monkeypatch.context() as broken:
        broken.setattr(sqlite3, "connect", lambda *args, **options: plain(*args, factory=Full, **options))
        with pytest.raises(StartError, match="no room left"):
            rotate_files(tmp_path, quiet)
    await whole(tmp_path)


async def test_a_damaged_key_of_a_server_is_left_as_it_is(tmp_path: Path) -> None:
    """It is counted among what did not open, and everybody's own is changed all the same."""
    await fill(tmp_path)
    path = database_in(tmp_path)
    sql(path, "UPDATE support_space SET wrapped_key = x'00'")
    done = rotate_files(tmp_path, quiet)
    assert (done.keys, done.left) == (4, 1)
    assert sql(path, "SELECT wrapped_key FROM support_space") == [(b"\0",)]
    async with opened(tmp_path) as store:
        found = [await store.reflections.get(user, "a1") for user in PEOPLE]
    assert all(isinstance(each, Reflection) for each in found)


async def test_a_database_from_before_support_channels(tmp_path: Path) -> None:
    """It has no keys of servers yet; people's are changed."""
    await fill(tmp_path)
    path = database_in(tmp_path)
    for table in ("support_claim", "support_request", "support_week", "support_space"):
        sql(path, f"DROP TABLE {table}")
    assert rotate_files(tmp_path, quiet).keys == 3


async def test_a_damaged_key_is_left_as_it_is(tmp_path: Path) -> None:
    """What opened with no key before is counted and left; everybody else's is changed."""
    await fill(tmp_path)
    path = database_in(tmp_path)
    [(owner,)] = sql(path, "SELECT owner FROM person ORDER BY owner LIMIT 1")
    sql(path, "UPDATE person SET wrapped_key = x'00' WHERE owner = ?", (owner,))
    done = rotate_files(tmp_path, quiet)
    assert (done.keys, done.left) == (4, 1)
    assert sql(path, "SELECT wrapped_key FROM person WHERE owner = ?", (owner,)) == [(b"\0",)]
    async with opened(tmp_path) as store:
        found = [await store.reflections.get(user, "a1") for user in PEOPLE]
    assert sum(isinstance(each, Reflection) for each in found) == 2


async def test_many_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every person is met once, however the batches fall."""
    await fill(tmp_path)
    for size in (1, 2, 3):
        monkeypatch.setattr(rotation, "BATCH", size)
        told: list[int] = []
        rotate_files(tmp_path, lambda done, of, told=told: told.append(done))  # type: ignore[misc]
        assert told[-1] == 3
        assert len(told) == -(-3 // size)
        await whole(tmp_path)


async def test_keys_from_the_settings(tmp_path: Path) -> None:
    """A host who keeps keys elsewhere changes from one to the other, and no key file appears."""
    old, new = new_key(), new_key()
    await fill(tmp_path, old)
    assert rotate_given(tmp_path, old, new, quiet).aside is None
    await whole(tmp_path, new)
    assert not files_in(tmp_path, "master.key*")
    # Once more, as after a kill behind the last step: it stays as it is.
    rotate_given(tmp_path, old, new, quiet)
    await whole(tmp_path, new)
    with pytest.raises(StartError, match="does not fit"):
        rotate_given(tmp_path, old, new_key(), quiet)
    with pytest.raises(StartError, match="set ALONGSIDE_KEY to what ALONGSIDE_NEW_KEY is"):
        await open_store(tmp_path, MIGRATIONS, old, new)
    await whole(tmp_path, new)


@pytest.mark.parametrize("case", ["no database", "same key", "wrong key", "no key file", "nonsense"])
async def test_what_is_refused(tmp_path: Path, case: str) -> None:
    """A sentence says why, and no byte is changed."""
    folder = tmp_path / "data"
    folder.mkdir()
    key = new_key()
    if case != "no database":
        await fill(folder, key)
    if case == "nonsense":
        database_in(folder).write_bytes(b"something else" * 1000)
    before = files_in(folder)
    old, new = (
        (new_key(), new_key()) if case == "wrong key" else (key, key if case == "same key" else new_key())
    )
    with pytest.raises(StartError) as caught:
        _ = (
            rotate_files(folder, quiet)
            if case in ("no key file", "no database")
            else rotate_given(folder, old, new, quiet)
        )
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    after = {
        path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(("-shm", "-wal"))
    }
    assert after == before


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Settings that name the test's folder, and nothing else."""
    for name in ("ALONGSIDE_KEY", "ALONGSIDE_NEW_KEY", "DISCORD_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALONGSIDE_DATA", str(tmp_path / "data"))


@pytest.mark.usefixtures("settled")
def test_the_command(tmp_path: Path, capsys: Capture) -> None:
    """It tells how far it is, what was done, and what is left to do; it shows no key."""
    asyncio.run(fill(tmp_path / "data"))
    old = (tmp_path / "data/master.key").read_text().strip()
    assert bot.main(["rotate-key"]) == 0
    said = capsys.readouterr().out
    assert "3 of 3 keys" in said
    assert "Keys wrapped anew: 4" in said
    assert "master.key.old-" in said
    assert old not in said
    assert (tmp_path / "data/master.key").read_text().strip() not in said
    asyncio.run(whole(tmp_path / "data"))


@pytest.mark.usefixtures("settled")
def test_the_command_with_keys_kept_elsewhere(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It asks for the new key before anything, and says what to set afterwards."""
    old, new = new_key(), new_key()
    asyncio.run(fill(tmp_path / "data", old))
    monkeypatch.setenv("ALONGSIDE_KEY", keys.encode_key(old).decode())
    assert bot.main(["rotate-key"]) == 2
    assert "ALONGSIDE_NEW_KEY should be" in capsys.readouterr().err
    monkeypatch.setenv("ALONGSIDE_NEW_KEY", keys.encode_key(new).decode())
    assert bot.main(["rotate-key"]) == 0
    said = capsys.readouterr().out
    assert "set ALONGSIDE_KEY to what ALONGSIDE_NEW_KEY is" in said
    assert keys.encode_key(new).decode().strip() not in said
    asyncio.run(whole(tmp_path / "data", new))
    monkeypatch.delenv("ALONGSIDE_KEY")
    assert bot.main(["rotate-key"]) == 2
    assert "goes with ALONGSIDE_KEY" in capsys.readouterr().err


@pytest.mark.usefixtures("settled")
def test_the_command_refused(tmp_path: Path, capsys: Capture) -> None:
    """Exit code 1 and one sentence."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/master.key").write_bytes(keys.encode_key(new_key()))
    assert bot.main(["rotate-key"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("rotate-key: There is no database")


def test_a_key_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that fails half way leaves the key that was there."""
    path = tmp_path / "master.key"
    old = new_key()
    keys.write_key(path, old)

    def fail(_: int) -> None:
        raise OSError(5, "I/O error")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="I/O"):
            keys.write_key(path, new_key())
    assert decode_key(path.read_text()) == old
