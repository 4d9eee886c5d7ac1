"""A pause before doing something: begun, ended, answered, and gone.

Its row is there only with consent: to history, or to the one message at its end. Without either a pause
lives on the screen of whoever takes it, and nowhere else.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from alongside.clock import Clock, from_seconds, to_seconds
from alongside.content import Content
from alongside.errors import Unsealable, UserError
from alongside.model import NOTE_MAX, CheckIn, Draft, Due, Kind, Pause, Ratings, Wish
from alongside.services.checkin import Answered
from alongside.services.recent import RecentQuestions, Turns
from alongside.store.opening import Store

# A message later than this would come out of the blue; the end waits for the next command instead.
LATEST = timedelta(hours=1)


class Standing(Enum):
    """What became of a wish to pause."""

    STARTED = auto()
    UNKEPT = auto()
    FAILED = auto()
    RUNNING = auto()


@dataclass(frozen=True)
class Begun:
    """The pause that is under way now, and whether its end is sent as a message."""

    pause: Pause
    standing: Standing
    messaged: bool = False


class PauseService:
    """Pauses of everybody, one each."""

    def __init__(self, store: Store, clock: Clock, content: Content) -> None:
        self._store = store
        self._clock = clock
        self._content = content
        self._recent = RecentQuestions(store, Kind.PAUSE)
        self._turns = Turns()

    def new(self, before: int, minutes: int, worry: str, instead: str) -> Pause:
        """Return a pause that begins now."""
        now = from_seconds(to_seconds(self._clock.now()))
        ends = now + timedelta(minutes=minutes)
        return Pause(secrets.token_hex(8), now, ends, before, minutes, worry, instead)

    async def begin(self, user_id: int, pause: Pause, wish: Wish) -> Begun:
        """Begin a pause, or return the one that runs. Where the store fails, it lives on the screen."""
        try:
            stored = await self._store.pauses.start(user_id, pause, wish, self._clock.now())
        except Unsealable:
            raise
        except UserError:
            return Begun(pause, Standing.FAILED)
        if stored is None:
            return Begun(pause, Standing.UNKEPT)
        if stored.id != pause.id:
            return Begun(stored, Standing.RUNNING, await self.messaged(user_id))
        return Begun(pause, Standing.STARTED, wish.message)

    async def current(self, user_id: int) -> Pause | None:
        """Return this person's pause, running or ended; None where there is none that can be read."""
        try:
            found = await self._store.pauses.get(user_id)
        except Unsealable:
            return None
        return found if isinstance(found, Pause) else None

    async def get(self, user_id: int, record: str) -> Pause | None:
        """Return this person's pause if it is this one."""
        pause = await self.current(user_id)
        return pause if pause is not None and pause.id == record else None

    async def messaged(self, user_id: int) -> bool:
        """Return whether the end of this person's pause is sent to them."""
        return await self._store.pauses.messaged(user_id)

    def ended(self, pause: Pause) -> bool:
        """Return whether a pause is over."""
        return pause.ends_at <= self._clock.now()

    async def tell_ended(self, user_id: int) -> Pause | None:
        """Return a pause whose end was not told yet; it counts as told from here on."""
        now = self._clock.now()
        if not await self._store.pauses.waits(user_id, now):
            return None
        return await self._store.pauses.tell_ended(user_id, now)

    async def stop(self, user_id: int, record: str) -> bool:
        """Drop a pause. Returns whether there was one."""
        return await self._store.pauses.remove(user_id, record)

    async def answer(
        self, user_id: int, record: str, after: int, note: str, language: str
    ) -> Answered | None:
        """Put the second rating beside the first. Returns None where the pause is gone.

        With consent to history this is a draft with the pause's id, whose note is the worry and what
        was noted now; else nothing of the pause is left. Answered twice, the first rating stands and
        the words are added.
        """
        last, turn = await self._recent.last(user_id), self._turns.next(user_id)

        def closed(pause: Pause) -> CheckIn:
            return self._closed(pause, after, note, language, turn, last)

        finished = await self._store.pauses.finish(user_id, record, self._clock.now(), closed)
        if finished is None:
            draft = await self._store.drafts.change(user_id, record, lambda each: _with_words(each, note))
            return None if draft is None else Answered(draft.check_in, draft.id, draft.id)
        check_in, kept = finished
        return Answered(check_in, record, record if kept else None)

    async def answer_unkept(
        self, user_id: int, pause: Pause, after: int, note: str, language: str
    ) -> Answered:
        """Put the second rating beside the first, of a pause that lives on the screen."""
        try:
            last = await self._recent.last(user_id)
        except UserError:
            last = None
        turn = self._turns.next(user_id)
        check_in = self._closed(replace(pause, worry=""), after, note, language, turn, last)
        return Answered(check_in, pause.id, None)

    def _closed(
        self, pause: Pause, after: int, note: str, language: str, turn: int, last: str | None
    ) -> CheckIn:
        ratings = Ratings(pause.before, pause.minutes, pause.instead, after)
        question = self._content.bank(language).daily.question_after(ratings, pause.id, turn=turn, avoid=last)
        words = "\n\n".join(each for each in (pause.worry, note) if each.strip())
        return CheckIn({}, note=words or None, kind=Kind.PAUSE, question=question, ratings=ratings)

    def forget_recent(self, user_id: int) -> None:
        """Forget what this person was asked last."""
        self._turns.forget(user_id)

    async def next_end(self, after: datetime) -> datetime | None:
        """Return when the next pause ends whose end may have to be sent."""
        return await self._store.pauses.next_end(after)

    async def claim_due(self, since: datetime) -> tuple[list[Due], datetime]:
        """Return the ends since then that are to be sent now, and up to when this looked."""
        now = self._clock.now()
        return await self._store.pauses.claim_due(max(since, now - LATEST), now), now

    async def untell(self, due: Due) -> None:
        """Let an end that could not be sent wait for the next command."""
        await self._store.pauses.untell(due)


def _with_words(draft: Draft, note: str) -> Draft:
    before = draft.check_in.note or ""
    if not note.strip() or note in before:
        return draft
    words = "\n\n".join(each for each in (before, note) if each)[:NOTE_MAX]
    return replace(draft, check_in=replace(draft.check_in, note=words))
