"""Offer cards: where each stands until it ends, and after that only until when no other one may follow.

Whoever posted a card owns its row. Of the person who was asked there is a keyed hash of both people,
which is found by either of them and tells nothing by itself.
"""

import json
import logging
from datetime import datetime

import aiosqlite

from alongside.clock import from_seconds, to_seconds
from alongside.errors import Unsealable
from alongside.model import CONSENT_VERSION, Purpose, Retention
from alongside.offering import (
    OPEN_AT_ONCE,
    POSTED_AT_MOST,
    POSTED_ONCE,
    STANDS,
    WAITING_AT_ONCE,
    Begun,
    Card,
    Over,
    Place,
)
from alongside.store.consents import end_consent, find_consent, record_consent
from alongside.store.database import Database, fetch_all, fetch_one
from alongside.store.people import People

TABLE = "offer"
# What stands in place of an address that is not there.
NOWHERE = b""

log = logging.getLogger("alongside.offers")


class Offers:
    """Offer cards by whoever posted them, and who wants none from whom."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def begin(self, user_id: int, asked_id: int, record: str, now: datetime, *, may: bool) -> Begun:
        """Make room for a card that is about to be posted; `may` is whether Discord lets it be.

        Every reason to refuse is looked up before anything is decided, so that each takes the same
        steps. What is refused writes nothing.
        """
        owner = self._people.tag(user_id)
        pair, at = self._people.pair(owner, asked_id), to_seconds(now)
        async with self._database.write() as connection:
            opted_out = await self._wants_none(connection, asked_id)
            wanted = not await self._blocks(connection, asked_id, user_id) and not opted_out
            before = await fetch_one(
                connection,
                "SELECT id, ends_at, place FROM offer WHERE owner = ? AND asked = ? AND ends_at > ?",
                owner,
                pair,
                at,
            )
            full = await self._full(connection, owner, asked_id, at)
            if before is not None and before[0] == record:
                if before[2] != NOWHERE:
                    return Begun.BEFORE
                fresh = now + STANDS - from_seconds(before[1]) < POSTED_ONCE
                return Begun.UNSURE if fresh and may and wanted else Begun.REFUSED
            if not may or not wanted or before is not None or full:
                return Begun.REFUSED
            await self._people.ensure(connection, owner)
            await connection.execute("DELETE FROM offer WHERE owner = ? AND asked = ?", (owner, pair))
            await connection.execute(
                "INSERT INTO offer (owner, asked, id, ends_at, taken_at, place) VALUES (?, ?, ?, ?, NULL, ?)",
                (owner, pair, record, to_seconds(now + STANDS), NOWHERE),
            )
            return Begun.NOW

    async def _full(self, connection: aiosqlite.Connection, owner: str, asked_id: int, at: int) -> bool:
        """Return whether too many cards of one person stand, or went out; or wait for the other."""
        mine = await fetch_one(
            connection,
            "SELECT count(id), count(*) FROM offer WHERE owner = ? AND ends_at > ?",
            owner,
            at,
        )
        assert mine is not None
        # Cards of several people to one cannot be linked in the file: each is held against that one.
        waiting = await fetch_all(
            connection, "SELECT owner, asked FROM offer WHERE id IS NOT NULL AND ends_at > ?", at
        )
        theirs = self._people.pairs_with(asked_id, (str(each[0]) for each in waiting))
        for_them = sum(str(each[1]) == pair for each, pair in zip(waiting, theirs, strict=True))
        return mine[0] >= OPEN_AT_ONCE or mine[1] >= POSTED_AT_MOST or for_them >= WAITING_AT_ONCE

    async def stands(self, user_id: int, record: str, place: Place) -> bool:
        """Note where a card stands that was posted just now; False where either side erased meanwhile."""
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            sealer = await self._people.sealer(connection, owner)
            if sealer is None:
                return False
            body = json.dumps([place.channel_id, place.message_id])
            sealed = sealer.seal(body, table=TABLE, record=record, field="place")
            cursor = await connection.execute(
                "UPDATE offer SET place = ? WHERE owner = ? AND id = ?", (sealed, owner, record)
            )
            return cursor.rowcount > 0

    async def undo(self, user_id: int, record: str) -> None:
        """Take back the room that was made for a card that could not be posted."""
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            await connection.execute("DELETE FROM offer WHERE owner = ? AND id = ?", (owner, record))
            await self._people.forget_if_nothing(connection, owner)

    async def take(self, user_id: int, record: str, now: datetime, *, mine: bool) -> bool:
        """Take a standing card in hand, as who posted it (`mine`) or as who is asked on it.

        Of two at once one gets it. It is to be ended or released afterwards.
        """
        async with self._database.write() as connection:
            owner = await self._owner(connection, user_id, record, mine=mine)
            cursor = await connection.execute(
                "UPDATE offer SET taken_at = ? WHERE owner = ? AND id = ? AND taken_at IS NULL "
                "AND ends_at > ?",
                (to_seconds(now), owner, record, to_seconds(now)),
            )
            return cursor.rowcount > 0

    async def unknown(self, asker_id: int, asked_id: int, now: datetime) -> bool:
        """Return whether nothing is known of any card between two people, not even of one that ended."""
        owner = self._people.tag(asker_id)
        async with self._database.read() as connection:
            row = await fetch_one(
                connection,
                "SELECT 1 FROM offer WHERE owner = ? AND asked = ? AND ends_at > ?",
                owner,
                self._people.pair(owner, asked_id),
                to_seconds(now),
            )
            return row is None

    async def _owner(
        self, connection: aiosqlite.Connection, user_id: int, record: str, *, mine: bool
    ) -> str | None:
        """Return whose row it is if this person may see it in this role."""
        row = await fetch_one(connection, "SELECT owner, asked FROM offer WHERE id = ?", record)
        if row is None:
            return None
        owner, asked = str(row[0]), str(row[1])
        allowed = owner == self._people.tag(user_id) if mine else asked == self._people.pair(owner, user_id)
        return owner if allowed else None

    async def release(self, record: str) -> None:
        """Let a card be taken again, as it could not be changed where it stands."""
        async with self._database.write() as connection:
            await connection.execute("UPDATE offer SET taken_at = NULL WHERE id = ?", (record,))

    async def release_all(self) -> None:
        """Let all cards be taken again that a stop of the bot left in somebody's hand."""
        async with self._database.write() as connection:
            await connection.execute("UPDATE offer SET taken_at = NULL WHERE taken_at IS NOT NULL")

    async def end(self, record: str) -> None:
        """End a card: from here on only its time is left, until which no other one goes out."""
        async with self._database.write() as connection:
            await connection.execute(
                "UPDATE offer SET id = NULL, taken_at = NULL, place = ? WHERE id = ?", (NOWHERE, record)
            )

    async def over(self, now: datetime) -> list[Over]:
        """Return everything whose time is over, to be taken down and removed.

        One that is in a hand is left where it stands: it has its answer, and only that was not noted.
        """
        async with self._database.read() as connection:
            rows = await fetch_all(
                connection,
                "SELECT owner, asked, id, CASE WHEN taken_at IS NULL THEN place END FROM offer "
                "WHERE ends_at <= ? ORDER BY ends_at",
                to_seconds(now),
            )
            return [
                Over(owner, asked, await self._place(connection, owner, record, place))
                for owner, asked, record, place in rows
            ]

    async def remove(self, over: Over) -> None:
        """Forget a card, and with it that there was one."""
        async with self._database.write() as connection:
            await connection.execute(
                "DELETE FROM offer WHERE owner = ? AND asked = ?", (over.owner, over.asked)
            )
            await self._people.forget_if_nothing(connection, over.owner)

    async def next_end(self) -> datetime | None:
        """Return when the next card, or what is left of one, is over."""
        async with self._database.read() as connection:
            row = await fetch_one(connection, "SELECT min(ends_at) FROM offer")
            return None if row is None or row[0] is None else from_seconds(row[0])

    async def all_of(self, user_id: int) -> list[Card]:
        """Return the cards of a person: those they posted, and those on which they are asked."""
        tag = self._people.tag(user_id)
        async with self._database.read() as connection:
            rows = await fetch_all(
                connection, "SELECT owner, asked, id, ends_at, place FROM offer ORDER BY ends_at"
            )
            return [
                Card(
                    record,
                    from_seconds(ends_at),
                    await self._place(connection, owner, record, place),
                    mine=owner == tag,
                )
                for owner, asked, record, ends_at, place in rows
                if owner == tag or asked == self._people.pair(owner, user_id)
            ]

    async def _place(
        self, connection: aiosqlite.Connection, owner: str, record: str | None, place: bytes | None
    ) -> Place | None:
        if not place or record is None:
            return None
        try:
            sealer = await self._people.sealer(connection, owner)
            if sealer is None:
                return None
            channel, message = json.loads(sealer.open(place, table=TABLE, record=record, field="place"))
            return Place(int(channel), int(message))
        except (Unsealable, ValueError, TypeError) as error:
            log.warning("where a card stands does not open", exc_info=error)
            return None

    async def allow(self, user_id: int, allowed: bool, now: datetime) -> None:
        """Record that somebody may be asked on cards, or that they do not want to be.

        Nothing said is a yes, so a yes of somebody who never said no writes nothing.
        """
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            known = await find_consent(connection, owner, Purpose.ASKED)
            if allowed and (known is None or known.active):
                return
            await self._people.ensure(connection, owner)
            if known is None or not known.active:
                version, retention = CONSENT_VERSION, Retention.ALWAYS
                await record_consent(connection, owner, Purpose.ASKED, version, retention, now)
            if not allowed:
                await end_consent(connection, owner, Purpose.ASKED, now)

    async def allows(self, user_id: int) -> bool:
        """Return whether somebody may be asked on cards, as far as they said."""
        async with self._database.read() as connection:
            return not await self._wants_none(connection, user_id)

    async def _wants_none(self, connection: aiosqlite.Connection, user_id: int) -> bool:
        known = await find_consent(connection, self._people.tag(user_id), Purpose.ASKED)
        return known is not None and not known.active

    async def block(self, user_id: int, sender_id: int, blocked: bool) -> None:
        """Take no more cards from one person, or take them again."""
        owner = self._people.tag(user_id)
        row = (owner, self._people.pair(owner, sender_id))
        async with self._database.write() as connection:
            if blocked:
                await self._people.ensure(connection, owner)
                await connection.execute(
                    "INSERT INTO offer_block (owner, sender) VALUES (?, ?) ON CONFLICT DO NOTHING", row
                )
            else:
                await connection.execute("DELETE FROM offer_block WHERE owner = ? AND sender = ?", row)
                await self._people.forget_if_nothing(connection, owner)

    async def unblock_all(self, user_id: int) -> None:
        """Take cards from everybody again whom this person blocked."""
        owner = self._people.tag(user_id)
        async with self._database.write() as connection:
            await connection.execute("DELETE FROM offer_block WHERE owner = ?", (owner,))
            await self._people.forget_if_nothing(connection, owner)

    async def _blocks(self, connection: aiosqlite.Connection, user_id: int, sender_id: int) -> bool:
        owner = self._people.tag(user_id)
        row = await fetch_one(
            connection,
            "SELECT 1 FROM offer_block WHERE owner = ? AND sender = ?",
            owner,
            self._people.pair(owner, sender_id),
        )
        return row is not None

    async def blocks_of(self, user_id: int) -> list[str]:
        """Return the hashes that stand for whom this person wants no cards from."""
        async with self._database.read() as connection:
            rows = await fetch_all(
                connection,
                "SELECT sender FROM offer_block WHERE owner = ? ORDER BY sender",
                self._people.tag(user_id),
            )
            return [str(row[0]) for row in rows]


async def forget_asked(connection: aiosqlite.Connection, people: People, user_id: int) -> None:
    """Delete the cards on which somebody is asked, on the caller's connection, whoever posted them."""
    for owner, asked in await fetch_all(connection, "SELECT owner, asked FROM offer"):
        if asked == people.pair(owner, user_id):
            await connection.execute("DELETE FROM offer WHERE owner = ? AND asked = ?", (owner, asked))
            await people.forget_if_nothing(connection, owner)
