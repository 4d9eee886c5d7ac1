"""Opening the store: folder, key, schema, in an order in which nothing is lost if a step fails.

Everything that is wrong ends in a StartError with one sentence; a database that cannot be read is
never overwritten, emptied or made anew.
"""

import asyncio
import base64
import binascii
import logging
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from alongside.errors import StartError, StoreBusy, StoreFull, Unsealable
from alongside.store.consents import Consents
from alongside.store.database import Database, open_database, translated
from alongside.store.drafts import Drafts
from alongside.store.erasure import Erasure
from alongside.store.intentions import Intentions
from alongside.store.meta import Meta
from alongside.store.migrations import migrate, read_migrations
from alongside.store.pauses import Pauses
from alongside.store.people import People
from alongside.store.reflections import Reflections
from alongside.store.sealing import KEY_BYTES, MasterKey, OwnerTags, new_key
from alongside.store.support_claims import SupportClaims
from alongside.store.support_requests import SupportRequests
from alongside.store.support_spaces import SupportSpaces

DATABASE_NAME = "alongside.db"
KEY_NAME = "master.key"
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
    pauses: Pauses
    intentions: Intentions
    support_spaces: SupportSpaces
    support_requests: SupportRequests
    support_claims: SupportClaims
    erasure: Erasure
    meta: Meta

    async def close(self) -> None:
        """Close the database; what was confirmed is on disk already."""
        await self.database.close()


async def open_store(folder: Path, scripts: Path, key: bytes | None = None) -> Store:
    """Open the store in `folder`, with the schema of the SQL files in `scripts`.

    `key` is the master key where the host keeps it elsewhere; else it is read from a file in the
    folder, made at the first start. Raises StartError.
    """
    path = folder / DATABASE_NAME
    try:
        master, tags = await asyncio.to_thread(_prepare, path, scripts, key)
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
    people = People(master, tags)
    return Store(
        database=database,
        consents=Consents(database, people),
        drafts=Drafts(database, people),
        reflections=Reflections(database, people),
        pauses=Pauses(database, people),
        intentions=Intentions(database, people),
        support_spaces=SupportSpaces(database, people),
        support_requests=SupportRequests(database, people),
        support_claims=SupportClaims(database, people),
        erasure=Erasure(database, people),
        meta=Meta(database),
    )


def _prepare(path: Path, scripts: Path, key: bytes | None) -> tuple[MasterKey, OwnerTags]:
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
    master = MasterKey(key or _read_key(path.with_name(KEY_NAME), may_make=not exists))
    if exists:
        _check(path, master)
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


def _check(path: Path, master: MasterKey) -> None:
    """Refuse a database that is damaged, or made with another key, before anything may write to it."""
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
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)
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
        raise StartError(
            f"The key does not fit the database {path}. Put the key back that it was made with; "
            "the database was left untouched."
        ) from error


def _unreadable(path: Path, reason: object) -> str:
    return (
        f"The database {path} cannot be read ({reason}). It was left untouched: "
        "restore a backup, or keep a copy of it and ask for help."
    )


def decode_key(text: str) -> bytes:
    """Return the 32 bytes of a key as it is written down (base64). Raises ValueError."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if len(key) != KEY_BYTES:
        raise ValueError(f"{len(key)} bytes instead of {KEY_BYTES}")
    return key


def _read_key(path: Path, *, may_make: bool) -> bytes:
    if not path.exists():
        if not may_make:
            raise StartError(
                f"The key that belongs to this database is not here: {path} is missing and ALONGSIDE_KEY is "
                "not set. Put the key back; without it nothing in the database can be read."
            )
        return _make_key(path)
    try:
        path.chmod(0o600)  # one that was put back from a copy may be open to others
        return decode_key(path.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise StartError(f"The key file {path} cannot be read ({error}). Put the right key back.") from error


def _make_key(path: Path) -> bytes:
    key = new_key()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(key) + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StartError(f"The key file {path} cannot be written ({error.strerror}).") from error
    log.warning(
        "A new master key was made. Keep a copy of the file %s in a safe place, apart from the database and "
        "its backups: without it nothing that people keep can ever be read again.",
        path,
    )
    return key


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
