"""Migrations go forward, whole or not at all, and never over what they do not know."""

import sqlite3
import stat
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from alongside.content import MIGRATIONS
from alongside.errors import StartError
from alongside.store.migrations import Migration, migrate, read_migrations
from tests.store.kit import contents_of, digest, sql

FIRST = Migration(1, "CREATE TABLE cup (name TEXT);")
SECOND = Migration(2, "ALTER TABLE cup ADD COLUMN size INTEGER; UPDATE cup SET size = 3;")
SECOND_AS_THIRD = Migration(3, SECOND.script)
FAILING = Migration(2, "ALTER TABLE cup ADD COLUMN size INTEGER; INSERT INTO saucer VALUES (1);")


def state(path: Path) -> tuple[object, ...]:
    """Return schema, version and rows of a database."""
    return (sql(path, "SELECT * FROM sqlite_master"), sql(path, "PRAGMA user_version"), contents_of(path))


def with_cups(folder: Path) -> Path:
    """Make a database of the first schema with something in it."""
    path = folder / "alongside.db"
    migrate(path, [FIRST])
    sql(path, "INSERT INTO cup VALUES ('blue')")
    return path


def test_a_new_database_gets_every_schema(tmp_path: Path) -> None:
    """All scripts are run in order; nothing is copied, as there was nothing."""
    path = tmp_path / "alongside.db"
    migrate(path, [FIRST, SECOND])
    assert sql(path, "PRAGMA user_version") == [(2,)]
    assert contents_of(path) == {"cup": []}
    assert [found.name for found in tmp_path.iterdir()] == ["alongside.db"]


def test_what_is_up_to_date_is_left_alone(tmp_path: Path) -> None:
    """A second run changes not one byte and makes no copy."""
    path = with_cups(tmp_path)
    before = digest(path)
    migrate(path, [FIRST])
    assert digest(path) == before
    assert [found.name for found in tmp_path.iterdir()] == ["alongside.db"]


def test_an_older_database_is_copied_first(tmp_path: Path) -> None:
    """The copy is for its owner alone, opens, and holds what was there before."""
    path = with_cups(tmp_path)
    before = state(path)
    migrate(path, [FIRST, SECOND])
    assert contents_of(path) == {"cup": [("blue", 3)]}
    copy = tmp_path / "alongside.before-schema-2.db"
    assert sorted(found.name for found in tmp_path.iterdir()) == [copy.name, path.name]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert state(copy) == before
    assert sql(copy, "PRAGMA integrity_check") == [("ok",)]


def test_the_copy_holds_what_is_still_in_the_log(tmp_path: Path) -> None:
    """Rows that a crash left in the write-ahead log are in the copy as well."""
    path = with_cups(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO cup VALUES ('green')")
        migrate(path, [FIRST, SECOND])
    copy = tmp_path / "alongside.before-schema-2.db"
    assert contents_of(copy) == {"cup": [("blue",), ("green",)]}


@pytest.mark.parametrize(
    "script",
    [
        FAILING.script,
        "ALTER TABLE cup ADD COLUMN size INTEGER; NONSENSE;",
        "DELETE FROM cup; CREATE TABLE cup (again TEXT);",
        "UPDATE cup SET name = 'red'; SELECT missing FROM cup;",
        "ALTER TABLE cup ADD COLUMN size INTEGER; CREATE TABLE unfinished (",
    ],
)
def test_a_failing_script_leaves_everything_as_it_was(tmp_path: Path, script: str) -> None:
    """Schema, version and rows are the old ones, the error is one sentence or two, and a copy was made."""
    path = with_cups(tmp_path)
    before = state(path)
    with pytest.raises(StartError, match=r"schema 2.*left as it was"):
        migrate(path, [FIRST, Migration(2, script)])
    assert state(path) == before
    assert state(tmp_path / "alongside.before-schema-2.db") == before
    migrate(path, [FIRST, SECOND])
    assert contents_of(path) == {"cup": [("blue", 3)]}


def test_a_failing_first_script_leaves_nothing(tmp_path: Path) -> None:
    """Without data there is nothing to copy, and a later start can begin anew."""
    path = tmp_path / "alongside.db"
    with pytest.raises(StartError, match="schema 1"):
        migrate(path, [Migration(1, "CREATE TABLE cup (name TEXT); NONSENSE;")])
    assert sql(path, "PRAGMA user_version") == [(0,)]
    assert contents_of(path) == {}
    assert [found.name for found in tmp_path.iterdir()] == ["alongside.db"]


def test_scripts_before_the_failing_one_stay(tmp_path: Path) -> None:
    """Each script is a step of its own: the database stands at the last one that worked."""
    path = tmp_path / "alongside.db"
    with pytest.raises(StartError, match="schema 3"):
        migrate(path, [FIRST, SECOND, Migration(3, "NONSENSE;")])
    assert sql(path, "PRAGMA user_version") == [(2,)]


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    """Both numbers are named, and not one byte is changed."""
    path = with_cups(tmp_path)
    sql(path, "PRAGMA user_version = 7")
    before = digest(path)
    with pytest.raises(StartError, match=r"newer Alongside \(schema 7, this one knows 2\)"):
        migrate(path, [FIRST, SECOND])
    assert digest(path) == before
    assert [found.name for found in tmp_path.iterdir()] == ["alongside.db"]


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    """An SQLite file with tables but without a schema number is not ours, and stays as it is."""
    path = tmp_path / "alongside.db"
    sql(path, "CREATE TABLE recipes (name TEXT)")
    before = digest(path)
    with pytest.raises(StartError, match="not one of Alongside's"):
        migrate(path, [FIRST])
    assert digest(path) == before


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["0002_second.sql"],
        ["0001_first.sql", "0003_third.sql"],
        ["0001_first.sql", "0001_again.sql"],
        ["0001_first.sql", "0002_second.sql", "0004_fourth.sql"],
        ["readme.txt"],
    ],
)
def test_missing_scripts_are_named(tmp_path: Path, names: list[str]) -> None:
    """A gap, a number that stands twice or an empty folder ends the start with the folder's name."""
    for name in names:
        (tmp_path / name).write_text("SELECT 1;")
    with pytest.raises(StartError, match="incomplete") as caught:
        read_migrations(tmp_path)
    assert str(tmp_path) in str(caught.value)


