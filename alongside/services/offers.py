"""Offer cards: who may be asked by whom, and until when anything of a card is there."""

import hmac
import secrets
from datetime import datetime

from alongside.clock import Clock
from alongside.offering import STANDS, Begun, Card, Over, Place
from alongside.store.opening import Store


class OfferService:
    """Cards of everybody, at most one from one person to another at a time."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._offers = store.offers
        self._clock = clock
        # Who asked whom lately, with a key that no file has: erasing is no way to ask again and again, nor
        # to find out who wants no cards.
        self._key = secrets.token_bytes(32)
        self._lately: dict[bytes, datetime] = {}

    def new_id(self) -> str:
        """Return an id for a card that may come of a preview."""
        return secrets.token_hex(8)

    async def begin(self, user_id: int, asked_id: int, record: str, *, may: bool) -> Begun:
        """Make room for a card; `may` says whether Discord would let it be posted.

        Refused without a word why: who is asked may want no cards, or none from this person, or one
        went to them within the last 72 hours, or too many stand unanswered. Each takes the same steps.
        """
        now, mark = self._clock.now(), self._mark(user_id, asked_id)
        may = may and self._lately.get(mark, now) <= now
        begun = await self._offers.begin(user_id, asked_id, record, now, may=may)
        if begun is Begun.NOW:
            self._lately = {each: until for each, until in self._lately.items() if until > now}
            self._lately[mark] = now + STANDS
        return begun

    def _mark(self, user_id: int, asked_id: int) -> bytes:
        return hmac.digest(self._key, f"{user_id} {asked_id}".encode(), "sha256")

    async def stands(self, user_id: int, record: str, place: Place) -> bool:
        """Note where a card stands, so that it can be taken down. False where its row is gone by now."""
        return await self._offers.stands(user_id, record, place)

    async def undo(self, user_id: int, asked_id: int, record: str) -> None:
        """Forget a card that could not be posted; it does not count as one."""
        await self._offers.undo(user_id, record)
        self._lately.pop(self._mark(user_id, asked_id), None)

    async def take_to_answer(self, user_id: int, record: str) -> bool:
        """Take a card in hand for whoever is asked on it. False where it is not theirs, or over."""
        return await self._offers.take(user_id, record, self._clock.now(), mine=False)

    async def unknown(self, asker_id: int, asked_id: int) -> bool:
        """Return whether nothing is known of any card between two people, not even of one that ended."""
        return await self._offers.unknown(asker_id, asked_id, self._clock.now())

    async def take_back(self, user_id: int, record: str) -> bool:
        """Take a card in hand for whoever posted it. False where it is not theirs, or over."""
        return await self._offers.take(user_id, record, self._clock.now(), mine=True)

    async def release(self, record: str) -> None:
        """Put a card back that could not be changed where it stands."""
        await self._offers.release(record)

    async def release_all(self) -> None:
        """Put back what a stop of the bot left in somebody's hand."""
        await self._offers.release_all()

    async def end(self, record: str) -> None:
        """End a card that was answered or taken back."""
        await self._offers.end(record)

    async def over(self) -> list[Over]:
        """Return what is to be taken down, or forgotten, by now."""
        return await self._offers.over(self._clock.now())

    async def remove(self, over: Over) -> None:
        """Forget a card for good."""
        await self._offers.remove(over)

    async def next_end(self) -> datetime | None:
        """Return when something is to be taken down or forgotten next."""
        return await self._offers.next_end()

    async def places(self, user_id: int) -> list[Place]:
        """Return where cards stand that this person posted, or is asked on."""
        return [each.place for each in await self.all_of(user_id) if each.place is not None]

    async def all_of(self, user_id: int) -> list[Card]:
        """Return everything there is of cards that this person posted, or is asked on."""
        return await self._offers.all_of(user_id)

    async def choose_asked(self, user_id: int, allowed: bool) -> None:
        """Record whether somebody wants to be asked on cards. Saying nothing is a yes."""
        await self._offers.allow(user_id, allowed, self._clock.now())

    async def block(self, user_id: int, sender_id: int) -> None:
        """Take no more cards from one person."""
        await self._offers.block(user_id, sender_id, blocked=True)

    async def unblock(self, user_id: int, sender_id: int) -> None:
        """Take cards from them again."""
        await self._offers.block(user_id, sender_id, blocked=False)

    async def unblock_all(self, user_id: int) -> None:
        """Take cards from everybody again whom this person blocked."""
        await self._offers.unblock_all(user_id)
