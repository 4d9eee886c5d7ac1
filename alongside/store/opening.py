"""Opening the store: folder, key, schema, in an order in which nothing is lost if a step fails.

Everything that is wrong ends in a StartError with one sentence; a database that cannot be read is
never overwritten, emptied or made anew.
"""

import asyncio
import logging
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from alongside.errors import KeyMisfit, StartError, StoreBusy, StoreFull, Unsealable
from alongside.store.bringing import Bringing
from alongside.store.consents import Consents
from alongside.store.database import BUSY_TIMEOUT_MS, Database, open_database, translated
from alongside.store.deliveries import Deliveries
from alongside.store.drafts import Drafts
from alongside.store.erasure import Erasure
from alongside.store.intentions import Intentions
from alongside.store.keys import KEY_NAME, NEXT_NAME, key_in, next_master
from alongside.store.meta import Meta
from alongside.store.migrations import migrate, read_migrations
from alongside.store.offers import Offers
from alongside.store.pauses import Pauses
from alongside.store.people import People
from alongside.store.reflections import Reflections
from alongside.store.reminders import Reminders
from alongside.store.removals import Removals
from alongside.store.sealing import MasterKey, OwnerTags, new_key
from alongside.store.support_claims import SupportClaims
from alongside.store.support_requests import SupportRequests
from alongside.store.support_spaces import SupportSpaces

DATABASE_NAME = "alongside.db"
_TAGS = "owner-tags"
_MAGIC = b"SQLite format 3\x00"

log = logging.getLogger("alongside.store")


@dataclass(frozen=True)
class Store:
    """Every kind of record, over one database."""

    database: Database
    consents: Consents
    drafts: Drafts
    reflections: Reflections
    removals: Removals
    pauses: Pauses
    intentions: Intentions
    reminders: Reminders
    deliveries: Deliveries
    offers: Offers
    bringing: Bringing
    support_spaces: SupportSpaces
    support_requests: SupportRequests
    support_claims: SupportClaims
    erasure: Erasure
    meta: Meta

    async def close(self) -> None:
        """Close the database; what was confirmed is on disk already."""
        await self.database.close()


async def open_store(
    folder: Path, scripts: Path, key: bytes | None = None, next_key: bytes | None = None
) -> Store:
    """Open the store in `folder`, with the schema of the SQL files in `scripts`.

    `key` is the master key where the host keeps it elsewhere; else it is read from a file in the
    folder, made at the first start. `next_key` is the one that it is to be changed to, or was. Raises
    StartError.
    """
    path = folder / DATABASE_NAME
    try:
        master, tags = await asyncio.to_thread(_prepare, path, scripts, key, next_key)
        database = await open_database(path)
    except OSError as error:
        raise StartError(
            f"The files in {folder} cannot be used ({error.strerror}). "
            "They should belong to the user that runs the bot, and have room to grow."
        ) from error
    except sqlite3.Error as error:
        if isinstance(translated(error), StoreFull):
            raise StartError(
                f"There is no room left on the disk of {path}. Make room and start again; "
                "the database is as it was."
            ) from error
        if isinstance(translated(error), StoreBusy):
            raise StartError(
                f"The database {path} is held by another process. "
                "Is another Alongside running on this folder?"
            ) from error
        raise StartError(_unreadable(path, error)) from error
    return _over(database, People(master, tags))


def _over(database: Database, people: People) -> Store:
    """Return every part of the store over one open database."""
    return Store(
        database=database,
        consents=Consents(database, people),
        drafts=Drafts(database, people),
        reflections=Reflections(database, people),
        removals=Removals(database, people),
        pauses=Pauses(database, people),
        intentions=Intentions(database, people),
        reminders=Reminders(database, people),
        deliveries=Deliveries(database, people),
        offers=Offers(database, people),
        bringing=Bringing(database, people),
        support_spaces=SupportSpaces(database, people),
        support_requests=SupportRequests(database, people),
        support_claims=SupportClaims(database, people),
        erasure=Erasure(database, people),
        meta=Meta(database),
    )


