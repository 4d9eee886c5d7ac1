"""What is looked for, and whether an entry is it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.looking import Matcher, Wanted, bounds, day_of, first_of, fold, last_of
from alongside.model import (
    Category,
    CheckIn,
    Kind,
    Leaning,
    Outcome,
    Part,
    Pile,
    Plan,
    Ratings,
    Reflection,
    Sorting,
)
from alongside.moments import Later, LocalDay, local_day
from alongside.questions import QuestionBank

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ZONES = ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin", "UTC", None]


def entry(check_in: CheckIn, when: datetime = NOON) -> Reflection:
    """Return a kept check-in."""
    return Reflection("a1", when, check_in)


def answered(bank: QuestionBank, part: Part, value: int, **more: object) -> CheckIn:
    """Return a check-in in which one question of a part was answered with an option of this value."""
    question = bank.of(part)[0]
    index = next(at for at, option in enumerate(question.options) if option.value == value)
    return CheckIn({question.id: index}, **more)  # type: ignore[arg-type]


WRITTEN = [
    CheckIn({}, label="Lake"),
    CheckIn({}, note="By the lake."),
    CheckIn({}, part_notes={Part.GOAL: "LAKE"}),
    CheckIn({}, sorting=Sorting({"A lake": Pile.MINE}, ("A lake",))),
    CheckIn({}, sorting=Sorting({}, directly="lake")),
    CheckIn({}, plan=Plan("lake?")),
    CheckIn({}, plan=Plan("", offer="the lake")),
    CheckIn({}, plan=Plan("", if_no="lake")),
    CheckIn({}, outcome=Outcome("yes", said="Lake")),
    CheckIn({}, outcome=Outcome("yes", did="lakes")),
    CheckIn({}, ratings=Ratings(3, 10, instead="a Láke")),
    CheckIn({}, later=(Later(NOON, "first"), Later(NOON, "that lake"))),
]


@pytest.mark.parametrize("check_in", WRITTEN)
def test_words_are_found_wherever_they_were_written(bank: QuestionBank, check_in: CheckIn) -> None:
    """Every place for own words is looked into, and what is not there is not found."""
    assert Matcher(Wanted(words="lake"), bank)(entry(check_in))
    assert not Matcher(Wanted(words="lake river"), bank)(entry(check_in))


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("CAFE", "a café"),
        ("café", "A CAFE"),
        ("cafe\u0301", "café"),
        ("strasse", "Straße"),
        ("İstanbul", "istanbul"),
        ("ﬁne", "Fine"),
        ("mother call", "Call my\nMOTHER"),
    ],
)
def test_case_and_accents_make_no_difference(bank: QuestionBank, words: str, note: str) -> None:
    """Neither does the order of words, nor how a character is put together."""
    assert Matcher(Wanted(words=words), bank)(entry(CheckIn({}, note=note)))


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """What is folded stays as it is, whatever its case was."""
    assert fold(fold(text)) == fold(text)


def test_category_and_label(bank: QuestionBank) -> None:
    """Both have to be the ones that were asked for; a label is asked for whole."""
    mine = entry(CheckIn({}, Category.FRIEND, "Lake"))
    assert Matcher(Wanted(Category.FRIEND, "lake"), bank)(mine)
    assert not Matcher(Wanted(Category.PARENT), bank)(mine)
    assert not Matcher(Wanted(label="lak"), bank)(mine)
    assert not Matcher(Wanted(label="lake"), bank)(entry(CheckIn({})))


def test_part_and_leaning(bank: QuestionBank) -> None:
    """A part alone was looked at; a leaning alone sits in any part; both belong together."""
    found = entry(answered(bank, Part.EMOTIONS, 3))
    asked = {
        Wanted(part=Part.EMOTIONS): True,
        Wanted(part=Part.GOAL): False,
        Wanted(leaning=Leaning.RESCUING): True,
        Wanted(leaning=Leaning.HELPING): False,
        Wanted(part=Part.EMOTIONS, leaning=Leaning.RESCUING): True,
        Wanted(part=Part.GOAL, leaning=Leaning.RESCUING): False,
        Wanted(part=Part.EMOTIONS, leaning=Leaning.BETWEEN): False,
    }
    assert {wanted: Matcher(wanted, bank)(found) for wanted in asked} == asked


def test_a_day_leans_nowhere(bank: QuestionBank) -> None:
    """A day and a pause have no parts."""
    day = entry(answered(bank, Part.GOAL, 3, kind=Kind.TODAY))
    assert not Matcher(Wanted(leaning=Leaning.RESCUING), bank)(day)
    assert not Matcher(Wanted(part=Part.GOAL), bank)(entry(CheckIn({}, ratings=Ratings(3, 10))))


@given(
    st.integers(-100_000, 100_000).map(lambda minutes: NOON + timedelta(minutes=minutes)),
    st.sampled_from(ZONES),
)
def test_dates_are_those_of_the_entry(bank: QuestionBank, when: datetime, zone: str | None) -> None:
    """Both ends are included, in the zone of the entry; the bounds never leave one of them out."""
    found = entry(CheckIn({}, day=local_day(when, zone)), when)
    day = day_of(found)
    wanted = Wanted(since=day, until=day)
    assert Matcher(wanted, bank)(found)
    since, until = bounds(wanted)
    assert since is not None
    assert until is not None
    assert since <= when <= until
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    assert not Matcher(Wanted(since=after), bank)(found)
    assert not Matcher(Wanted(until=before), bank)(found)


def test_without_a_zone_the_date_is_that_of_utc() -> None:
    """So it is for a zone that is none."""
    late = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    assert local_day(late, "Europe/Berlin") == LocalDay(date(2026, 3, 2), "Europe/Berlin")
    for nothing in (None, "Nowhere/Land", "../etc/passwd", ""):
        assert local_day(late, nothing) == LocalDay(date(2026, 3, 1))
    assert day_of(entry(CheckIn({}), late)) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03-05", date(2026, 3, 5), date(2026, 3, 5)),
        ("2026-3-5", date(2026, 3, 5), date(2026, 3, 5)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        (" 2026 ", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_dates_as_they_are_written(text: str, first: date, last: date) -> None:
    """A day, a month or a year; the last day of it counts."""
    assert (first_of(text), last_of(text)) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-13", "2026-02-30", "1999", "9999", "2026-00", "20260301", "٢٠٢٦"]
)
def test_what_is_no_date(text: str) -> None:
    """It is said so, rather than guessed."""
    assert first_of(text) is None
    assert last_of(text) is None


def test_nothing_asked_is_everything(bank: QuestionBank) -> None:
    """Without a wish every entry is wanted."""
    assert not Wanted().anything
    assert Wanted(words="x").anything
    assert Matcher(Wanted(), bank)(entry(CheckIn({})))