def test_a_missing_folder_of_scripts_is_named(tmp_path: Path) -> None:
    """The same goes for a folder that is not there."""
    with pytest.raises(StartError, match="incomplete"):
        read_migrations(tmp_path / "nowhere")


def test_the_shipped_scripts() -> None:
    """They are numbered without a gap, and leave transactions and versions to `migrate`."""
    migrations = read_migrations(MIGRATIONS)
    assert [m.number for m in migrations] == list(range(1, len(migrations) + 1))
    for migration in migrations:
        words = migration.script.upper()
        assert not any(word in words for word in ("BEGIN", "COMMIT", "USER_VERSION")), migration.number


@pytest.mark.parametrize(
    "script", [SECOND.script, "INSERT INTO cup VALUES ('green');", "UPDATE cup SET name = name || '!';"]
)
def test_a_migration_that_another_process_just_made_is_not_made_again(tmp_path: Path, script: str) -> None:
    """Two starts at once: the one that had to wait finds the work done, and does it no second time."""
    path = with_cups(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, ThreadPoolExecutor(1) as pool:
        other.execute("BEGIN IMMEDIATE")
        for statement in script.split(";")[:-1]:
            other.execute(statement)
        other.execute("PRAGMA user_version = 2")
        after = contents_of_open(other)
        waiting = pool.submit(migrate, path, [FIRST, Migration(2, script)])
        with pytest.raises(TimeoutError):
            waiting.result(0.2)
        other.execute("COMMIT")
        waiting.result(5)
    assert contents_of(path) == {"cup": after}
    assert sql(path, "PRAGMA user_version") == [(2,)]


def contents_of_open(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Return the cups that a transaction under way has made."""
    return sorted(connection.execute("SELECT * FROM cup").fetchall(), key=repr)


@pytest.mark.parametrize("attempt", range(5))
def test_many_starts_at_once_all_end_well(tmp_path: Path, attempt: int) -> None:
    """Whoever comes first migrates; nobody fails, and every script ran once."""
    path = tmp_path / "alongside.db"
    gate = threading.Barrier(4)
    scripts = [FIRST, Migration(2, "INSERT INTO cup VALUES ('one');"), SECOND_AS_THIRD]

    def start() -> None:
        gate.wait()
        migrate(path, scripts)

    tasks: list[Callable[[], None]] = [start] * 4
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(task) for task in tasks]:
            done.result(20)
    assert contents_of(path) == {"cup": [("one", 3)]}
    assert sql(path, "PRAGMA user_version") == [(3,)]