def _prepare(
    path: Path, scripts: Path, key: bytes | None, next_key: bytes | None
) -> tuple[MasterKey, OwnerTags]:
    _check_folder(path.parent)
    exists = path.exists()
    if exists and path.stat().st_size == 0:
        raise StartError(
            f"The database {path} is empty: it may have been cut off. Restore a backup; "
            "or, if this is a first start that failed, delete that file and start again."
        )
    if not exists and path.with_name(f"{path.name}-wal").exists():
        # SQLite would throw the log of a lost database away with the first thing it writes.
        raise StartError(
            f"The database {path} is missing, but its log is there ({path.name}-wal). "
            "Put the database back beside it; or, if both are lost for good, move the log away."
        )
    migrations = read_migrations(scripts)
    master = MasterKey(key or key_in(path.with_name(KEY_NAME), may_make=not exists))
    if exists:
        following = next_master(path.parent) if key is None else next_key and MasterKey(next_key)
        _check_fit(path, master, following or None, from_settings=key is not None)
    migrate(path, migrations)
    path.chmod(0o600)
    return master, _owner_tags(path, master)


def _check_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = folder / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise StartError(
            f"The data folder {folder} cannot be written to ({error.strerror}). "
            "Give it to the user that runs the bot, or name another one in ALONGSIDE_DATA."
        ) from error


def _check_fit(path: Path, master: MasterKey, following: MasterKey | None, *, from_settings: bool) -> None:
    """Check the database; where a change of its key was interrupted, say how it is finished."""
    try:
        check_database(path, master)
    except KeyMisfit as misfit:
        if following is None or not _fits(path, following):
            raise
        raise StartError(
            f"The database {path} has the new key already. Nothing is lost: "
            + (
                "set ALONGSIDE_KEY to what ALONGSIDE_NEW_KEY is, take that one away, and start again."
                if from_settings
                else "`python bot.py rotate-key` finishes the change that was interrupted; then start again."
            )
        ) from misfit
    if not from_settings and following is not None:
        log.warning(
            "A change of the master key was begun and not finished: %s lies there. `rotate-key` finishes it; "
            "deleting that file calls it off. Until then all is as before.",
            path.with_name(NEXT_NAME),
        )


def _fits(path: Path, master: MasterKey) -> bool:
    try:
        check_database(path, master)
    except KeyMisfit:
        return False
    return True


def check_database(path: Path, master: MasterKey) -> None:
    """Refuse a database that is damaged, or made with another key, before anything may write to it.

    Raises StartError, and KeyMisfit where it is whole and has another key.
    """
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise StartError(_unreadable(path, error.strerror)) from error
    if head != _MAGIC:  # SQLite would take a file of one byte for a new database
        raise StartError(_unreadable(path, "it is no SQLite database, or its beginning is gone"))
    # Read only: closing any other connection would fold the log of a crash into a damaged file. Only a
    # first start that was killed leaves a journal instead, which has to be rolled back to read at all.
    mode = "rw" if path.with_name(f"{path.name}-journal").exists() else "ro"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_TIMEOUT_MS / 1000
    )
    try:
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise StartError(_unreadable(path, " ".join(verdict.split())))
        _check_key(connection, path, master)
    finally:
        connection.close()


def _check_key(connection: sqlite3.Connection, path: Path, master: MasterKey) -> None:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"keyring", "person"} <= tables:
        return  # older than keys, or none of ours: the migrations tell
    row = connection.execute("SELECT wrapped_key FROM keyring WHERE name = ?", (_TAGS,)).fetchone()
    if row is not None:
        _unwrap_tags(path, master, row[0])
    elif connection.execute("SELECT count(*) FROM person").fetchone()[0]:
        raise StartError(_unreadable(path, "the key that people are found with is gone from it"))


def _unwrap_tags(path: Path, master: MasterKey, wrapped: bytes) -> OwnerTags:
    try:
        return OwnerTags(master.unwrap(wrapped, _TAGS))
    except Unsealable as error:
        raise KeyMisfit(
            f"The key does not fit the database {path}. Put the key back that it was made with; "
            "the database was left untouched."
        ) from error


def _unreadable(path: Path, reason: object) -> str:
    return (
        f"The database {path} cannot be read ({reason}). It was left untouched: "
        "restore a backup, or keep a copy of it and ask for help."
    )


def _owner_tags(path: Path, master: MasterKey) -> OwnerTags:
    """Return the tags' key, made with the database; opening it proves that the master key fits."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        row = connection.execute("SELECT wrapped_key FROM keyring WHERE name = ?", (_TAGS,)).fetchone()
        if row is None:
            row = (master.wrap(new_key(), _TAGS),)
            connection.execute("INSERT INTO keyring VALUES (?, ?, ?)", (_TAGS, row[0], master.id))
        connection.execute("COMMIT")
        return _unwrap_tags(path, master, row[0])
    finally:
        connection.close()
