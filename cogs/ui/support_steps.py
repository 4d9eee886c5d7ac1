"""The steps of a request in Discord: one at a time, and its card where it belongs.

The store says what is so, and each step brings Discord in line with it: written down as half done first,
then done, then confirmed. What Discord refuses stays half done, and is tried again on the rounds.
"""

import asyncio
import logging
from dataclasses import replace
from weakref import WeakValueDictionary

import discord

from alongside.supporting import Request, SupportSpace
from cogs.ui.support_places import REFUSED, SupportPlaces
from cogs.ui.support_words import Wanted

log = logging.getLogger("alongside.support")


class SupportSteps:
    """What everything that is done for a request has in common."""

    def __init__(self, places: SupportPlaces) -> None:
        self._places = places
        self._service = places.service
        self._speaker = places.speaker
        # One lock a request, for as long as somebody holds it.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def lock(self, record: str) -> asyncio.Lock:
        """Return what keeps the steps of one request apart."""
        return self._locks.setdefault(record, asyncio.Lock())

    async def settle(self, request: Request) -> bool:
        """Bring the helpers' channel in line; False where a card is wanted that could not be posted."""
        async with self.lock(request.id):
            return await self._settle(request)

    async def _settle(self, request: Request, wanted: Wanted | None = None) -> bool:
        now = await self._service().find(request.guild_id, request.id)
        if now is None:
            return True
        seeks = await self._service().seeks(now)
        if not seeks or now.card_id is not None:
            if not seeks and now.card_id is not None:
                await self._take_card(now)
            return True
        try:
            card = await self._places.post_card(now, wanted)
        except REFUSED as error:
            log.info("a card could not be posted; it is tried again", exc_info=error)
            card = None
        if card is None:
            await self._places.again(now)
            return False
        ident, place = card.id, card.channel.id

        def stands(each: Request) -> Request:
            return replace(each, card_id=ident, card_channel_id=place)

        if await self._service().change(now.id, stands) is None:
            await self._places.delete_card(stands(now))  # erased while it was posted
        return True

    async def _take_card(self, request: Request) -> None:
        if await self._places.delete_card(request):
            gone = request.card_id
            await self._service().change(
                request.id, lambda each: replace(each, card_id=None) if each.card_id == gone else each
            )

    async def check_card(self, request: Request, space: SupportSpace) -> None:
        """Post a card again that was deleted by hand, could not be posted, or is wanted elsewhere by now."""
        async with self.lock(request.id):
            now = await self._service().request(request.id)
            if now is not None and now.card_id is not None and not await self._stands(now, space):
                await self._service().change(now.id, lambda each: replace(each, card_id=None))
            await self._settle(request)

    async def _stands(self, request: Request, space: SupportSpace) -> bool:
        """Return whether a card is where helpers see it; one that stands elsewhere is taken down."""
        channel = self._places.helpers(space)
        if request.card_channel_id != space.helper_channel_id:
            await self._places.delete_card(request)
            return False
        try:
            if channel is not None and request.card_id is not None:
                await channel.fetch_message(request.card_id)
        except discord.NotFound:
            return False
        return True

    async def clear(self, message: discord.Message, record: str) -> None:
        """Delete a card that nothing stands behind any more; not one that is just being written down."""
        async with self.lock(record):
            now = await self._service().request(record)
            if now is not None and now.card_id == message.id:
                return
            try:
                await message.delete()
            except REFUSED as error:
                log.info("an old card could not be deleted", exc_info=error)

    async def gone(self, request: Request) -> None:
        """Forget a request whose thread is not there any more, and take down its card."""
        async with self.lock(request.id):
            await self._gone(request)

    async def _gone(self, request: Request) -> None:
        # Its card may have been posted since it was looked up.
        await self._places.delete_card(await self._service().request(request.id) or request)
        await self._service().drop(request.id)
