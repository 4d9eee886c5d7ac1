"""Databases with many reminders, written in bulk."""

import sqlite3
from contextlib import closing
from datetime import datetime, time, timedelta
from pathlib import Path

from alongside.clock import to_seconds
from alongside.content import MIGRATIONS
from alongside.reminding import Reminder, Setting, State
from alongside.schedule import jitter
from alongside.store.opening import DATABASE_NAME, open_store
from alongside.store.reminder_rows import Address, seal_address, seal_body
from alongside.store.sealing import Sealer, new_key

FIRST_USER = 700_000_000_000_000_000
_REMINDER = (
    "INSERT INTO reminder (owner, state, next_due, next_day, unanswered, body, address) "
    "VALUES (?, 'on', ?, ?, 0, ?, ?)"
)


async def fill(folder: Path, due: datetime, people: int) -> None:
    """Make a store with so many people whose reminders are due in the same minute, channels known."""
    store = await open_store(folder, MIGRATIONS)
    known = store.reminders._people
    await store.close()
    setting = Setting(time(due.hour, due.minute), "UTC")
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        for number in range(people):
            user = FIRST_USER + number
            owner, key = known.tag(user), new_key()
            sealer = Sealer(key, owner)
            at = to_seconds(due + jitter(owner, due.date()))
            wrapped = known._master.wrap(key, owner)
            connection.execute("INSERT INTO person VALUES (?, ?, ?)", (owner, wrapped, known._master.id))
            connection.execute(
                "INSERT INTO consent VALUES (?, 'messages', 1, ?, NULL, 'always')", (owner, to_seconds(due))
            )
            body = seal_body(sealer, Reminder(setting, State.ON))
            address = seal_address(sealer, Address(user, user))
            connection.execute(_REMINDER, (owner, at, due.date().isoformat(), body, address))
        connection.commit()


def pad(folder: Path, due: datetime, rows: int) -> None:
    """Add so many reminders of other people that are due within the day after; nobody opens them."""
    later = to_seconds(due + timedelta(hours=4))
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
    owner = "printf('%064x', i * 2654435761)"
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(
            f"INSERT INTO person {numbers} SELECT {owner}, randomblob(61), 'x' FROM n", (rows,)
        )
        connection.execute(
            f"INSERT INTO consent {numbers} SELECT {owner}, 'messages', 1, 1, NULL, 'always' FROM n", (rows,)
        )
        connection.execute(
            f"INSERT INTO reminder (owner, state, next_due, next_day, unanswered, body, address) {numbers} "
            f"SELECT {owner}, 'on', ? + abs(random()) % 72000, '2026-01-01', 0, randomblob(221), "
            "randomblob(93) FROM n",
            (rows, later),
        )
        connection.commit()
