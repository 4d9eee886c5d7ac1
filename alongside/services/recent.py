"""Which open question somebody was asked last, so that nobody is asked the same one twice running."""

from collections import OrderedDict

from alongside.errors import Unsealable
from alongside.model import CheckIn, Kind, Unreadable
from alongside.store.opening import Store

# How many people are remembered, in memory only; what is stored is looked up in the store.
_PEOPLE = 2000
# How far back an entry of the same kind is looked for.
_ENTRIES = 20


class RecentQuestions:
    """The last open questions of one kind of entry."""

    def __init__(self, store: Store, kind: Kind) -> None:
        self._store = store
        self._kind = kind
        self._asked: OrderedDict[int, str] = OrderedDict()

    async def last(self, user_id: int) -> str | None:
        """Return what this person's newest entry of the kind asked, kept or not. Raises StoreError."""
        return self._asked.get(user_id) or await self._stored(user_id)

    async def _stored(self, user_id: int) -> str | None:
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

    def remember(self, user_id: int, question: str) -> None:
        """Remember what this person was asked."""
        self._asked[user_id] = question
        self._asked.move_to_end(user_id)
        if len(self._asked) > _PEOPLE:
            self._asked.popitem(last=False)

    def forget(self, user_id: int) -> None:
        """Forget it."""
        self._asked.pop(user_id, None)
