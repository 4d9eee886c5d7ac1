"""Changing the master key: every key in the database is wrapped anew, in one transaction.

So at any moment all of them open with the old key, or all of them with the new one; content is not
touched. The new key is on the disk before the database changes, and the old one stays there afterwards:
backups from before need it.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from alongside.errors import KeyMisfit, StartError, StoreBusy, StoreFull, Unsealable
from alongside.store.database import BUSY_TIMEOUT_MS, translated
from alongside.store.keys import KEY_NAME, NEXT_NAME, key_in, move_key, next_master, write_key
from alongside.store.opening import DATABASE_NAME, check_database
from alongside.store.sealing import MasterKey, new_key

# How many keys are read, wrapped and written before the next ones are.
BATCH = 1000

Tell: TypeAlias = Callable[[int, int], None]
"""Called with how many people's keys are done, and of how many."""


@dataclass(frozen=True)
class Rotated:
    """What a change of the master key came to.

    `keys` is how many there are, of people and of servers' settings. `left` is how many of them opened with
    neither key: they were left as they were. `aside` is where the old key is now, None where the host keeps
    both elsewhere.
    """

    keys: int
    left: int
    aside: Path | None


def rotate_files(folder: Path, tell: Tell) -> Rotated:
    """Change the key that is in a file of `folder`; called again, finish what was interrupted.

    Raises StartError: then the key that fits the database is where the bot, or the next call, finds it.
    """
    path, current = _database_in(folder), folder / KEY_NAME
    old, following = key_in(current), next_master(folder)
    with closing(_alone(path, MasterKey(old), following)) as connection:
        try:
            if following is None:
                write_key(folder / NEXT_NAME, new_key())
            fresh = key_in(folder / NEXT_NAME)
        except OSError as error:
            raise StartError(
                f"The new key cannot be written to {folder} ({error.strerror}). Nothing was changed."
            ) from error
        keys, left = _rewrap(connection, path, MasterKey(old), MasterKey(fresh), tell)
        # The old key has its id in its name: there may be one from an earlier change.
        aside = folder / f"{KEY_NAME}.old-{MasterKey(old).id}"
        try:
            write_key(aside, old)
            move_key(folder / NEXT_NAME, current)
        except OSError as error:
            raise StartError(
                f"The database has the new key, which could not be moved from {NEXT_NAME} to {KEY_NAME} in "
                f"{folder} ({error.strerror}). Nothing is lost: run rotate-key again, and it does that."
            ) from error
    return Rotated(keys, left, aside)


def rotate_given(folder: Path, old: bytes, new: bytes, tell: Tell) -> Rotated:
    """Change from one key to another, both kept elsewhere by the host. Raises StartError."""
    if old == new:
        raise StartError("ALONGSIDE_NEW_KEY is the same as ALONGSIDE_KEY. Nothing was changed.")
    path = _database_in(folder)
    with closing(_alone(path, MasterKey(old), MasterKey(new))) as connection:
        keys, left = _rewrap(connection, path, MasterKey(old), MasterKey(new), tell)
    return Rotated(keys, left, None)


def _database_in(folder: Path) -> Path:
    path = folder / DATABASE_NAME
    if not path.exists():
        raise StartError(f"There is no database at {path}, so there is no key to change.")
    return path


def _alone(path: Path, old: MasterKey, following: MasterKey | None) -> sqlite3.Connection:
    """Check the database, and open it so that nobody else has it open until it is closed."""
    try:
        _check(path, old, following)
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)
        try:
            # Every connection in WAL mode holds a lock on the file for as long as it is open: a running
            # bot does, and could not read a key that is changed under it.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN IMMEDIATE")
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise _refusal(path, error) from error
    return connection


def _check(path: Path, old: MasterKey, following: MasterKey | None) -> None:
    try:
        check_database(path, old)
    except KeyMisfit:
        if following is None:
            raise
        # Interrupted after the database changed, and before the files did.
        check_database(path, following)


def _rewrap(
    connection: sqlite3.Connection, path: Path, old: MasterKey, new: MasterKey, tell: Tell
) -> tuple[int, int]:
    """Wrap every key anew and commit; return how many are people's or servers', and how many did not open."""
    try:
        (total,) = connection.execute("SELECT count(*) FROM person").fetchone()
        left = done = 0
        after = ""
        while rows := connection.execute(
            "SELECT owner, wrapped_key FROM person WHERE owner > ? ORDER BY owner LIMIT ?", (after, BATCH)
        ).fetchall():
            left += _rewrap_rows(connection, "person", "owner", rows, old, new)
            after, done = rows[-1][0], done + len(rows)
            tell(done, total)
        servers = _server_keys(connection)
        if servers:
            left += _rewrap_rows(connection, "support_space", "id", servers, old, new)
        rows = connection.execute("SELECT name, wrapped_key FROM keyring").fetchall()
        if _rewrap_rows(connection, "keyring", "name", rows, old, new):
            raise StartError(f"A key in the keyring of {path} opens with neither key. Nothing was changed.")
        connection.execute("COMMIT")
        # What the old key had wrapped is overwritten in the file; it leaves the log as well.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.Error as error:
        raise _refusal(path, error) from error
    return total + len(servers), left


def _server_keys(connection: sqlite3.Connection) -> list[tuple[str, bytes]]:
    """Return the keys of servers' settings; none in a database that is older than those."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'support_space'").fetchone():
        return []
    return connection.execute("SELECT id, wrapped_key FROM support_space").fetchall()


def _rewrap_rows(
    connection: sqlite3.Connection,
    table: str,
    column: str,
    rows: list[tuple[str, bytes]],
    old: MasterKey,
    new: MasterKey,
) -> int:
    """Wrap the keys of these rows anew; return how many open with neither key. Those stay as they are."""
    wrapped = [(name, _rewrapped(name, cell, old, new)) for name, cell in rows]
    connection.executemany(
        f"UPDATE {table} SET wrapped_key = ?, master_id = ? WHERE {column} = ?",
        [(cell, new.id, name) for name, cell in wrapped if cell is not None],
    )
    return sum(cell is None for _, cell in wrapped)


def _rewrapped(name: str, cell: bytes, old: MasterKey, new: MasterKey) -> bytes | None:
    for master in (old, new):
        try:
            return new.wrap(master.unwrap(cell, name), name)
        except Unsealable:
            continue
    return None


def _refusal(path: Path, error: sqlite3.Error) -> StartError:
    reason = translated(error)
    if isinstance(reason, StoreBusy):
        return StartError(
            f"The database {path} is in use. Stop the bot first, and whatever else has it open: a running "
            "bot could not read what is wrapped with another key. Nothing was changed."
        )
    if isinstance(reason, StoreFull):
        return StartError(
            f"There is no room left on the disk of {path}. Make room and run rotate-key again; the database "
            "is as it was."
        )
    return StartError(
        f"The keys in {path} could not be changed ({error}). The database is as it was; run rotate-key again."
    )
