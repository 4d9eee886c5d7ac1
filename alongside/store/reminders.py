"""Daily reminders as their owners see them: set, shown, paused, stopped, answered."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

import aiosqlite

from alongside.clock import from_seconds, to_seconds
from alongside.errors import Unsealable
from alongside.model import CONSENT_VERSION, Purpose, Retention
from alongside.reminding import Change, Matter, News, Reminder, Setting, State
from alongside.schedule import local_day
from alongside.store.consents import find_consent, record_consent
from alongside.store.database import Database, fetch_all, fetch_one
from alongside.store.people import People
from alongside.store.reminder_rows import (
    Address,
    drop_reminder,
    drop_waiting,
    find_reminder,
    read_address,
    save_standing,
    seal_address,
    seal_body,
)
from alongside.store.sealing import Sealer


@dataclass(frozen=True)
class Delivery:
    """One message as it stands in the store: for the export."""

    id: str
    day: date
    matter: Matter
    state: str
    due_at: datetime
    claimed_at: datetime | None
    again_at: datetime | None
    sent_at: datetime | None


class Reminders:
    """Reminders by person; nobody's is found through somebody else's key."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def set(self, user_id: int, change: Change, *, agreed: bool, now: datetime) -> Reminder | None:
        """Set a reminder or change it. None, and nothing written, without consent or without time and zone.

        A pause goes on; else it is on. One that does not open any more is replaced, where the change
        names enough. Raises ZoneInfoNotFoundError; then nothing was written.
        """
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            before = await self._readable(connection, owner)
            setting = change.applied(None if before is None else before.setting)
            given = await find_consent(connection, owner, Purpose.MESSAGES)
            if setting is None or not (agreed or (given is not None and given.active)):
                return None
            if agreed and (given is None or not given.holds):
                await self._people.ensure(connection, owner)
                await record_consent(
                    connection, owner, Purpose.MESSAGES, CONSENT_VERSION, Retention.ALWAYS, now
                )
            if before is None:
                await self._insert(connection, user_id, owner, setting)
            sealer = await self._sealer(connection, owner)
            known = await find_reminder(connection, owner, sealer)
            assert known is not None
            known = _now(known, now)
            paused = known.state is State.PAUSED
            changed = replace(known if paused else _woken(known), setting=setting)
            await self._update(connection, owner, "body", seal_body(sealer, changed))
            await self._update(connection, owner, "news", None)
            return await save_standing(connection, owner, changed, now)

    async def get(self, user_id: int, now: datetime) -> Reminder | None:
        """Return this person's reminder as it stands now, or None. Raises Unsealable."""
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            sealer = await self._people.sealer(connection, owner)
            found = None if sealer is None else await find_reminder(connection, owner, sealer)
            return None if found is None else _now(found, now)

    async def pause(self, user_id: int, until: datetime | None, now: datetime) -> Reminder | None:
        """Let nothing come until then, or until it is resumed; what waits to be sent is dropped."""

        def paused(reminder: Reminder) -> Reminder:
            return replace(reminder, state=State.PAUSED, paused_until=until, unanswered=0)

        return await self._change(user_id, paused, now, drop=True)

    async def resume(self, user_id: int, now: datetime) -> Reminder | None:
        """Let it come again, after a pause, a rest, or closed messages."""
        return await self._change(user_id, _woken, now)

    async def close(self, user_id: int, now: datetime) -> Reminder | None:
        """Keep a reminder whose messages cannot arrive, and send none."""

        def closed(reminder: Reminder) -> Reminder:
            return replace(reminder, state=State.CLOSED, paused_until=None)

        return await self._change(user_id, closed, now, drop=True)

    async def answered(self, user_id: int, now: datetime) -> bool:
        """Count anew how many stay unanswered, and drop what was put off. False without a reminder."""

        def counted(reminder: Reminder) -> Reminder:
            return replace(reminder, unanswered=0)

        return await self._change(user_id, counted, now, drop=True) is not None

    async def count_anew(self, user_id: int) -> None:
        """Count anew how many stay unanswered; what was put off still comes.

        Where it was about to be asked whether to go on, that is not asked any more.
        """
        owner, unanswered = self._people.tag(user_id), "FROM reminder WHERE owner = ? AND unanswered > 0"
        async with self._database.read() as connection:
            # Every check-in comes by here, and most people have nothing to count.
            if await fetch_one(connection, f"SELECT 1 {unanswered}", owner) is None:
                return
        async with self._database.write() as connection:
            await connection.execute("UPDATE reminder SET unanswered = 0 WHERE owner = ?", (owner,))
            await drop_waiting(connection, owner, Matter.GO_ON)

    async def _change(
        self, user_id: int, change: Callable[[Reminder], Reminder], now: datetime, *, drop: bool = False
    ) -> Reminder | None:
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            sealer = await self._people.sealer(connection, owner)
            found = None if sealer is None else await find_reminder(connection, owner, sealer)
            if found is None:
                return None
            if drop:
                await drop_waiting(connection, owner)
            changed = change(_now(found, now))
            if changed.state is not State.CLOSED:
                await self._update(connection, owner, "news", None)
            return await save_standing(connection, owner, changed, now)

    async def stop(self, user_id: int) -> bool:
        """Delete this person's reminder, readable or not. Returns whether there was one."""
        async with self._database.write() as connection:
            return await drop_reminder(connection, self._people.tag(user_id))

    async def snooze(self, user_id: int, delivery: str, until: datetime, now: datetime) -> bool:
        """Send a message once more at `until`; False without a reminder.

        Where that one is no longer known it is the newest one, and where there is none, today's.
        """
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            found = await self._readable(connection, owner)
            if found is None:
                return False
            row = await fetch_one(
                connection,
                "SELECT day FROM delivery WHERE owner = ? ORDER BY CASE id WHEN ? THEN 0 ELSE 1 END, "
                "day DESC LIMIT 1",
                owner,
                delivery,
            )
            day = local_day(found.setting, now).isoformat() if row is None else str(row[0])
            await drop_waiting(connection, owner)
            await connection.execute(
                "INSERT INTO delivery (owner, day, id, matter, state, nonce, due_at, again_at) "
                "VALUES (?, ?, ?, ?, 'waiting', '', ?, ?) ON CONFLICT (owner, day) DO UPDATE SET "
                "matter = excluded.matter, state = excluded.state, nonce = excluded.nonce, "
                "due_at = excluded.due_at, again_at = excluded.again_at, claimed_at = NULL",
                (
                    owner,
                    day,
                    secrets.token_hex(8),
                    Matter.QUESTION.value,
                    to_seconds(until),
                    to_seconds(until),
                ),
            )
            known = replace(found, unanswered=0, last_day=max(found.last_day or date.min, _date(day)))
            await save_standing(connection, owner, _now(known, now), now)
            return True

    async def prove(self, user_id: int, channel_id: int) -> None:
        """Remember the channel that a message to this person arrived in."""
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            sealer = await self._people.sealer(connection, owner)
            if sealer is not None:
                address = seal_address(sealer, Address(user_id, channel_id))
                await self._update(connection, owner, "address", address)

    async def take_news(self, user_id: int) -> News | None:
        """Return what this person was not told yet; it counts as told from here."""
        owner, query = self._people.tag(user_id), "SELECT news FROM reminder WHERE owner = ?"
        async with self._database.read() as connection:
            # Every command comes by here, and next to none has anything to tell.
            row = await fetch_one(connection, query, owner)
            if row is None or row[0] is None:
                return None
        async with self._database.write() as connection:
            row = await fetch_one(connection, query, owner)
            await self._update(connection, owner, "news", None)
            return None if row is None or row[0] is None else News(row[0])

    async def more_of(self, user_id: int) -> dict[str, str | None]:
        """Return what else is stored with this person's reminder, for the export. Raises Unsealable."""
        owner = self._people.tag(user_id)
        async with self._database.read() as connection:
            sealer = await self._people.sealer(connection, owner)
            row = await fetch_one(connection, "SELECT news, address FROM reminder WHERE owner = ?", owner)
            if sealer is None or row is None:
                return {}
            channel_id = read_address(sealer, row[1]).channel_id
            return {"news": row[0], "channel": None if channel_id is None else str(channel_id)}

    async def deliveries_of(self, user_id: int) -> list[Delivery]:
        """Return what is known of this person's messages, oldest first."""
        async with self._database.read() as connection:
            rows = await fetch_all(
                connection,
                "SELECT id, day, matter, state, due_at, claimed_at, again_at, sent_at FROM delivery "
                "WHERE owner = ? ORDER BY day",
                self._people.tag(user_id),
            )
            return [_delivery(*row) for row in rows]

    async def _readable(self, connection: aiosqlite.Connection, owner: str) -> Reminder | None:
        try:
            sealer = await self._people.sealer(connection, owner)
            return None if sealer is None else await find_reminder(connection, owner, sealer)
        except Unsealable:
            return None

    async def _sealer(self, connection: aiosqlite.Connection, owner: str) -> Sealer:
        sealer = await self._people.sealer(connection, owner)
        assert sealer is not None, "whoever agreed to something has a key"
        return sealer

    async def _insert(
        self, connection: aiosqlite.Connection, user_id: int, owner: str, setting: Setting
    ) -> None:
        sealer = await self._sealer(connection, owner)
        await connection.execute("DELETE FROM reminder WHERE owner = ?", (owner,))
        await connection.execute(
            "INSERT INTO reminder (owner, state, unanswered, body, address) VALUES (?, ?, 0, ?, ?)",
            (
                owner,
                State.ON.value,
                seal_body(sealer, Reminder(setting, State.ON)),
                seal_address(sealer, Address(user_id)),
            ),
        )

    async def _update(
        self, connection: aiosqlite.Connection, owner: str, column: str, value: bytes | str | None
    ) -> None:
        await connection.execute(f"UPDATE reminder SET {column} = ? WHERE owner = ?", (value, owner))


def _now(reminder: Reminder, now: datetime) -> Reminder:
    """Return a reminder whose pause is over as one that is on."""
    over = reminder.paused_until is not None and reminder.paused_until <= now
    return _woken(reminder) if reminder.state is State.PAUSED and over else reminder


def _woken(reminder: Reminder) -> Reminder:
    return replace(reminder, state=State.ON, paused_until=None, unanswered=0)


def _date(day: str) -> date:
    return date.fromisoformat(day)


def _maybe(seconds: int | None) -> datetime | None:
    return None if seconds is None else from_seconds(seconds)


def _delivery(
    ident: str,
    day: str,
    matter: str,
    state: str,
    due_at: int,
    claimed_at: int | None,
    again_at: int | None,
    sent_at: int | None,
) -> Delivery:
    times = (_maybe(claimed_at), _maybe(again_at), _maybe(sent_at))
    return Delivery(ident, _date(day), Matter(matter), state, from_seconds(due_at), *times)
