"""The questions of the daily reminder: what they are, which comes next, and what a broken file names."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.content import FOLDER
from alongside.model import CheckIn, Kind, Part
from alongside.prompts import choose, load_prompts, tendency
from alongside.questions import QuestionBank, load_questions

DAILY = (FOLDER / "en" / "daily.toml").read_text("utf-8")
PROMPTS = load_prompts(DAILY)
BANK = load_questions((FOLDER / "en" / "questions.toml").read_text("utf-8"))
IDS = list(PROMPTS.by_id)
NOTHING: dict[Part, int] = {}
PUSHED = dict.fromkeys(Part, 0) | {Part.EMOTIONS: 3}


def dated(asked: Sequence[str]) -> dict[str, date]:
    """Return what was asked day after day, with the date of each."""
    return {ident: date(2026, 1, 1) + timedelta(days=day) for day, ident in enumerate(asked)}


def in_turn(leans: dict[Part, int], days: int, seed: str) -> list[str]:
    """Return what somebody is asked day after day, with two weeks remembered."""
    asked: list[str] = []
    for day in range(days):
        asked.append(choose(PROMPTS, dated(asked[-14:]), leans, f"{seed}/{day}").id)
    return asked


def test_fifty_and_more_ten_for_each_part() -> None:
    """Twelve questions for each of the five parts."""
    assert Counter(each.part for each in PROMPTS.by_id.values()) == dict.fromkeys(Part, 12)


def test_ids_are_for_ever() -> None:
    """A reminder keeps the ids of what it asked; none is an id of another question of the bot."""
    assert [f"d{part}{number}" for part in "gbteu" for number in range(1, 13)] == IDS
    assert not set(IDS) & (set(BANK.questions) | set(BANK.daily.questions))


def test_questions_are_short() -> None:
    """Each fits on a phone as a headline."""
    assert max(len(each.text) for each in PROMPTS.by_id.values()) <= 80


@given(st.text(max_size=8), st.sampled_from([NOTHING, PUSHED]))
def test_none_comes_again_within_two_weeks(seed: str, leans: dict[Part, int]) -> None:
    """However the dice fall, and whatever somebody leans to."""
    asked = in_turn(leans, 40, seed)
    assert all(ident not in asked[max(0, day - 14) : day] for day, ident in enumerate(asked))


@given(st.permutations(IDS), st.integers(0, len(IDS)), st.text(max_size=8))
def test_what_was_asked_longest_ago_comes_where_nothing_is_new(
    order: Sequence[str], known: int, seed: str
) -> None:
    """There is always a question; it is one of the new ones as long as there are any."""
    chosen = choose(PROMPTS, dated(order[:known]), NOTHING, seed).id
    assert chosen == order[0] if known == len(IDS) else chosen in order[known:]


@given(st.lists(st.text(max_size=6), max_size=20), st.text(max_size=8))
def test_ids_that_are_gone_do_no_harm(asked: list[str], seed: str) -> None:
    """What was asked may have been taken out of the file since; the same seed asks the same."""
    first = choose(PROMPTS, dated(asked), NOTHING, seed)
    assert first == choose(PROMPTS, dated(asked), NOTHING, seed)
    assert first.id not in asked


def test_it_leans_to_what_somebody_leans_to() -> None:
    """With a leaning that part comes up about four times as often as another; all others still come up."""
    parts = Counter(PROMPTS.by_id[ident].part for n in range(40) for ident in in_turn(PUSHED, 14, f"{n}"))
    others = [count for part, count in parts.items() if part is not Part.EMOTIONS]
    assert len(others) == 4
    assert parts[Part.EMOTIONS] > 2 * max(others)
    even = Counter(PROMPTS.by_id[ident].part for n in range(40) for ident in in_turn(NOTHING, 14, f"{n}"))
    assert max(even.values()) < 1.5 * min(even.values())


def whole(value: int, part: Part, kind: Kind = Kind.QUICK) -> CheckIn:
    """Return a check-in whose answers of one part all count `value`, and those of the others 0."""
    answers = {}
    for question in BANK.questions.values():
        wanted = value if question.part is part else 0
        values = [option.value for option in question.options]
        if wanted in values:
            answers[question.id] = values.index(wanted)
    return CheckIn(answers, kind=kind)


@pytest.mark.parametrize("part", list(Part))
def test_the_part_that_check_ins_leaned_to(part: Part) -> None:
    """Nearer rescuing weighs most, in between less, nearer helping nothing."""
    assert tendency([whole(3, part)], BANK) == dict.fromkeys(Part, 0) | {part: 3}
    assert tendency([whole(0, part)], BANK) == dict.fromkeys(Part, 0)
    assert 1 <= tendency([whole(3, part), whole(0, part)], BANK)[part] <= 2


def test_what_says_nothing_about_parts_weighs_nothing(bank: QuestionBank) -> None:
    """No check-in, a day, a pause, answers that the content no longer has."""
    nothing = dict.fromkeys(Part, 0)
    assert tendency([], bank) == nothing
    assert tendency([whole(3, Part.GOAL, Kind.PAUSE), whole(3, Part.GOAL, Kind.TODAY)], bank) == nothing
    assert tendency([CheckIn({"g1": 9, "g2": -1, "gone": 3})], bank) == nothing


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("[goal]", "[goal", "TOML"),
        ("[goal]", "[aim]", "'goal'"),
        ("[goal]\nquestions", "[goal]\nasked", "goal: 'questions'"),
        ('id = "dg2"', 'id = "dg1"', "dg1 stands twice"),
        ('id = "dg2", ', "", "goal: 'id'"),
        ('text = "Who is working harder on this?"', "text = 7", "du1: 'text'"),
        ('"Who is working harder on this?"', f'"{"x" * 101}"', "du1"),
        (
            "[behaviours]\nquestions = [",
            "[behaviours]\nquestions = []\nothers = [",
            "behaviours: 'questions'",
        ),
    ],
)
def test_broken_content_is_named(old: str, new: str, named: str) -> None:
    """The error says which part or question is wrong."""
    assert old in DAILY
    with pytest.raises(ValueError, match=re.escape(named)):
        load_prompts(DAILY.replace(old, new, 1))


def test_too_few_are_named() -> None:
    """A part with less than ten would soon have nothing new to ask."""
    fewer = re.sub(r'    \{ id = "dt(?:[4-9])".*\n', "", DAILY)
    with pytest.raises(ValueError, match="thoughts: 6 questions"):
        load_prompts(fewer)
