"""What somebody looks for among their own reflections, and whether one is it. Pure.

Words are compared folded: without case, accents and differences in how a character is put together.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from alongside.mirror import leaning_of
from alongside.model import Category, CheckIn, Kind, Leaning, Part, Reflection
from alongside.questions import QuestionBank

# How much can be looked for at once: it has to fit on the screen with what is found.
WORDS_MAX = 60
# Entries are ordered by instants; a local date lies within this of the one in UTC.
_AROUND = timedelta(days=2)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_EARLIEST, _LATEST = date(2015, 1, 1), date(2100, 1, 1)
# The leanings that can be looked for: a part that was not looked at leans nowhere.
LEANINGS = tuple(each for each in Leaning if each is not Leaning.UNSEEN)


class Span(StrEnum):
    """How far back to look, from today."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def days(self) -> int:
        """Return how many days that is, today among them."""
        return {Span.WEEK: 7, Span.MONTH: 30, Span.QUARTER: 90, Span.YEAR: 365}[self]


@dataclass(frozen=True)
class Wanted:
    """What is looked for; what is None or empty is not asked about.

    A part alone wants entries where it was looked at; a leaning alone, those where any part leans so;
    both, those where that part leans so. Dates are both included.
    """

    category: Category | None = None
    label: str | None = None
    part: Part | None = None
    leaning: Leaning | None = None
    since: date | None = None
    until: date | None = None
    words: str = ""

    @property
    def anything(self) -> bool:
        """Return whether anything is asked about."""
        return self != Wanted()


def fold(text: str) -> str:
    """Return a text as it is compared."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each)).casefold()


def day_of(found: Reflection) -> date:
    """Return the local date of an entry; where it was not known where its owner was, the date in UTC."""
    day = found.check_in.day
    return found.created_at.astimezone(UTC).date() if day is None else day.date


def bounds(wanted: Wanted) -> tuple[datetime | None, datetime | None]:
    """Return the instants between which every entry lies whose local date is wanted; None for no end."""
    since = None if wanted.since is None else _midnight(wanted.since) - _AROUND
    until = None if wanted.until is None else _midnight(wanted.until) + _AROUND
    return since, until


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


class Matcher:
    """Tells which entries are wanted; made once for a search, asked once for each entry."""

    def __init__(self, wanted: Wanted, bank: QuestionBank) -> None:
        self._wanted = wanted
        self._questions = {part: bank.of(part) for part in Part}
        self._label = None if wanted.label is None else fold(wanted.label)
        self._words = fold(wanted.words).split()

    def __call__(self, found: Reflection) -> bool:
        """Return whether an entry is wanted."""
        wanted, check_in = self._wanted, found.check_in
        return (
            (wanted.category is None or check_in.category is wanted.category)
            and (self._label is None or fold(check_in.label or "") == self._label)
            and (wanted.since is None or day_of(found) >= wanted.since)
            and (wanted.until is None or day_of(found) <= wanted.until)
            and self._leans(check_in)
            and self._speaks(check_in)
        )

    def _leans(self, check_in: CheckIn) -> bool:
        if self._wanted.part is None and self._wanted.leaning is None:
            return True
        parts = tuple(Part) if self._wanted.part is None else (self._wanted.part,)
        leanings = {self._leaning(check_in, part) for part in parts} - {Leaning.UNSEEN}
        return bool(leanings) if self._wanted.leaning is None else self._wanted.leaning in leanings

    def _leaning(self, check_in: CheckIn, part: Part) -> Leaning:
        if check_in.kind is Kind.TODAY:
            return Leaning.UNSEEN
        answers, questions = check_in.answers, self._questions[part]
        asked = [each for each in questions if 0 <= answers.get(each.id, -1) < len(each.options)]
        return leaning_of([each.options[answers[each.id]].value for each in asked])

    def _speaks(self, check_in: CheckIn) -> bool:
        if not self._words:
            return True
        said = fold("\n".join(own_words(check_in)))
        return all(word in said for word in self._words)


def own_words(check_in: CheckIn) -> Iterator[str]:
    """Go through everything of an entry that its owner wrote."""
    yield from (check_in.label or "", check_in.note or "", *check_in.part_notes.values())
    if check_in.sorting is not None:
        yield from (*check_in.sorting.own, check_in.sorting.directly)
    if check_in.plan is not None:
        yield from (check_in.plan.ask, check_in.plan.offer, check_in.plan.if_no)
    if check_in.outcome is not None:
        yield from (check_in.outcome.said, check_in.outcome.did)
    if check_in.ratings is not None:
        yield check_in.ratings.instead
    yield from (each.text for each in check_in.later)


def first_of(text: str) -> date | None:
    """Return the first day of a year, a month or a day, written as 2026, 2026-03 or 2026-03-01, or None."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    return _within(year, month, day)


def last_of(text: str) -> date | None:
    """Return the last day of a year, a month or a day, or None where none is written there."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    if found[3]:
        return _within(int(found[1]), int(found[2]), int(found[3]))
    year, month = int(found[1]), int(found[2] or 12)
    following = _within(year + month // 12, month % 12 + 1, 1) if 1 <= month <= 12 else None
    return None if following is None else following - timedelta(days=1)


def _within(year: int, month: int, day: int) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if _EARLIEST <= made <= _LATEST else None
