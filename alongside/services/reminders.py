"""Daily reminders: set, changed, paused, stopped; claimed when due, and what became of each."""

from datetime import datetime

from alongside.clock import Clock
from alongside.content import Content
from alongside.reminding import Addressed, Change, Claimed, Ended, News, Reminder, Slot
from alongside.store.opening import Store


class ReminderService:
    """Everybody's reminders, one each."""

    def __init__(self, store: Store, clock: Clock, content: Content) -> None:
        self._store = store
        self._clock = clock
        self._content = content

    async def set(self, user_id: int, change: Change, *, agreed: bool = False) -> Reminder | None:
        """Set a reminder or change it; what is not named stays. `agreed` records the yes to messages.

        Returns None, and writes nothing, where there is no yes to messages, or where there is no
        reminder yet and time or zone are missing. A pause goes on; one that rested or was closed is on.
        """
        raise NotImplementedError

    async def show(self, user_id: int) -> Reminder | None:
        """Return this person's reminder, or None. Raises Unsealable."""
        raise NotImplementedError

    def times(self, reminder: Reminder, count: int = 3) -> list[Slot]:
        """Return the next times of a reminder, the pause counted in; none while nothing comes."""
        raise NotImplementedError

    async def pause(self, user_id: int, until: datetime | None) -> Reminder | None:
        """Send nothing until then, or until it is resumed. What is claimed or snoozed is dropped."""
        raise NotImplementedError

    async def resume(self, user_id: int) -> Reminder | None:
        """Go on, after a pause, a rest, or closed messages. Returns None where there is no reminder."""
        raise NotImplementedError

    async def stop(self, user_id: int) -> bool:
        """Delete the reminder; from here on nothing is sent. Returns whether there was one."""
        raise NotImplementedError

    async def snooze(self, user_id: int, delivery: str, until: datetime) -> bool:
        """Send the same question again, at `until`. Counts as answered. False without a reminder.

        It works for a message of any age: what is no longer known of it is made up for.
        """
        raise NotImplementedError

    async def not_today(self, user_id: int, delivery: str) -> bool:
        """Take a snoozed one back. Counts as answered. Returns whether there is a reminder."""
        raise NotImplementedError

    async def answered(self, user_id: int, delivery: str) -> bool:
        """Count a message as answered, so that the unanswered are counted anew. It wakes nothing."""
        raise NotImplementedError

    async def proven(self, user_id: int, channel_id: int) -> None:
        """Remember the channel in which the first message arrived."""
        raise NotImplementedError

    async def closed(self, user_id: int) -> None:
        """Keep the reminder, and send nothing: the first message did not arrive, and they are being told."""
        raise NotImplementedError

    async def take_news(self, user_id: int) -> News | None:
        """Return what this person is to be told, once."""
        raise NotImplementedError

    async def claim_due(self, limit: int) -> list[Claimed]:
        """Take upon this process what is due now, at most so many."""
        raise NotImplementedError

    async def still_wanted(self, claimed: Claimed) -> Addressed | None:
        """Return where a message goes and what it asks, or None where it is not wanted any more.

        Asked immediately before each sending. The same message asks the same, however often it is tried.
        """
        raise NotImplementedError

    async def ended(self, addressed: Addressed, how: Ended, channel_id: int | None = None) -> None:
        """Record what became of a message, and the channel that it went to."""
        raise NotImplementedError

    async def next_due(self) -> datetime | None:
        """Return when there is something to claim next."""
        raise NotImplementedError
