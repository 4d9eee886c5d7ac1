"""Daily reminders: set, changed, paused, stopped; claimed when due, and what became of each."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from alongside.clock import Clock
from alongside.content import Content
from alongside.errors import Unsealable
from alongside.model import Purpose, Reflection
from alongside.prompts import choose, tendency
from alongside.reminding import Addressed, Change, Claimed, Ended, Matter, News, Reminder, Slot
from alongside.schedule import times
from alongside.services.punctuality import Punctuality
from alongside.store.deliveries import Wanted
from alongside.store.delivery_ends import End
from alongside.store.opening import Store

# The check-ins that a question may lean on: so many of the newest, and none that is older.
RECENT = 5
RECENT_DAYS = timedelta(days=30)


class ReminderService:
    """Everybody's reminders, one each."""

    def __init__(self, store: Store, clock: Clock, content: Content) -> None:
        self._store = store
        self._clock = clock
        self._content = content
        self._ends: list[End] = []
        self._recording = asyncio.Lock()
        self.punctuality = Punctuality()

    async def set(self, user_id: int, change: Change, *, agreed: bool = False) -> Reminder | None:
        """Set a reminder or change it; what is not named stays. `agreed` records the yes to messages.

        Returns None, and writes nothing, where there is no yes to messages, or where there is no
        reminder yet and time or zone are missing. A pause goes on; one that rested or was closed is on.
        Raises ZoneInfoNotFoundError for a zone that nobody knows.
        """
        return await self._store.reminders.set(user_id, change, agreed=agreed, now=self._clock.now())

    async def show(self, user_id: int) -> Reminder | None:
        """Return this person's reminder, or None. Raises Unsealable."""
        return await self._store.reminders.get(user_id, self._clock.now())

    async def zone_of(self, user_id: int) -> str | None:
        """Return the zone that this person named, or None where they named none, or it does not open."""
        try:
            reminder = await self.show(user_id)
        except Unsealable:
            return None
        return None if reminder is None else reminder.setting.zone

    def times(self, reminder: Reminder, count: int = 3) -> list[Slot]:
        """Return the next times of a reminder, the pause counted in; none while nothing comes."""
        return times(reminder, count)

    async def pause(self, user_id: int, until: datetime | None) -> Reminder | None:
        """Send nothing until then, or until it is resumed. What is claimed or snoozed is dropped.

        None where there is no reminder. Raises Unsealable.
        """
        return await self._store.reminders.pause(user_id, until, self._clock.now())

    async def resume(self, user_id: int) -> Reminder | None:
        """Go on, after a pause, a rest, or closed messages. None without a reminder. Raises Unsealable."""
        return await self._store.reminders.resume(user_id, self._clock.now())

    async def stop(self, user_id: int) -> bool:
        """Delete the reminder; from here on nothing is sent. Returns whether there was one."""
        return await self._store.reminders.stop(user_id)

    async def snooze(self, user_id: int, delivery: str, until: datetime) -> bool:
        """Send the same question again, at `until`. Counts as answered. False without a reminder.

        It works for a message of any age: what is no longer known of it is made up for.
        """
        return await self._store.reminders.snooze(user_id, delivery, until, self._clock.now())

    async def not_today(self, user_id: int) -> bool:
        """Take a snoozed one back, and count the unanswered anew. Wakes nothing. False without a reminder."""
        return await self._store.reminders.answered(user_id, self._clock.now())

    async def checked_in(self, user_id: int) -> None:
        """Count the unanswered anew: whoever checks in, from wherever, has answered. Wakes nothing."""
        await self._store.reminders.count_anew(user_id)

    async def proven(self, user_id: int, channel_id: int) -> None:
        """Remember the channel in which the first message arrived."""
        await self._store.reminders.prove(user_id, channel_id)

    async def closed(self, user_id: int) -> Reminder | None:
        """Keep the reminder, and send nothing: the first message did not arrive, and they are being told."""
        return await self._store.reminders.close(user_id, self._clock.now())

    async def take_news(self, user_id: int) -> News | None:
        """Return what this person is to be told, once."""
        return await self._store.reminders.take_news(user_id)

    async def claim_due(self, limit: int) -> tuple[list[Claimed], bool]:
        """Take upon this process what is due now, at most so many; say whether there may be more."""
        claims = await self._store.deliveries.claim_due(self._clock.now(), limit)
        self.punctuality.claimed(claims.new, claims.missed)
        return claims.claimed, claims.looked_at >= limit

    async def still_wanted(self, claimed: Claimed) -> Addressed | None:
        """Return where a message goes and what it asks, or None where it is not wanted any more.

        Asked immediately before each sending. The same message asks the same, however often it is tried.
        """
        wanted = await self._store.deliveries.wanted(claimed, self._clock.now())
        if wanted is None:
            return None
        question = await self._question(claimed, wanted) if claimed.matter is Matter.QUESTION else ""
        language = wanted.reminder.setting.language
        user_id, channel_id = wanted.address.user_id, wanted.address.channel_id
        return Addressed(claimed, user_id, channel_id, language, question, wanted.intention)

    async def _question(self, claimed: Claimed, wanted: Wanted) -> str:
        asked = wanted.reminder.asked
        for ident, day in asked.items():
            if day == claimed.day:  # put off, or sent without anybody having heard of it
                return ident
        language = wanted.reminder.setting.language
        check_ins = [each.check_in for each in await self._recent(wanted.address.user_id)]
        leans = tendency(check_ins, self._content.bank(language))
        return choose(self._content.prompts_for(language), asked, leans, claimed.id).id

    async def _recent(self, user_id: int) -> Sequence[Reflection]:
        history = await self._store.consents.get(user_id, Purpose.HISTORY)
        if history is None or not history.active:
            return ()
        oldest = self._clock.now() - RECENT_DAYS
        page = await self._store.reflections.page(user_id, 0, RECENT)
        return [each for each in page if isinstance(each, Reflection) and each.created_at >= oldest]

    async def wanted(self, claimed: Claimed) -> bool:
        """Return whether a message that is on its way is wanted still."""
        return await self._store.deliveries.wanted(claimed, self._clock.now()) is not None

    async def ended(
        self,
        claimed: Claimed,
        how: Ended,
        addressed: Addressed | None = None,
        channel_id: int | None = None,
    ) -> None:
        """Record what became of a message: as it was sent, and in which channel where that was looked up.

        Those that end while others are being recorded are recorded together: many a second then cost a
        few transactions. One that could not be recorded is claimed again after its lease.
        """
        now, end = self._clock.now(), End(claimed, how, addressed, channel_id)
        self._ends.append(end)
        async with self._recording:
            if all(each is not end for each in self._ends):
                return  # it was taken along
            ends, self._ends = self._ends, []
            await self._store.deliveries.record(ends, now)
            for each in ends:
                self.punctuality.ended(each.how, (now - each.claimed.due).total_seconds())

    async def next_due(self) -> datetime | None:
        """Return when there is something to claim next."""
        return await self._store.deliveries.next_due()
