"""The quick check-in: draw questions, hold up the mirror, keep it or not.

Nothing is written about somebody who has not agreed to history: for them a check-in lives in the
form on their screen and in the mirror that answers it, and nowhere else.
"""

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from alongside.clock import Clock
from alongside.content import Content
from alongside.errors import Unsealable, UserError
from alongside.mirror import reflect
from alongside.model import LABEL_MAX, NOTE_MAX, Category, CheckIn, Draft, Kept, Question
from alongside.questions import QuestionBank
from alongside.store.opening import Store

# How many people's last questions are remembered between check-ins, in memory only.
_RECENT_PEOPLE = 2000

T = TypeVar("T")


@dataclass(frozen=True)
class Begun:
    """Questions to put; `draft_id` is None where nothing is stored."""

    questions: tuple[Question, ...]
    draft_id: str | None


@dataclass(frozen=True)
class Answered:
    """A check-in with its answers; `draft_id` is None where it cannot be kept, `seed` settles the mirror.

    `failed` tells that it would have been kept, but the store could not.
    """

    check_in: CheckIn
    seed: str
    draft_id: str | None
    failed: bool = False


class CheckInService:
    """Check-ins from first question to kept reflection."""

    def __init__(self, store: Store, clock: Clock, content: Content) -> None:
        self._store = store
        self._clock = clock
        self._content = content
        self._recent: OrderedDict[int, tuple[str, ...]] = OrderedDict()
        self._recent_question: OrderedDict[int, str] = OrderedDict()

    async def begin(self, user_id: int, language: str, category: Category | None, label: str | None) -> Begun:
        """Draw questions that this person was not asked last time; with consent, open a draft.

        Raises StoreError where the store fails, UserError where this person's key does not open.
        """
        try:
            return await self._begin(user_id, self._content.bank(language), category, label)
        except Unsealable as error:
            raise UserError("error-unreadable") from error

    async def _begin(
        self, user_id: int, bank: QuestionBank, category: Category | None, label: str | None
    ) -> Begun:
        last = self._recent.get(user_id) or await self._store.drafts.last_asked(user_id)
        questions = bank.draw(last, own_choice=category is not Category.CHILD)
        asked = tuple(question.id for question in questions)
        _remember(self._recent, user_id, asked)
        draft = Draft(
            id=secrets.token_hex(8),
            created_at=self._clock.now(),
            asked=asked,
            check_in=CheckIn({}, category, label),
        )
        saved = await self._store.drafts.add(user_id, draft)
        return Begun(questions, draft.id if saved else None)

    def forget_recent(self, user_id: int) -> None:
        """Forget what this person was asked last, as if they had never checked in."""
        self._recent.pop(user_id, None)
        self._recent_question.pop(user_id, None)

    async def answer(
        self, user_id: int, draft_id: str, answers: Mapping[str, int], language: str
    ) -> Answered:
        """Put answers into a draft; where it is gone or the store fails, they still come back."""
        try:
            draft = await self._change(user_id, draft_id, answers=dict(answers), question=None)
            shown = None if draft is None else await self.mirrored(user_id, draft_id, language)
        except UserError:
            return replace(self.unkept(user_id, CheckIn(answers), draft_id, language), failed=True)
        return shown or self.unkept(user_id, CheckIn(answers), draft_id, language)

    def unkept(self, user_id: int, check_in: CheckIn, seed: str, language: str) -> Answered:
        """Return a check-in of which nothing is stored, with its open question."""
        question = self._question(user_id, check_in, seed, language, None)
        return Answered(replace(check_in, question=question), seed, None)

    async def mirrored(self, user_id: int, draft_id: str, language: str) -> Answered | None:
        """Return a draft with the open question of its mirror, which is chosen once; None where it is gone.

        Nobody is asked the same open question twice running.
        """
        draft = await self._own(user_id, draft_id)
        if draft is not None and draft.check_in.question is None:
            last = await self._store.drafts.last_question(user_id, draft_id)
            question = self._question(user_id, draft.check_in, draft_id, language, last)
            draft = await self._change(user_id, draft_id, question=question)
        return None if draft is None else Answered(draft.check_in, draft.id, draft.id)

    def _question(
        self, user_id: int, check_in: CheckIn, seed: str, language: str, last: str | None
    ) -> str | None:
        avoid = last or self._recent_question.get(user_id)
        question = reflect(check_in.answers, self._content.bank(language), seed, avoid).question
        if question is not None:
            _remember(self._recent_question, user_id, question)
        return question

    async def _change(self, user_id: int, draft_id: str, **changes: Any) -> Draft | None:
        """Change fields of a draft's check-in. Raises StoreError, or UserError where it does not open."""
        try:
            return await self._store.drafts.change(
                user_id, draft_id, lambda draft: replace(draft, check_in=replace(draft.check_in, **changes))
            )
        except Unsealable as error:
            raise UserError("error-unreadable") from error

    async def draft(self, user_id: int, draft_id: str) -> Draft | None:
        """Return a draft as it stands, or None where it is gone."""
        return await self._own(user_id, draft_id)

    async def write_note(self, user_id: int, draft_id: str, note: str) -> Draft | None:
        """Put a note with a draft; an empty one takes it away. Returns None where the draft is gone."""
        return await self._change(user_id, draft_id, note=note[:NOTE_MAX] if note.strip() else None)

    async def keep(self, user_id: int, draft_id: str) -> Kept:
        """Keep a draft as a reflection; pressing twice keeps it once."""
        try:
            return await self._store.reflections.keep(user_id, draft_id, self._clock.now())
        except Unsealable as error:
            raise UserError("error-unreadable") from error

    async def drop(self, user_id: int, draft_id: str) -> None:
        """Delete a draft; one that is gone already is fine."""
        await self._store.drafts.remove(user_id, draft_id)

    async def _own(self, user_id: int, draft_id: str) -> Draft | None:
        try:
            return await self._store.drafts.get(user_id, draft_id)
        except Unsealable as error:
            raise UserError("error-unreadable") from error


def _remember(recent: OrderedDict[int, T], user_id: int, what: T) -> None:
    recent[user_id] = what
    recent.move_to_end(user_id)
    if len(recent) > _RECENT_PEOPLE:
        recent.popitem(last=False)


def tidy_label(text: str | None) -> str | None:
    """Return a label on one line, without blanks around it and no longer than LABEL_MAX; None if empty."""
    tidy = " ".join((text or "").split())[:LABEL_MAX].strip()
    return tidy or None
