"""Taking one's own reflections along: as a journal, as a table, or as a file that can be brought back."""

import asyncio
from dataclasses import dataclass

from alongside.clock import Clock
from alongside.export_form import Form
from alongside.looking import Matcher, Wanted
from alongside.model import Reflection, Unreadable
from alongside.moments import local_time
from alongside.services.export import kept_documents
from alongside.services.journal import journal_files
from alongside.services.table import table_files
from alongside.services.voice import Voice
from alongside.services.zones import ZoneOf, nowhere
from alongside.store.opening import Store

EVERYTHING = Wanted()


@dataclass(frozen=True)
class Taken:
    """Files with somebody's reflections in them; `unreadable` ones are named in the whole form alone."""

    files: list[bytes]
    reflections: int
    unreadable: int


class TakingService:
    """Exports of somebody's own reflections."""

    def __init__(self, store: Store, clock: Clock, zone_of: ZoneOf = nowhere) -> None:
        self._store = store
        self._clock = clock
        self._zone_of = zone_of

    async def take(
        self, user_id: int, form: Form, voice: Voice, most_bytes: int, wanted: Wanted = EVERYTHING
    ) -> Taken:
        """Return this person's reflections that are wanted, in files of at most about `most_bytes` each.

        One that cannot be opened is only among all of them: nobody can tell whether it is wanted. Raises
        UserError where their key does not open.
        """
        now = self._clock.now()
        found = await self._store.reflections.all_of(user_id)
        if wanted.anything:
            found = await asyncio.to_thread(_matching, found, Matcher(wanted, voice.bank))
        readable = [each for each in found if isinstance(each, Reflection)]
        if form is Form.WHOLE:
            due = await self._store.intentions.all_of(user_id)
            documents = await asyncio.to_thread(kept_documents, found, due, voice.bank, now, most_bytes)
            files = [document.encode() for document in documents] if found else []
        elif form is Form.TABLE:
            files = await asyncio.to_thread(table_files, readable, voice, most_bytes)
        else:
            there = local_time(now, await self._zone_of(user_id))
            files = await asyncio.to_thread(journal_files, readable, voice, there, most_bytes)
        return Taken(files, len(readable), len(found) - len(readable))


def _matching(found: list[Reflection | Unreadable], matches: Matcher) -> list[Reflection | Unreadable]:
    return [each for each in found if isinstance(each, Reflection) and matches(each)]
