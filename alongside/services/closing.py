"""The end of a check-in: sort what is mine and theirs, plan what to ask, tell later how it went."""

from dataclasses import dataclass, replace
from typing import Any

from alongside.clock import Clock
from alongside.errors import UserError
from alongside.model import LINE_MAX, CheckIn, Outcome, Plan, Reflection, Sorting, Unreadable
from alongside.store.opening import Store

# After how many days somebody may want to be asked; 0 is not at all.
REMIND_AFTER = (0, 1, 3, 7)
ASKED = ("yes", "differently", "no")


@dataclass(frozen=True)
class Entry:
    """A check-in with its id; `kept` tells a reflection from a draft that is not decided yet."""

    id: str
    check_in: CheckIn
    kept: bool


class ClosingService:
    """Sortings, plans and outcomes of somebody's own check-ins."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def find(self, user_id: int, record: str) -> Entry | None:
        """Return this person's own draft or reflection with this id, or None. Raises UserError."""
        draft = await self._store.drafts.get(user_id, record)
        if draft is not None:
            return Entry(record, draft.check_in, kept=False)
        return _kept(await self._store.reflections.get(user_id, record))

    async def sort(self, user_id: int, record: str, sorting: Sorting) -> bool:
        """Put a sorting into a draft, in place of the one before. Returns False where the draft is gone.

        Raises UserError.
        """
        sorting = replace(sorting, directly=_line(sorting.directly))
        return await self._change(user_id, record, sorting=sorting)

    async def plan(self, user_id: int, record: str, plan: Plan) -> bool:
        """Put a plan into a draft, in place of the one before; an empty one takes it away.

        Returns False where the draft is gone. Raises UserError.
        """
        ask, offer, if_no = _line(plan.ask), _line(plan.offer), _line(plan.if_no)
        # With neither question nor offer there is nothing that could be asked about later.
        remind_in = plan.remind_in if plan.remind_in in REMIND_AFTER and (ask or offer) else 0
        tidy = Plan(ask, offer, if_no, remind_in) if ask or offer or if_no else None
        return await self._change(user_id, record, plan=tidy)

    async def _change(self, user_id: int, record: str, **changes: Any) -> bool:
        draft = await self._store.drafts.change(
            user_id, record, lambda draft: replace(draft, check_in=replace(draft.check_in, **changes))
        )
        return draft is not None

    async def tell(self, user_id: int, record: str, outcome: Outcome) -> bool:
        """Put what became of a plan beside it, in place of what was told before.

        Returns False where there is no such reflection, or it has no plan. Raises UserError.
        """
        told = Outcome(outcome.asked, _line(outcome.said), _line(outcome.did))
        entry = await self._store.reflections.change(
            user_id, record, lambda before: replace(before, outcome=told) if before.plan else before
        )
        kept = _kept(entry)
        return kept is not None and kept.check_in.plan is not None

    async def take_due(self, user_id: int) -> Reflection | None:
        """Return the reflection whose plan is to be asked about now; each comes once."""
        return await self._store.intentions.take_due(user_id, self._clock.now())


def _kept(entry: Reflection | Unreadable | None) -> Entry | None:
    if isinstance(entry, Unreadable):
        raise UserError("error-unreadable")
    return None if entry is None else Entry(entry.id, entry.check_in, kept=True)


def _line(written: str) -> str:
    return written[:LINE_MAX] if written.strip() else ""
