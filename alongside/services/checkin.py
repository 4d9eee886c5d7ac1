"""The quick check-in: draw questions, hold up the mirror, keep it or not.

Nothing is written about somebody who has not agreed to history: for them a check-in lives in the
form on their screen and in the mirror that answers it, and nowhere else.
"""

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from alongside.clock import Clock
from alongside.content import Content
from alongside.errors import UserError
from alongside.mirror import reflect
from alongside.model import LABEL_MAX, NOTE_MAX, Category, CheckIn, Draft, Kept, Question
from alongside.services.recent import PEOPLE, Turns
from alongside.services.zones import ZoneOf, nowhere
from alongside.store.opening import Store


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

    def __init__(self, store: Store, clock: Clock, content: Content, zone_of: ZoneOf = nowhere) -> None:
        self._store = store
        self._clock = clock
        self._content = content
        self._zone_of = zone_of
        self._recent: OrderedDict[int, tuple[str, ...]] = OrderedDict()
        self._turns = Turns()

    async def begin(self, user_id: int, language: str, category: Category | None, label: str | None) -> Begun:
        """Draw questions that this person was not asked last time; with consent, open a draft.

        Raises StoreError where the store fails, UserError where this person's key does not open.
        """
        bank = self._content.bank(language)
        last = self._recent.get(user_id) or await self._store.drafts.last_asked(user_id)
        questions = bank.draw(last, own_choice=category is not Category.CHILD)
        asked = tuple(question.id for question in questions)
        self._remember(user_id, asked)
        draft = Draft(
            id=secrets.token_hex(8),
            created_at=self._clock.now(),
            asked=asked,
            check_in=CheckIn({}, category, label),
        )
        saved = await self._store.drafts.add(user_id, draft)
        return Begun(questions, draft.id if saved else None)

    def _remember(self, user_id: int, asked: tuple[str, ...]) -> None:
        self._recent[user_id] = asked
        self._recent.move_to_end(user_id)
        if len(self._recent) > PEOPLE:
            self._recent.popitem(last=False)

    def forget_recent(self, user_id: int) -> None:
        """Forget what this person was asked last, as if they had never checked in."""
        self._recent.pop(user_id, None)
        self._turns.forget(user_id)

    async def answer(
        self, user_id: int, draft_id: str, answers: Mapping[str, int], language: str
    ) -> Answered:
        """Put answers into a draft; where it is gone or the store fails, they still come back."""
        try:
            draft = await self._change(user_id, draft_id, answers=dict(answers), question=None)
            draft_id = draft_id if draft is not None else await self._anew(user_id, answers) or draft_id
            shown = await self.mirrored(user_id, draft_id, language)
        except UserError:
            return replace(self.unkept(user_id, CheckIn(answers), draft_id, language), failed=True)
        return shown or self.unkept(user_id, CheckIn(answers), draft_id, language)

    async def _anew(self, user_id: int, answers: Mapping[str, int]) -> str | None:
        """Open a draft for answers whose own is gone, as after a second form. None without consent."""
        made = Draft(secrets.token_hex(8), self._clock.now(), tuple(answers), CheckIn(dict(answers)))
        return made.id if answers and await self._store.drafts.add(user_id, made) else None

    def unkept(self, user_id: int, check_in: CheckIn, seed: str, language: str) -> Answered:
        """Return a check-in of which nothing is stored, with its open question."""
        question = self._question(user_id, check_in, seed, language, None)
        return Answered(replace(check_in, question=question), seed, None)

    async def mirrored(self, user_id: int, draft_id: str, language: str) -> Answered | None:
        """Return a draft with the open question of its mirror, which is chosen once; None where it is gone.

        Nobody is asked the same open question twice running.
        """
        draft = await self._store.drafts.get(user_id, draft_id)
        if draft is not None and draft.check_in.question is None:
            last = await self._store.drafts.last_question(user_id, draft_id)
            question = self._question(user_id, draft.check_in, draft_id, language, last)
            draft = await self._change(user_id, draft_id, question=question)
        return None if draft is None else Answered(draft.check_in, draft.id, draft.id)

    def _question(
        self, user_id: int, check_in: CheckIn, seed: str, language: str, last: str | None
    ) -> str | None:
        bank, turn = self._content.bank(language), self._turns.next(user_id)
        return reflect(check_in.answers, bank, seed, turn=turn, avoid=last).question

    async def _change(self, user_id: int, draft_id: str, **changes: Any) -> Draft | None:
        """Change fields of a draft's check-in. Raises StoreError, or UserError where it does not open."""
        return await self._store.drafts.change(
            user_id, draft_id, lambda draft: replace(draft, check_in=replace(draft.check_in, **changes))
        )

    async def draft(self, user_id: int, draft_id: str) -> Draft | None:
        """Return a draft as it stands, or None where it is gone."""
        return await self._store.drafts.get(user_id, draft_id)

    async def write_note(self, user_id: int, draft_id: str, note: str) -> Draft | None:
        """Put a note with a draft; an empty one takes it away. Returns None where the draft is gone."""
        return await self._change(user_id, draft_id, note=note[:NOTE_MAX] if note.strip() else None)

    async def keep(self, user_id: int, draft_id: str) -> Kept:
        """Keep a draft as a reflection, with the date it had where they are; twice keeps it once."""
        zone = await self._zone_of(user_id)
        return await self._store.reflections.keep(user_id, draft_id, self._clock.now(), zone)

    async def drop(self, user_id: int, draft_id: str) -> bool:
        """Delete a draft. Returns False where none was there: kept, dropped or erased before."""
        return await self._store.drafts.remove(user_id, draft_id)


def tidy_label(text: str | None) -> str | None:
    """Return a label on one line, without blanks around it and no longer than LABEL_MAX; None if empty."""
    tidy = " ".join((text or "").split())[:LABEL_MAX].strip()
    return tidy or None
