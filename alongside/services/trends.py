"""Looking back on one's own time, and having it drawn."""

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import timedelta

from alongside import drawing
from alongside.clock import Clock
from alongside.looking import Matcher, Wanted, day_of
from alongside.model import Category, Reflection
from alongside.moments import local_day
from alongside.questions import QuestionBank
from alongside.services.trend_words import Telling, alt
from alongside.services.voice import Voice
from alongside.services.zones import ZoneOf, nowhere
from alongside.store.opening import Store
from alongside.trends import Note, Reach, Trends, note_of, trends_of

# A local date lies within this of the one in UTC.
_AROUND = timedelta(days=2)

log = logging.getLogger("alongside.trends")


@dataclass(frozen=True)
class Picture:
    """A picture as a PNG, and the same in words; without the PNG where it could not be drawn."""

    name: str
    png: bytes | None
    told: str
    alt: str


class _Gathering:
    """Takes from each reflection that is wanted what a picture needs of it, and lets go of the rest."""

    def __init__(self, wanted: Wanted, bank: QuestionBank) -> None:
        self._matches = Matcher(wanted, bank)
        self._bank = bank
        self.notes: list[Note] = []

    def __call__(self, found: Reflection) -> bool:
        if self._matches(found):
            self.notes.append(note_of(found, day_of(found), self._bank))
        return False  # its id is not needed


class TrendsService:
    """Somebody's own time, from their own reflections."""

    def __init__(self, store: Store, clock: Clock, zone_of: ZoneOf = nowhere) -> None:
        self._store = store
        self._clock = clock
        self._zone_of = zone_of
        # One picture is drawn at a time, whoever waits: what drawing takes in memory is taken once.
        self._drawing = asyncio.Lock()

    async def look(
        self,
        user_id: int,
        reach: Reach,
        bank: QuestionBank,
        category: Category | None = None,
        label: str | None = None,
    ) -> Trends:
        """Return what there is to see of this person's reflections, of one kind or label or of all."""
        now = self._clock.now()
        since = None if reach.days is None else now - timedelta(days=reach.days) - _AROUND
        gathering = _Gathering(Wanted(category=category, label=label), bank)
        unreadable = 0
        async for batch in self._store.reflections.look_through(user_id, gathering, since):
            unreadable += batch.unreadable
        today = local_day(now, await self._zone_of(user_id)).date
        trends = await asyncio.to_thread(trends_of, gathering.notes, reach, today)
        return replace(trends, unreadable=unreadable)

    async def pictures(self, trends: Trends, voice: Voice) -> list[Picture]:
        """Return what there is to see as pictures and in words. A fault in drawing leaves the words."""
        telling, say = Telling(voice, trends), voice.say
        wanted = [
            ("parts", drawing.draw_parts, telling.parts, say("trends-alt-parts"), trends.looked),
            ("days", drawing.draw_rows, telling.rows, say("trends-alt-days"), trends.lived),
            ("more", drawing.draw_more, telling.more, say("trends-alt-more"), trends.more),
        ]
        words = telling.words()
        made: list[Picture] = []
        for name, draw, tell, title, there in wanted:
            if there:
                told = tell()
                async with self._drawing:
                    png = await asyncio.to_thread(_drawn, draw, trends, words)
                made.append(Picture(name, png, told, alt(title, told)))
        return made


def _drawn(draw: drawing.Draw, trends: Trends, words: drawing.Words) -> bytes | None:
    try:
        return draw(trends, words)
    except Exception as error:  # a missing library, a full disk for its fonts: the words say the same
        log.error("a picture could not be drawn", exc_info=error)
        return None
