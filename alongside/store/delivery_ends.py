"""What became of a message, written down: it counts, its question is remembered, or it is tried again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import aiosqlite

from alongside.clock import to_seconds
from alongside.reminding import Addressed, Claimed, Ended, Matter, News, Reminder, State
from alongside.store.intentions import count_as_asked
from alongside.store.people import People
from alongside.store.reminder_rows import (
    Address,
    drop_waiting,
    find_reminder,
    save_standing,
    seal_address,
    seal_body,
)

# A message that did not go out is tried again for so long, after waits that grow from the one to the other.
TRIED_FOR = timedelta(hours=1)
_SOONEST, _LONGEST = timedelta(seconds=10), timedelta(minutes=10)
_STATES = {Ended.SENT: "sent", Ended.UNWANTED: "dropped", Ended.CLOSED: "failed", Ended.FAILED: "failed"}


@dataclass(frozen=True)
class End:
    """What became of one message; `addressed` as it went out, and the channel where that was looked up."""

    claimed: Claimed
    how: Ended
    addressed: Addressed | None = None
    channel_id: int | None = None


async def record_end(connection: aiosqlite.Connection, people: People, end: End, now: datetime) -> None:
    """Record what became of a message, unless it was dropped, erased or claimed anew meanwhile."""
    claimed = end.claimed
    state, again = _state_after(end, now)
    cursor = await connection.execute(
        "UPDATE delivery SET state = ?, again_at = ?, sent_at = coalesce(?, sent_at) "
        "WHERE owner = ? AND id = ? AND nonce = ? AND state = 'claimed'",
        (
            state,
            again,
            to_seconds(now) if end.how is Ended.SENT else None,
            claimed.owner,
            claimed.id,
            claimed.nonce,
        ),
    )
    if cursor.rowcount == 0:
        return
    if end.how is Ended.SENT and end.addressed is not None:
        sent = end.addressed
        await _change(connection, people, end, now, lambda reminder: _after(reminder, sent))
        if sent.intention is not None:
            await count_as_asked(connection, claimed.owner, sent.intention, now)
    elif end.how is Ended.CLOSED:
        await _change(connection, people, end, now, _closed)
        await drop_waiting(connection, claimed.owner)
        await connection.execute(
            "UPDATE reminder SET news = ? WHERE owner = ?", (News.CLOSED.value, claimed.owner)
        )


async def _change(
    connection: aiosqlite.Connection,
    people: People,
    end: End,
    now: datetime,
    change: Callable[[Reminder], Reminder],
) -> None:
    owner = end.claimed.owner
    sealer = await people.sealer(connection, owner)
    found = None if sealer is None else await find_reminder(connection, owner, sealer)
    if sealer is None or found is None:
        return
    changed = await save_standing(connection, owner, change(found), now)
    await connection.execute(
        "UPDATE reminder SET body = ? WHERE owner = ?", (seal_body(sealer, changed), owner)
    )
    if end.channel_id is not None and end.addressed is not None:
        address = seal_address(sealer, Address(end.addressed.user_id, end.channel_id))
        await connection.execute("UPDATE reminder SET address = ? WHERE owner = ?", (address, owner))


def _state_after(end: End, now: datetime) -> tuple[str, int | None]:
    """Return the state of a message after a try, and when it is tried again."""
    if end.how is not Ended.AGAIN:
        return _STATES[end.how], None
    tried = now - end.claimed.uncertain_since
    wait = min(max(tried, _SOONEST), _LONGEST)
    if tried + wait > TRIED_FOR:
        return "failed", None
    return "claimed", to_seconds(now + wait)


def _after(reminder: Reminder, sent: Addressed) -> Reminder:
    if sent.matter is Matter.GO_ON:
        return replace(reminder, state=State.RESTING)
    asked = {**reminder.asked, sent.question: sent.claimed.day}
    return replace(reminder, unanswered=reminder.unanswered + 1, asked=asked)


def _closed(reminder: Reminder) -> Reminder:
    return replace(reminder, state=State.CLOSED, paused_until=None)
