"""The day in three taps: answers in, one sentence and one open question out. Nothing is counted up."""

import secrets
from collections.abc import Mapping

from alongside.clock import Clock
from alongside.content import Content
from alongside.errors import UserError
from alongside.model import CheckIn, Draft, Kind
from alongside.services.checkin import Answered
from alongside.services.recent import RecentQuestions, Turns
from alongside.store.opening import Store


class TodayService:
    """Days, each on its own."""

    def __init__(self, store: Store, clock: Clock, content: Content) -> None:
        self._store = store
        self._clock = clock
        self._content = content
        self._recent = RecentQuestions(store, Kind.TODAY)
        self._turns = Turns()

    async def answer(
        self, user_id: int, answers: Mapping[str, int], language: str, *, kept: bool = True
    ) -> Answered:
        """Hold up the mirror to a day; with consent to history, and if `kept`, it becomes a draft.

        Where the store fails, the answers still come back.
        """
        record = secrets.token_hex(8)
        failed = False
        try:
            last = await self._recent.last(user_id)
        except UserError:
            last = None
        turn, daily = self._turns.next(user_id), self._content.bank(language).daily
        question = daily.question(answers, record, turn=turn, avoid=last)
        check_in = CheckIn(dict(answers), kind=Kind.TODAY, question=question)
        try:
            draft = Draft(record, self._clock.now(), (), check_in)
            kept = kept and await self._store.drafts.add(user_id, draft)
        except UserError:
            kept, failed = False, True
        return Answered(check_in, record, record if kept else None, failed)

    def forget_recent(self, user_id: int) -> None:
        """Forget what this person was asked last."""
        self._turns.forget(user_id)
