"""The end of offer cards that nobody answered: taken down quietly, and forgotten.

One task serves all cards, asleep until the earliest end; without any card there is no task.
"""

import logging
from collections.abc import Callable

import discord

from alongside.clock import Clock
from alongside.offering import Over, Place
from alongside.services.offers import OfferService
from cogs.ui.sleeper import RETRY, Sleeper

# Answers of Discord after which trying again later makes sense.
_TOO_MANY, _TROUBLE = 429, 500

log = logging.getLogger("alongside.offers")


async def take_down(client: discord.Client, place: Place) -> None:
    """Delete a card where it stands. One that is gone, or out of reach for good, is left at that.

    Raises discord.HTTPException, or what the connection raises, where a later try may work.
    """
    channel = client.get_partial_messageable(place.channel_id)
    try:
        await channel.get_partial_message(place.message_id).delete()
    except discord.HTTPException as error:
        if error.status == _TOO_MANY or error.status >= _TROUBLE:
            raise
        log.info("a card could not be taken down", extra={"code": error.code})


class OfferEnds:
    """Takes down each card whose time is over, also after the bot was away."""

    def __init__(self, client: discord.Client, service: Callable[[], OfferService], clock: Clock) -> None:
        self._client = client
        self._service = service
        self._clock = clock
        self._sleeper = Sleeper("the ends of offer cards", self._look)
        self._started = False

    def wake(self) -> None:
        """Look for the earliest end again: at start, and whenever a card was posted."""
        self._sleeper.wake()

    async def stop(self) -> None:
        """Stop sleeping, or taking down."""
        await self._sleeper.stop()

    async def _look(self) -> float | None:
        """Take down what is due; return the seconds to the next end, or None where there is none."""
        service = self._service()
        if not self._started:
            await service.release_all()
            self._started = True
        done = [await self._ended(each) for each in await service.over()]
        if not all(done):
            return RETRY
        ends = await service.next_end()
        return None if ends is None else max(0.0, (ends - self._clock.now()).total_seconds())

    async def _ended(self, over: Over) -> bool:
        """Take one card down and forget it; return False where that is to be tried again."""
        try:
            if over.place is not None:
                await take_down(self._client, over.place)
            await self._service().remove(over)
        except Exception as error:
            log.warning("the end of a card is tried again", exc_info=error)
            return False
        return True
