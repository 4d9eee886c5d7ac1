"""What the store's tests share: a store in a folder of their own, plain SQL beside it, and any text."""

import asyncio
import hashlib
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from alongside.content import MIGRATIONS
from alongside.model import CONSENT_VERSION, CheckIn, Draft, Kept, Purpose, Retention
from alongside.store.opening import Store, open_store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANNA, BEN = 700_000_000_000_000_001, 700_000_000_000_000_002

# Every code point, lone surrogates and null bytes among them.
CHARACTERS = st.characters(codec=None, exclude_categories=())
TEXTS = st.text(CHARACTERS, max_size=200)
# Properties hold on a busy machine too.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, instant: datetime = NOON) -> None:
        self.instant = instant

    def now(self) -> datetime:
        """Return the instant."""
        return self.instant

    def move(self, by: timedelta) -> None:
        """Move on."""
        self.instant += by


@asynccontextmanager
async def opened(folder: Path, key: bytes | None = None) -> AsyncIterator[Store]:
    """Open the store in a folder, and close it behind the test."""
    store = await open_store(folder, MIGRATIONS, key)
    try:
        yield store
    finally:
        await store.close()


@contextmanager
def running(folder: Path) -> Iterator[tuple[asyncio.Runner, Store]]:
    """Open a store for many short runs of one property test."""
    with asyncio.Runner() as runner:
        store = runner.run(open_store(folder, MIGRATIONS))
        try:
            yield runner, store
        finally:
            runner.run(store.close())


async def agree(
    store: Store, user_id: int, retention: Retention = Retention.ALWAYS, now: datetime = NOON
) -> None:
    """Consent to history."""
    await store.consents.give(user_id, Purpose.HISTORY, CONSENT_VERSION, retention, now)


def draft_of(
    record: str = "a1", *, note: str | None = None, label: str | None = None, minute: int = 0
) -> Draft:
    """Return a draft whose content can be told from any other's by its id."""
    return Draft(
        id=record,
        created_at=NOON + timedelta(minutes=minute),
        asked=("g1", "b1"),
        check_in=CheckIn({"g1": 1, "b1": 3}, label=label, note=note),
    )


async def keep(store: Store, user_id: int, draft: Draft) -> None:
    """Save a draft and keep it."""
    assert await store.drafts.add(user_id, draft)
    assert await store.reflections.keep(user_id, draft.id, NOON) is Kept.NOW


def database_in(folder: Path) -> Path:
    """Return where the database of a folder is."""
    return folder / "alongside.db"


def sql(path: Path, statement: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
    """Run one statement on a connection of its own, as somebody with the file at hand would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return connection.execute(statement, tuple(values)).fetchall()


def tables_of(path: Path) -> dict[str, list[str]]:
    """Return the columns of every table that the file itself knows of."""
    names = [name for (name,) in sql(path, "SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: [row[1] for row in sql(path, f"PRAGMA table_info({name})")] for name in names}


def contents_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables."""
    return {name: sorted(sql(path, f"SELECT * FROM {name}"), key=repr) for name in tables_of(path)}


def digest(path: Path) -> str:
    """Return a hash of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def bytes_in(folder: Path) -> bytes:
    """Return the bytes of the database and its log, one after the other."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("alongside.db*")))


def as_if_killed(folder: Path, to: Path) -> Path:
    """Copy a folder while its store is open: what a crash would have left, the log included."""
    shutil.copytree(folder, to)
    assert (to / "alongside.db-wal").stat().st_size > 0
    return to
