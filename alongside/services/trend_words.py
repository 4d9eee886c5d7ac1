"""What a picture of one's own time shows, in words: for those who do not see it, and for those who do."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from babel.dates import format_skeleton

from alongside.drawing import Words
from alongside.model import Leaning, Part
from alongside.services.voice import Voice
from alongside.texts import Speaker
from alongside.trends import BECAME, CONTACTS, LINE_LEAST, MOODS, ONE_BY_ONE, PartTrend, Rows, Trends

# From about here on a date needs its year: a year ago today would read as today.
_LONG = 300
_LEANINGS = (Leaning.HELPING, Leaning.BETWEEN, Leaning.RESCUING)
ALT_MAX = 1024
_MARKUP = re.compile(r"\*\*|^-# ", re.MULTILINE)

Dated = tuple[date, str]


class Telling:
    """Tells trends in the words of one language."""

    def __init__(self, voice: Voice, trends: Trends) -> None:
        self._say: Speaker = voice.say
        self._names: Mapping[Part, str] = voice.bank.part_names
        self._trends = trends
        # Looked up once: there may be thousands of each.
        self._leanings = {each: voice.say(f"leaning-{each}") for each in _LEANINGS}

    def words(self) -> Words:
        """Return what is written in the pictures."""
        say = self._say
        return Words(
            titles={
                "moods": say("trends-moods"),
                "contacts": say("trends-contacts"),
                "pauses": say("trends-pauses"),
                "plans": say("trends-plans"),
                "unseen": say("trends-unseen"),
                "mark": say(f"trends-mark-{self._trends.step.value}"),
            },
            parts=self._names,
            leanings=self._leanings,
            cases={case: say(f"trends-case-{case}") for case in (*MOODS, *CONTACTS, *BECAME)},
            before=say("trends-before"),
            after=say("trends-after"),
            day=self.tick,
        )

    def tick(self, day: date) -> str:
        """Return a date as it stands below a picture, as short as it can be told."""
        return self._dated("yMMM" if self._long else "MMMd", day)

    def day(self, day: date) -> str:
        """Return a date as it stands in words."""
        return self._dated("yMMMd" if self._long else "MMMd", day)

    @property
    def _long(self) -> bool:
        return (self._trends.until - self._trends.since).days > _LONG

    def _dated(self, skeleton: str, day: date) -> str:
        return str(format_skeleton(skeleton, day, locale=self._say.language))

    def parts(self) -> str:
        """Return the five parts, a line each."""
        return "\n".join(self._part(each) for each in self._trends.parts)

    def rows(self) -> str:
        """Return how one was, and what contact was like."""
        told = self._rows("trends-moods", MOODS, self._trends.moods)
        return "\n".join([*told, *self._rows("trends-contacts", CONTACTS, self._trends.contacts)])

    def more(self) -> str:
        """Return pauses, and what became of plans."""
        return "\n".join([*self._pauses(), *self._rows("trends-plans", BECAME, self._trends.plans)])

    def _part(self, each: PartTrend) -> str:
        say, name = self._say, self._names[each.part]
        if not each.leanings:
            return say("trends-part-none", part=name)
        if len(each.leanings) < LINE_LEAST:
            dated = [(day, self._leanings[leaning]) for day, leaning in each.leanings]
            return say("trends-part-few", part=name, count=len(dated), told=self._one_by_one(dated))
        from_helping = sorted(each.leanings, key=lambda said: _LEANINGS.index(said[1]))
        dated = [(day, self._leanings[leaning]) for day, leaning in from_helping]
        return say("trends-part", part=name, told=self._halves(dated))

    def _rows(self, title: str, cases: Iterable[str], rows: Rows) -> list[str]:
        if not rows.anything:
            return []
        say = self._say
        named = {case: say(f"trends-case-{case}") for case in cases}
        dated = [
            (day, named[case]) for case in cases for day, count in rows.cases[case] for _ in range(count)
        ]
        told = self._one_by_one(sorted(dated)) if rows.total < LINE_LEAST else self._halves(dated)
        return [say("trends-part", part=say(title), told=told)]

    def _pauses(self) -> list[str]:
        say, rated = self._say, self._trends.rated
        if not rated:
            return []
        if len(rated) <= ONE_BY_ONE:
            pairs = [(day, say("trends-pair", before=before, after=after)) for day, before, after in rated]
            return [say("trends-part", part=say("trends-pauses"), told=self._one_by_one(pairs))]
        ways = [say(f"trends-went-{how}") for how in ("lower", "same", "higher")]
        # The same order in both halves, whichever came first.
        went = sorted(((after > before) - (after < before), day) for day, before, after in rated)
        went_on = [(day, ways[way + 1]) for way, day in went]
        return [say("trends-part", part=say("trends-pauses"), told=self._halves(went_on))]

    def _one_by_one(self, dated: Iterable[Dated]) -> str:
        say = self._say
        return ", ".join(say("trends-dated", day=self.day(day), what=what) for day, what in dated)

    def _halves(self, dated: list[Dated]) -> str:
        say = self._say
        first = [what for day, what in dated if day <= self._trends.middle]
        then = [what for day, what in dated if day > self._trends.middle]
        nothing = say("trends-never")
        return say(
            "trends-halves", first=self._counted(first) or nothing, then=self._counted(then) or nothing
        )

    def _counted(self, said: list[str]) -> str:
        say, each = self._say, dict.fromkeys(said)
        return ", ".join(say("trends-times", count=said.count(what), what=what) for what in each)


def alt(title: str, told: str) -> str:
    """Return what stands beside a picture for those who do not see it, no longer than Discord takes."""
    plain = f"{title} {_MARKUP.sub('', told)}"
    return plain if len(plain) <= ALT_MAX else plain[: ALT_MAX - 1] + "…"
