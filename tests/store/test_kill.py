"""Killed at any moment: what was confirmed is there, and nothing is half there."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from alongside.errors import StartError
from alongside.model import Reflection
from alongside.store.opening import Store
from tests.store import keeper
from tests.store.kit import ANNA, database_in, opened, sql

ROOT = Path(__file__).parents[2]
ROUNDS = 4


def keeping(folder: Path) -> "subprocess.Popen[str]":
    """Start a process that keeps check-ins in a folder."""
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", keeper.__file__, str(folder), str(ANNA)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def keep_until_killed(folder: Path, lines: int, after: float) -> list[str]:
    """Kill a keeping process some time after it confirmed so many; return the confirmed ids."""
    process = keeping(folder)
    assert process.stdout is not None
    try:
        confirmed = [process.stdout.readline() for _ in range(lines)]
        time.sleep(after)
    finally:
        process.kill()
        rest, _ = process.communicate(timeout=10)
    assert process.returncode == -signal.SIGKILL, "it ended before it was killed"
    # A line without its end was being written when the process died.
    return [line.strip() for line in [*confirmed, *rest.splitlines(keepends=True)] if line.endswith("\n")]


def kill_at_first_start(folder: Path, after: float) -> None:
    """Kill a first start shortly after it has made its key."""
    process = keeping(folder)
    until = time.monotonic() + 10
    while not (folder / "master.key").exists() and time.monotonic() < until:
        time.sleep(0.0005)
    time.sleep(after)
    process.kill()
    process.communicate(timeout=10)


async def all_there(store: Store, confirmed: list[str]) -> None:
    """Check that every confirmed check-in opens, with its own note."""
    kept = {e.id: e for e in await store.reflections.all_of(ANNA)}
    for entry in kept.values():
        assert isinstance(entry, Reflection), "half there"
        assert entry.check_in.note is not None
        assert entry.check_in.note.startswith(f"note {entry.id} ")
        assert entry.check_in.note.rstrip("x").endswith(" ")
        assert len(entry.check_in.answers) == 5
    assert set(confirmed) <= set(kept)
    # At most one a kill may have been kept without anybody hearing of it.
    assert len(kept) - len(confirmed) <= ROUNDS


async def test_kill_while_keeping(tmp_path: Path) -> None:
    """Every confirmed check-in survives several kills, and no check-in is both draft and kept."""
    rng = random.Random()
    confirmed: list[str] = []
    for _ in range(ROUNDS):
        confirmed += keep_until_killed(tmp_path, rng.randint(3, 25), rng.uniform(0, 0.02))
        async with opened(tmp_path) as store:
            await all_there(store, confirmed)
            drafts = await store.drafts.all_of(ANNA)
            assert len(drafts) == sql(database_in(tmp_path), "SELECT count(*) FROM draft")[0][0]
            assert not {draft.id for draft in drafts} & set(confirmed)
            path = database_in(tmp_path)
            assert sql(path, "SELECT id FROM draft INTERSECT SELECT id FROM reflection") == []
            assert sql(path, "PRAGMA integrity_check") == [("ok",)]
            assert sql(path, "PRAGMA foreign_key_check") == []
    assert len(confirmed) >= 3 * ROUNDS


async def test_kill_at_the_very_first_start(tmp_path: Path) -> None:
    """A first start that is killed anywhere leaves what opens, or a word about which file to delete."""
    for number in range(4):
        folder = tmp_path / str(number)
        kill_at_first_start(folder, 0.002 * number)
        sentence = await opens(folder)
        assert sentence is None or "delete that file and start again" in sentence


async def opens(folder: Path) -> str | None:
    """Open a store; return what stands in the way, if anything does."""
    try:
        async with opened(folder) as store:
            await store.reflections.all_of(ANNA)
    except StartError as error:
        return str(error)
    return None
