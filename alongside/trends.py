"""One's own time, looked back on: what stood where on which day. Pure.

Nothing is added up over the parts, nothing is called better or worse, and no day is counted as missing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, StrEnum
from typing import TypeVar

from alongside.mirror import leaning_of
from alongside.model import CheckIn, Leaning, Part, Reflection
from alongside.questions import QuestionBank

# With fewer, a line between them would show a way that nobody went.
LINE_LEAST = 4
# So many pauses are told one by one.
ONE_BY_ONE = 6
# With more, they are put together by week or by month.
_MOST_MARKS = 30
_MOST_WEEKS = 30

# Tired is not resentful (C10): what the question about helping says of it, beside the day's own answers.
# Both the ids and the order of the answers are for ever.
MOODS = ("rested", "tired", "unthanked", "fed-up")
CONTACTS = ("asked", "mixed", "told", "apart")
BECAME = ("yes", "differently", "no", "open")
_MOOD_QUESTION = "e1"

T = TypeVar("T")


class Reach(StrEnum):
    """How far somebody looks back."""

    MONTH = "30d"
    QUARTER = "90d"
    YEAR = "1y"
    ALL = "all"

    @property
    def days(self) -> int | None:
        """Return how many days that is, today among them; None for all there are."""
        return {Reach.MONTH: 30, Reach.QUARTER: 90, Reach.YEAR: 365, Reach.ALL: None}[self]


class Step(Enum):
    """What one mark stands for."""

    EACH = "each"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Note:
    """What a picture needs of one reflection, and no more."""

    day: date
    means: Mapping[Part, float]
    mood: str | None = None
    contact: str | None = None
    pause: tuple[int, int] | None = None
    plan: str | None = None


@dataclass(frozen=True)
class Spot:
    """A mark: from which day on, where it sits (0 to 3, as the mirror has it), and how many it stands for."""

    day: date
    value: float
    count: int

    @property
    def leaning(self) -> Leaning:
        """Return where it sits, in words."""
        return leaning_of([self.value])


@dataclass(frozen=True)
class PartTrend:
    """One part over time. `leanings` are those of each check-in, in their order; not of marks."""

    part: Part
    spots: tuple[Spot, ...]
    leanings: tuple[tuple[date, Leaning], ...]

    @property
    def enough(self) -> bool:
        """Return whether there are enough for a line."""
        return len(self.leanings) >= LINE_LEAST and len(self.spots) > 1


@dataclass(frozen=True)
class Rows:
    """How often each of some cases came, by the day."""

    cases: Mapping[str, tuple[tuple[date, int], ...]]

    def count(self, case: str) -> int:
        """Return how often a case came."""
        return sum(count for _, count in self.cases[case])

    @property
    def total(self) -> int:
        """Return how often any of them came."""
        return sum(map(self.count, self.cases))

    @property
    def anything(self) -> bool:
        """Return whether any came."""
        return any(self.cases.values())


@dataclass(frozen=True)
class PauseSpot:
    """How strong worries were before and after pauses, from a day on: averages where there were several."""

    day: date
    before: float
    after: float
    count: int


@dataclass(frozen=True)
class Trends:
    """What there is to see between two days, both included."""

    since: date
    until: date
    step: Step
    parts: tuple[PartTrend, ...]
    moods: Rows
    contacts: Rows
    pauses: tuple[PauseSpot, ...]
    rated: tuple[tuple[date, int, int], ...]
    """Each pause by itself: its day, before and after."""
    plans: Rows
    unreadable: int = 0

    @property
    def middle(self) -> date:
        """Return the last day of the first half."""
        return self.since + (self.until - self.since) // 2

    def marks(self, case: Iterable[tuple[date, int]]) -> list[tuple[date, int]]:
        """Return where marks for the days of a case stand, and how many each is for."""
        counted: Counter[date] = Counter()
        for day, count in case:
            counted[_place(day, self.step, self.since)] += count
        return list(counted.items())

    @property
    def halved(self) -> bool:
        """Return whether there is enough of anything to be told in two halves."""
        rows = (self.moods, self.contacts, self.plans)
        most = [len(each.leanings) for each in self.parts] + [each.total for each in rows]
        return max(most) >= LINE_LEAST or len(self.rated) > ONE_BY_ONE

    @property
    def anything(self) -> bool:
        """Return whether there is anything at all."""
        return self.looked or self.lived or self.more

    @property
    def looked(self) -> bool:
        """Return whether any part was looked at."""
        return any(each.spots for each in self.parts)

    @property
    def lived(self) -> bool:
        """Return whether it was said how one was, or what contact was like."""
        return self.moods.anything or self.contacts.anything

    @property
    def more(self) -> bool:
        """Return whether there are pauses or plans."""
        return bool(self.pauses) or self.plans.anything


def note_of(found: Reflection, day: date, bank: QuestionBank) -> Note:
    """Return what a picture needs of a reflection that was made on a day."""
    check_in = found.check_in
    cases = {option.case for option in bank.daily.chosen(check_in.answers)}
    return Note(
        day=day,
        means=_means(check_in, bank),
        mood=_of(cases, MOODS) or _mood(check_in),
        contact=_of(cases, CONTACTS),
        pause=_pause(check_in),
        plan=_plan(check_in),
    )


def _means(check_in: CheckIn, bank: QuestionBank) -> dict[Part, float]:
    values: dict[Part, list[int]] = {}
    for ident, index in check_in.answers.items():
        question = bank.questions.get(ident)
        if question is not None and 0 <= index < len(question.options):
            values.setdefault(question.part, []).append(question.options[index].value)
    return {part: sum(found) / len(found) for part, found in values.items()}


def _of(cases: Iterable[str], known: Sequence[str]) -> str | None:
    return next((case for case in known if case in cases), None)


def _mood(check_in: CheckIn) -> str | None:
    index = check_in.answers.get(_MOOD_QUESTION, -1)
    return MOODS[index] if 0 <= index < len(MOODS) else None


def _pause(check_in: CheckIn) -> tuple[int, int] | None:
    ratings = check_in.ratings
    return None if ratings is None or ratings.after is None else (ratings.before, ratings.after)


def _plan(check_in: CheckIn) -> str | None:
    if check_in.outcome is not None:
        return check_in.outcome.asked if check_in.outcome.asked in BECAME else None
    return "open" if check_in.plan is not None and check_in.plan.ask else None


def trends_of(notes: Iterable[Note], reach: Reach, today: date) -> Trends:
    """Return what there is to see of some notes, oldest first or not."""
    days = reach.days
    since = None if days is None else today - timedelta(days=days - 1)
    shown = sorted((each for each in notes if since is None or each.day >= since), key=lambda each: each.day)
    first = since or (shown[0].day if shown else today)
    until = max(today, shown[-1].day) if shown else today
    step = _step(shown, until - first)
    return Trends(
        since=first,
        until=until,
        step=step,
        parts=tuple(_part(part, shown, step, first) for part in Part),
        moods=_rows(shown, MOODS, lambda each: each.mood),
        contacts=_rows(shown, CONTACTS, lambda each: each.contact),
        pauses=_pauses(shown, step, first),
        rated=tuple((each.day, *each.pause) for each in shown if each.pause is not None),
        plans=_rows(shown, BECAME, lambda each: each.plan),
    )


def _step(notes: Sequence[Note], length: timedelta) -> Step:
    most = max((sum(part in each.means for each in notes) for part in Part), default=0)
    most = max(most, sum(each.pause is not None for each in notes), sum(bool(each.mood) for each in notes))
    if most <= _MOST_MARKS:
        return Step.EACH
    return Step.WEEK if length <= timedelta(weeks=_MOST_WEEKS) else Step.MONTH


def _place(day: date, step: Step, since: date) -> date:
    """Return where the mark for a day stands: where its week or month begins, but never outside."""
    if step is Step.EACH:
        return day
    return max(since, day.replace(day=1) if step is Step.MONTH else day - timedelta(days=day.weekday()))


def _part(part: Part, notes: Sequence[Note], step: Step, since: date) -> PartTrend:
    means = [(each.day, each.means[part]) for each in notes if part in each.means]
    # Each stands for itself where there are few, also if two were made on one day.
    groups = [(day, [mean]) for day, mean in means] if step is Step.EACH else _grouped(means, step, since)
    return PartTrend(
        part,
        tuple(Spot(day, sum(values) / len(values), len(values)) for day, values in groups),
        tuple((day, leaning_of([mean])) for day, mean in means),
    )


def _grouped(dated: Iterable[tuple[date, T]], step: Step, since: date) -> list[tuple[date, list[T]]]:
    groups: dict[date, list[T]] = {}
    for day, value in dated:
        groups.setdefault(_place(day, step, since), []).append(value)
    return list(groups.items())


def _rows(notes: Sequence[Note], cases: Sequence[str], of: Callable[[Note], str | None]) -> Rows:
    counted = Counter((case, each.day) for each in notes if (case := of(each)) is not None)
    return Rows(
        {case: tuple((day, n) for (found, day), n in counted.items() if found == case) for case in cases}
    )


def _pauses(notes: Sequence[Note], step: Step, since: date) -> tuple[PauseSpot, ...]:
    rated = [(each.day, each.pause) for each in notes if each.pause is not None]
    groups = [(day, [pair]) for day, pair in rated] if step is Step.EACH else _grouped(rated, step, since)
    return tuple(
        PauseSpot(
            day, sum(b for b, _ in pairs) / len(pairs), sum(a for _, a in pairs) / len(pairs), len(pairs)
        )
        for day, pairs in groups
    )
