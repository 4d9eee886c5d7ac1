"""Numbered SQL scripts, forward only; a script and its number are committed together or not at all."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alongside.errors import StartError

_NAME = re.compile(r"(\d{4})_\w+\.sql")


@dataclass(frozen=True)
class Migration:
    """One step of the schema: `number` counts from 1, `script` is plain SQL without transactions."""

    number: int
    script: str


def read_migrations(folder: Path) -> list[Migration]:
    """Read all scripts of a folder in order. Raises StartError where one is missing in between."""
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    found = [
        Migration(int(match[1]), file.read_text(encoding="utf-8"))
        for file in files
        if (match := _NAME.fullmatch(file.name))
    ]
    if not found or [m.number for m in found] != list(range(1, len(found) + 1)):
        raise StartError(f"The database scripts in {folder} are incomplete: install Alongside again.")
    return found


def migrate(path: Path, migrations: list[Migration]) -> None:
    """Bring the database at `path` to the newest schema; a copy is made before one that has data changes.

    Raises StartError for a database that is newer than this code, one that is no database of ours,
    or a script that fails; then the file is as it was.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        copied = False
        while _step(connection, path, migrations, copy=not copied):
            copied = True
    finally:
        connection.close()


def _step(connection: sqlite3.Connection, path: Path, migrations: list[Migration], *, copy: bool) -> bool:
    # Everything happens under the write lock: of two starts at once, the second finds the work done.
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)
        _refuse_strangers(connection, path, version, len(migrations))
        if version == len(migrations):
            return False
        if copy and version > 0:
            _copy(path, version)
        _apply(connection, migrations[version])
        connection.execute("COMMIT")
        return True
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _refuse_strangers(connection: sqlite3.Connection, path: Path, version: int, newest: int) -> None:
    if version > newest:
        raise StartError(
            f"The database {path} was written by a newer Alongside "
            f"(schema {version}, this one knows {newest}). "
            "Start the newer version, or restore a backup from before it."
        )
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if version == 0 and tables:
        raise StartError(f"{path} is an SQLite database, but not one of Alongside's. It was left as it is.")


def _copy(path: Path, version: int) -> None:
    target = path.with_name(f"{path.stem}.before-schema-{version + 1}{path.suffix}")
    target.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def remove_copies(path: Path, before: datetime) -> int:
    """Delete the copies from before migrations that are older than an instant; return how many.

    They hold what people may have erased since, so they stay only as long as a migration may go wrong.
    """
    old = [
        copy
        for copy in path.parent.glob(f"{path.stem}.before-schema-*{path.suffix}")
        if copy.stat().st_mtime < before.timestamp()
    ]
    for copy in old:
        copy.unlink(missing_ok=True)
    return len(old)


def _apply(connection: sqlite3.Connection, migration: Migration) -> None:
    try:
        for statement in _statements(migration.script):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {migration.number}")
    except sqlite3.Error as error:
        raise StartError(
            f"The database could not be brought to schema {migration.number} ({error}). "
            "It was left as it was."
        ) from error


def _statements(script: str) -> Iterator[str]:
    """Take a script apart: executescript() would commit the transaction that it runs in."""
    statement = ""
    for piece in re.split(r"(?<=;)", script):
        statement += piece
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
