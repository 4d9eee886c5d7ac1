"""Keeping open questions fresh: nobody is asked the same one twice running."""

import secrets
from collections import OrderedDict

from alongside.errors import Unsealable
from alongside.model import CheckIn, Kind, Unreadable
from alongside.store.opening import Store

# How many people are remembered, in memory only; what is stored is looked up in the store.
PEOPLE = 2000
# How far back an entry of the same kind is looked for.
_ENTRIES = 20


class Turns:
    """Counts how often somebody was asked, in memory: a number, which tells nothing about any answer."""

    def __init__(self) -> None:
        self._turns: OrderedDict[int, int] = OrderedDict()

    def next(self, user_id: int) -> int:
        """Return this person's turn, one more than the last; the first one is any number."""
        turn = self._turns.get(user_id, secrets.randbelow(PEOPLE)) + 1
        self._turns[user_id] = turn
        self._turns.move_to_end(user_id)
        if len(self._turns) > PEOPLE:
            self._turns.popitem(last=False)
        return turn

    def forget(self, user_id: int) -> None:
        """Forget it."""
        self._turns.pop(user_id, None)


class RecentQuestions:
    """The last open question of one kind of entry, as far as it is stored."""

    def __init__(self, store: Store, kind: Kind) -> None:
        self._store = store
        self._kind = kind

    async def last(self, user_id: int) -> str | None:
        """Return what this person's newest entry of the kind asked, kept or not. Raises StoreError."""
        try:
            drafts = await self._store.drafts.all_of(user_id)
        except Unsealable:
            return None  # freshness is not worth failing for
        kept = await self._store.reflections.page(user_id, 0, _ENTRIES)
        entries = [each for each in (*drafts, *kept) if not isinstance(each, Unreadable)]
        asked = [(each.created_at, question) for each in entries if (question := self._of(each.check_in))]
        return max(asked)[1] if asked else None

    def _of(self, check_in: CheckIn) -> str | None:
        return check_in.question if check_in.kind is self._kind else None
