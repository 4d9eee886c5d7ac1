"""How long changing the master key takes: for how many people, and against copying the same database.

python -m benchmarks.rotation [people …]
"""

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from alongside.content import MIGRATIONS
from alongside.store.keys import KEY_NAME, write_key
from alongside.store.migrations import migrate, read_migrations
from alongside.store.opening import DATABASE_NAME
from alongside.store.rotation import rotate_files
from alongside.store.sealing import MasterKey, OwnerTags, new_key

PEOPLE = (1_000, 10_000, 100_000)


def fill(folder: Path, people: int) -> Path:
    """Make a database of so many people, with a key each."""
    path, secret = folder / DATABASE_NAME, new_key()
    write_key(folder / KEY_NAME, secret)
    migrate(path, read_migrations(MIGRATIONS))
    master, tags = MasterKey(secret), new_key()

    def rows() -> Iterator[tuple[str, bytes, str]]:
        for number in range(people):
            owner = OwnerTags(tags).of(number)
            yield owner, master.wrap(new_key(), owner), master.id

    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            "INSERT INTO keyring VALUES (?, ?, ?)", ("owner-tags", master.wrap(tags, "owner-tags"), master.id)
        )
        connection.executemany("INSERT INTO person VALUES (?, ?, ?)", rows())
        connection.commit()
    return path


def seconds_of(folder: Path) -> float:
    """Change the key once; return how long it took."""
    began = perf_counter()
    rotate_files(folder, lambda done, of: None)
    return perf_counter() - began


def main(counts: list[int]) -> None:
    """Print one line for each number of people."""
    print(f"{'people':>10} {'seconds':>8} {'people a second':>16} {'times a copy of the file':>25}")
    for people in counts:
        with TemporaryDirectory() as name:
            path = fill(Path(name), people)
            began = perf_counter()
            shutil.copyfile(path, path.with_name("copy"))
            copying = perf_counter() - began
            took = seconds_of(Path(name))
            print(f"{people:>10,} {took:>8.2f} {people / took:>16,.0f} {took / copying:>25.0f}")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(PEOPLE))
