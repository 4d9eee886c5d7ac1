"""The guided check-in: all questions, one small step at a time, each step saved.

Every step is a change of the draft as it stands at that moment, so that two windows on one draft add
up: the later click wins, and what a window shows next is what is true.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace

from alongside.clock import Clock
from alongside.content import Content
from alongside.errors import Unsealable
from alongside.model import LINE_MAX, Category, CheckIn, Draft, Kind, Part, Question
from alongside.questions import QuestionBank, shuffled
from alongside.store.opening import Store


@dataclass(frozen=True)
class Step:
    """One question of a draft; `order` is how its options are shown, as indexes into them."""

    question: Question
    number: int
    total: int
    order: list[int]


def questions_of(draft: Draft, bank: QuestionBank) -> list[Question]:
    """Return the questions of a draft that the content still has, in their order."""
    return [bank.questions[ident] for ident in draft.asked if ident in bank.questions]


def step_of(draft: Draft, bank: QuestionBank) -> Step | None:
    """Return where a draft stands, or None when all questions were put."""
    questions = questions_of(draft, bank)
    if not 0 <= draft.step < len(questions):
        return None
    question = questions[draft.step]
    return Step(question, draft.step, len(questions), shuffled(question, draft.id))


class GuidedService:
    """Guided check-ins from the gate to the mirror."""

    def __init__(self, store: Store, clock: Clock, content: Content) -> None:
        self._store = store
        self._clock = clock
        self._content = content

    async def under_way(self, user_id: int, category: Category | None) -> Draft | None:
        """Return this person's guided check-in about a kind of relation, if one is under way."""
        try:
            return await self._store.drafts.guided(user_id, category)
        except Unsealable:
            return None  # it cannot be carried on; starting afresh takes its place

    async def begin(
        self, user_id: int, language: str, category: Category | None, label: str | None, dependent: bool
    ) -> Draft | None:
        """Start afresh; one that was under way about the same kind of relation goes. None without consent."""
        asked = self._content.bank(language).all_of(own_choice=not dependent)
        draft = Draft(
            id=secrets.token_hex(8),
            created_at=self._clock.now(),
            asked=tuple(question.id for question in asked),
            check_in=CheckIn({}, category, label, kind=Kind.GUIDED, dependent=dependent),
        )
        return draft if await self._store.drafts.add(user_id, draft) else None

    async def rival(self, user_id: int, quick_id: str) -> Draft | None:
        """Return the guided check-in about the same as a quick one, if another one is under way."""
        quick = await self._store.drafts.get(user_id, quick_id)
        other = None if quick is None else await self.under_way(user_id, quick.check_in.category)
        return None if other is None or other.id == quick_id else other

    async def look_closer(self, user_id: int, language: str, quick_id: str, dependent: bool) -> Draft | None:
        """Turn a quick check-in into a guided one, in place: what it holds stays. None if it is gone."""
        bank = self._content.bank(language)

        def closer(draft: Draft) -> Draft:
            if draft.check_in.kind is not Kind.QUICK:
                return draft  # pressed twice
            asked = tuple(question.id for question in bank.all_of(own_choice=not dependent))
            answers = {ident: index for ident, index in draft.check_in.answers.items() if ident in asked}
            open_ones = [number for number, ident in enumerate(asked) if ident not in answers]
            check_in = replace(
                draft.check_in, kind=Kind.GUIDED, dependent=dependent, question=None, answers=answers
            )
            return replace(draft, asked=asked, check_in=check_in, step=min(open_ones, default=len(asked)))

        return await self._store.drafts.change(user_id, quick_id, closer)

    async def get(self, user_id: int, draft_id: str) -> Draft | None:
        """Return a guided draft of this person's own, or None."""
        draft = await self._store.drafts.get(user_id, draft_id)
        return draft if draft is not None and draft.check_in.kind is Kind.GUIDED else None

    async def pick(self, user_id: int, language: str, draft_id: str, number: int, place: int) -> Draft | None:
        """Answer question `number` with the option that was shown at `place`, and go on to the next."""
        bank = self._content.bank(language)

        def answered(draft: Draft) -> Draft:
            step = step_of(replace(draft, step=number), bank)
            if step is None or not 0 <= place < len(step.order):
                return draft
            answers = {**draft.check_in.answers, step.question.id: step.order[place]}
            return replace(
                draft, check_in=replace(draft.check_in, answers=answers, question=None), step=number + 1
            )

        return await self._change(user_id, draft_id, answered)

    async def skip(self, user_id: int, language: str, draft_id: str, number: int) -> Draft | None:
        """Leave question `number` open, taking back an answer, and go on to the next."""
        bank = self._content.bank(language)

        def skipped(draft: Draft) -> Draft:
            step = step_of(replace(draft, step=number), bank)
            if step is None:
                return draft
            answers = {k: v for k, v in draft.check_in.answers.items() if k != step.question.id}
            return replace(
                draft, check_in=replace(draft.check_in, answers=answers, question=None), step=number + 1
            )

        return await self._change(user_id, draft_id, skipped)

    async def go(self, user_id: int, draft_id: str, number: int) -> Draft | None:
        """Go to question `number`; past the last one is the mirror."""
        return await self._change(
            user_id, draft_id, lambda draft: replace(draft, step=min(max(number, 0), len(draft.asked)))
        )

    async def note_part(self, user_id: int, draft_id: str, part: Part, note: str) -> Draft | None:
        """Put a note with one part; an empty one takes it away."""

        def noted(draft: Draft) -> Draft:
            notes = {each: text for each, text in draft.check_in.part_notes.items() if each is not part}
            if note.strip():
                notes[part] = note[:LINE_MAX]
            return replace(draft, check_in=replace(draft.check_in, part_notes=notes))

        return await self._change(user_id, draft_id, noted)

    async def _change(self, user_id: int, draft_id: str, change: Callable[[Draft], Draft]) -> Draft | None:
        def guided_only(draft: Draft) -> Draft:
            return change(draft) if draft.check_in.kind is Kind.GUIDED else draft

        draft = await self._store.drafts.change(user_id, draft_id, guided_only)
        return draft if draft is not None and draft.check_in.kind is Kind.GUIDED else None
