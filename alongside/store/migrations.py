"""Numbered SQL scripts, forward only; a script and its number are committed together or not at all."""

import re
import sqlite3
from dataclasses import dataclass
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
        version = _version(connection)
        _refuse_strangers(connection, path, version, len(migrations))
        if 0 < version < len(migrations):
            _copy(connection, path, version)
        for migration in migrations[version:]:
            _apply(connection, migration)
    finally:
        connection.close()


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


def _copy(connection: sqlite3.Connection, path: Path, version: int) -> None:
    target = path.with_name(f"{path.stem}.before-schema-{version + 1}{path.suffix}")
    target.touch(mode=0o600)
    copy = sqlite3.connect(target)
    try:
        connection.backup(copy)
    finally:
        copy.close()


def _apply(connection: sqlite3.Connection, migration: Migration) -> None:
    # executescript() commits what is open before it starts, so the transaction stands in the script.
    script = f"BEGIN IMMEDIATE;\n{migration.script}\nPRAGMA user_version = {migration.number};\nCOMMIT;"
    try:
        connection.executescript(script)
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if _version(connection) >= migration.number:
            return  # another process was quicker, and did the same
        raise StartError(
            f"The database could not be brought to schema {migration.number} ({error}). "
            "It was left as it was."
        ) from error
