"""How a reminder is written down: what is sealed of it, and what is not."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import aiosqlite

from alongside.clock import from_seconds, to_seconds
from alongside.errors import Unsealable
from alongside.model import Purpose
from alongside.reminding import Matter, Reminder, Setting, State
from alongside.schedule import next_due
from alongside.store.database import fetch_one
from alongside.store.sealing import Sealer

TABLE = "reminder"
# There is one a person, so its record needs no name of its own.
_RECORD = "daily"
# For how long it is remembered what was asked, and does not come again.
REMEMBERED = timedelta(days=14)

_LAST_DAY = "(SELECT max(day) FROM delivery WHERE delivery.owner = reminder.owner)"
COLUMNS = f"state, next_due, next_day, paused_until, unanswered, body, {_LAST_DAY}"
# Whether the person agrees to messages; for a query on reminders.
AGREED = (
    "EXISTS (SELECT 1 FROM consent WHERE consent.owner = reminder.owner "
    f"AND purpose = '{Purpose.MESSAGES.value}' AND withdrawn_at IS NULL)"
)


@dataclass(frozen=True)
class Address:
    """Where messages go: to whom, and in which channel where that is known."""

    user_id: int
    channel_id: int | None = None


def read_reminder(sealer: Sealer, row: tuple[Any, ...]) -> Reminder:
    """Return the reminder of a row of COLUMNS. Raises Unsealable."""
    state, due, next_day, paused_until, unanswered, body, last_day = row
    raw = _opened(sealer, body, "body")
    try:
        setting = Setting(
            at=time.fromisoformat(raw["at"]),
            zone=str(raw["zone"]),
            weekdays=frozenset(int(each) for each in raw["weekdays"]),
            language=str(raw["language"]),
        )
        return Reminder(
            setting=setting,
            state=State(state),
            next_due=None if due is None else from_seconds(due),
            next_day=None if next_day is None else date.fromisoformat(next_day),
            paused_until=None if paused_until is None else from_seconds(paused_until),
            unanswered=int(unanswered),
            last_day=None if last_day is None else date.fromisoformat(last_day),
            asked={str(ident): date.fromisoformat(day) for ident, day in raw["asked"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unsealable("a reminder of an unknown shape") from error


def seal_body(sealer: Sealer, reminder: Reminder) -> bytes:
    """Seal what was set, and what was asked within REMEMBERED before the last date."""
    newest = max(reminder.asked.values(), default=date.min)
    raw = {
        "at": reminder.setting.at.isoformat("minutes"),
        "zone": reminder.setting.zone,
        "weekdays": sorted(reminder.setting.weekdays),
        "language": reminder.setting.language,
        "asked": {
            ident: day.isoformat() for ident, day in reminder.asked.items() if newest - day < REMEMBERED
        },
    }
    return sealer.seal(json.dumps(raw), table=TABLE, record=_RECORD, field="body")


def seal_address(sealer: Sealer, address: Address) -> bytes:
    """Seal where messages go; with a channel or without, it has the same length."""
    raw = [f"{address.user_id}", f"{address.channel_id or ''}"]
    return sealer.seal(json.dumps(raw), table=TABLE, record=_RECORD, field="address")


def read_address(sealer: Sealer, sealed: bytes) -> Address:
    """Return where messages go. Raises Unsealable."""
    raw = _opened(sealer, sealed, "address")
    try:
        user_id, channel_id = raw
        return Address(int(user_id), int(channel_id) if channel_id else None)
    except (TypeError, ValueError) as error:
        raise Unsealable("an address of an unknown shape") from error


def _opened(sealer: Sealer, sealed: bytes, field: str) -> Any:
    try:
        return json.loads(sealer.open(sealed, table=TABLE, record=_RECORD, field=field))
    except json.JSONDecodeError as error:
        raise Unsealable("a reminder of an unknown shape") from error


def rescheduled(owner: str, reminder: Reminder, now: datetime) -> Reminder:
    """Return a reminder with the time that it comes next. Raises ZoneInfoNotFoundError.

    What is due already, and was not claimed yet, stays due: a change must not lose it.
    """
    on, until = reminder.state is State.ON, reminder.paused_until
    if on and reminder.next_due is not None and reminder.next_due <= now:
        return reminder
    if not on and (reminder.state is not State.PAUSED or until is None):
        return replace(reminder, next_due=None, next_day=None)
    # What is due at the very instant at which a pause ends is not left out.
    after = now if on or until is None else max(now, until - timedelta(seconds=1))
    slot, due = next_due(owner, reminder.setting, after, reminder.last_day)
    return replace(reminder, next_due=due, next_day=slot.day)


async def find_reminder(connection: aiosqlite.Connection, owner: str, sealer: Sealer) -> Reminder | None:
    """Return a person's reminder on the caller's connection. Raises Unsealable."""
    row = await fetch_one(connection, f"SELECT {COLUMNS} FROM reminder WHERE owner = ?", owner)
    return None if row is None else read_reminder(sealer, row)


async def save_standing(
    connection: aiosqlite.Connection, owner: str, reminder: Reminder, now: datetime
) -> Reminder:
    """Write down how a reminder stands, and when it comes next; return it so.

    Raises ZoneInfoNotFoundError.
    """
    made = rescheduled(owner, reminder, now)
    await connection.execute(
        "UPDATE reminder SET state = ?, next_due = ?, next_day = ?, paused_until = ?, unanswered = ? "
        "WHERE owner = ?",
        (
            made.state.value,
            None if made.next_due is None else to_seconds(made.next_due),
            None if made.next_day is None else made.next_day.isoformat(),
            None if made.paused_until is None else to_seconds(made.paused_until),
            made.unanswered,
            owner,
        ),
    )
    return made


async def drop_waiting(connection: aiosqlite.Connection, owner: str, *matters: Matter) -> None:
    """Let nothing be sent to a person that was claimed or put off, or nothing about these matters.

    Its date stays given up.
    """
    about = matters or tuple(Matter)
    await connection.execute(
        "UPDATE delivery SET again_at = NULL, state = 'dropped' WHERE owner = ? AND again_at IS NOT NULL "
        f"AND matter IN ({', '.join('?' * len(about))})",
        (owner, *(each.value for each in about)),
    )


async def drop_reminder(connection: aiosqlite.Connection, owner: str) -> bool:
    """Delete a person's reminder, and let nothing of it be sent. Returns whether there was one."""
    await drop_waiting(connection, owner)
    cursor = await connection.execute("DELETE FROM reminder WHERE owner = ?", (owner,))
    return cursor.rowcount > 0
