"""Sends daily reminders: claimed in small batches, paced, each looked at once more right before it goes."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import discord
from discord import ui

from alongside.clock import Clock
from alongside.errors import StoreError
from alongside.reminding import Addressed, Claimed, Ended
from alongside.services.reminders import ReminderService
from cogs.ui.pace import Pace, Unwanted, only_while
from cogs.ui.reaching import arrived, channel_gone, direct_channel, passing, unreachable, was_removed
from cogs.ui.sleeper import Sleeper

# Discord lets a bot make 50 requests a second; what is left is for everything else the bot does.
PER_SECOND = 40
# Claimed at once: about what is sent in half a second, so that a claim is never old when it is sent.
BATCH = 20
# Under way at once: enough for answers that take over a second, and few enough to stop claiming when
# Discord does not answer.
AT_ONCE = 64
# Discord knows a nonce for "a few minutes". After this long it is looked whether a message arrived.
NONCE_LIFE = timedelta(minutes=2)
# From so many in a row on that Discord could not take, one is tried at a time, after up to so many seconds.
TROUBLED, LONGEST_WAIT = 5, 60.0
TELL_EVERY = timedelta(hours=1)
# How long to wait for what is under way, in seconds, before looking at what is due next.
_SETTLE = 5.0

log = logging.getLogger("alongside.reminders")


class ReminderSender:
    """Sends what is due, once."""

    def __init__(
        self,
        client: discord.Client,
        service: Callable[[], ReminderService],
        clock: Clock,
        view: Callable[[Addressed], ui.LayoutView],
        pace: Pace | None = None,
    ) -> None:
        self._client = client
        self._service = service
        self._clock = clock
        self._view = view
        self._pace = pace or Pace(PER_SECOND)
        self._sleeper = Sleeper("reminders", self._look)
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._failed_in_a_row = 0
        self._told_at: datetime | None = None

    def wake(self) -> None:
        """Look for the earliest reminder again: at start, and whenever one was set, resumed or put off."""
        self._sleeper.wake()

    async def stop(self) -> None:
        """Stop claiming and sending. What is under way is found again, by its nonce, after the next start."""
        await self._sleeper.stop()
        under_way = list(self._under_way.values())
        for each in under_way:
            each.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        if self._told_at is not None:
            self._tell()
            self._told_at = None

    async def _look(self) -> float | None:
        """Send what is due; return the seconds until there may be more, or None where nothing waits."""
        self._told_at = self._told_at or self._clock.now()
        more = True
        while more:
            over = self._failed_in_a_row - TROUBLED
            if over >= 0:
                # Trouble of a day is thousands in a row: beyond the longest wait nothing is reckoned.
                await asyncio.sleep(min(2.0 ** min(over, 10), LONGEST_WAIT))
            limit = BATCH if over < 0 else 1
            claimed, more = await self._service().claim_due(limit)
            for each in claimed:
                await self._start(each)
            if limit == 1:
                await self._settle()
        await self._settle()
        if self._clock.now() - self._told_at >= TELL_EVERY:
            self._tell()
        return await self._wait()

    async def _wait(self) -> float | None:
        due = await self._service().next_due()
        most = TELL_EVERY.total_seconds()
        if due is None:
            return None if self._service().punctuality.told else most
        return min(most, max(0.0, (due - self._clock.now()).total_seconds()))

    async def _settle(self) -> None:
        if self._under_way:
            await asyncio.wait(list(self._under_way.values()), timeout=_SETTLE)

    async def _start(self, claimed: Claimed) -> None:
        if claimed.id in self._under_way:
            return  # Discord takes its time; the claim was renewed
        await self._slots.acquire()
        task = asyncio.create_task(self._deliver(claimed), name="a reminder")
        self._under_way[claimed.id] = task
        task.add_done_callback(lambda _: self._done(claimed))

    def _done(self, claimed: Claimed) -> None:
        del self._under_way[claimed.id]
        self._slots.release()

    async def _deliver(self, claimed: Claimed) -> None:
        """Send one message and record what became of it. Nothing is raised: others are under way."""
        try:
            addressed = await self._service().still_wanted(claimed)
            if addressed is None:
                return await self._service().ended(claimed, Ended.UNWANTED)
            with only_while(lambda: self._service().wanted(claimed), self._pace):
                how, channel_id = await self._sent(addressed)
            again = how is Ended.AGAIN
            self._failed_in_a_row = self._failed_in_a_row + 1 if again else 0
            await self._service().ended(claimed, how, addressed, channel_id)
        except StoreError as error:
            log.error("a reminder is tried again, the store failed", exc_info=error)
        except Exception as error:
            log.error("a reminder failed; it is tried again", exc_info=error)
            await self._try_again(claimed)

    async def _try_again(self, claimed: Claimed) -> None:
        try:
            await self._service().ended(claimed, Ended.AGAIN)
        except Exception as error:
            log.error("a failed reminder could not be put off; its claim runs out", exc_info=error)

    async def _sent(self, addressed: Addressed) -> tuple[Ended, int | None]:
        """Try to send a message. Return how that ended, and its channel where that had to be looked up."""
        channel_id, looked_up = addressed.channel_id, None
        while True:
            try:
                if channel_id is None:
                    channel_id = looked_up = await direct_channel(self._client, addressed.user_id)
                if not await self._arrived(addressed, channel_id):
                    await self._post(addressed, channel_id)
                return Ended.SENT, looked_up
            except Exception as error:
                if channel_gone(error) and looked_up is None:
                    channel_id = None
                    continue
                return _meant(error), looked_up

    async def _arrived(self, addressed: Addressed, channel_id: int) -> bool:
        since = addressed.claimed.uncertain_since
        if self._clock.now() - since <= NONCE_LIFE:
            return False  # Discord itself tells a second one by its nonce
        return await arrived(self._client, channel_id, addressed.id, since)

    async def _post(self, addressed: Addressed, channel_id: int) -> None:
        channel = self._client.get_partial_messageable(channel_id, type=discord.ChannelType.private)
        # It is not interrupted, whatever it waits for: a request of discord.py's that is cancelled while
        # it sits out a global limit would leave all others waiting for ever.
        await channel.send(view=self._view(addressed), nonce=addressed.claimed.nonce)

    def _tell(self) -> None:
        """Say in the log how reminders kept their time: counts only."""
        counts = self._service().punctuality.take()
        self._told_at = self._clock.now()
        if counts:
            log.info("reminders", extra=dict(counts))


def _meant(error: Exception) -> Ended:
    """Return what an error means for a message. Raises the error where that is nothing known."""
    if isinstance(error, Unwanted):
        return Ended.UNWANTED
    if was_removed(error):
        return Ended.SENT
    if unreachable(error):
        log.info("somebody's messages are closed; their reminder waits for them")
        return Ended.CLOSED
    if passing(error):
        log.warning("a reminder did not get through; it is tried again", exc_info=error)
        return Ended.AGAIN
    if isinstance(error, discord.HTTPException):
        # Refused for a reason that asking again does not mend; refusals are counted against the bot.
        log.error("a reminder was refused; the next date has its own", exc_info=error)
        return Ended.FAILED
    raise error
