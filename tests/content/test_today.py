"""The day's questions: what they are, and what is named when their file is broken."""

import re

import pytest

from alongside.content import FOLDER
from alongside.daily import HIGHER, LOWER, NOTHING, SAME, Daily, load_daily
from alongside.model import Ratings
from alongside.questions import QuestionBank

TODAY = (FOLDER / "en" / "today.toml").read_text("utf-8")


@pytest.fixture(scope="module")
def daily() -> Daily:
    """The file as the bot reads it."""
    return load_daily(TODAY)


def test_ids_and_options_are_for_ever(daily: Daily) -> None:
    """Kept entries refer to questions by id, and to options by their place."""
    assert {ident: [o.case for o in q.options] for ident, q in daily.questions.items()} == {
        "d1": ["asked", "mixed", "told", "apart"],
        "d2": ["rested", "tired", "unthanked", "fed-up"],
        "d3": ["mine", "theirs", "shared", "free"],
    }


def test_ids_are_nobody_elses(daily: Daily, bank: QuestionBank) -> None:
    """A check-in's answers and a day's stand in the same place."""
    assert not set(daily.questions) & set(bank.questions)


def test_tired_is_not_resentful(daily: Daily) -> None:
    """They are answers of their own, with questions of their own; resentment comes first (C10)."""
    texts = [option.text for option in daily.questions["d2"].options]
    assert texts == ["Rested", "Tired and at peace", "Tired and unthanked", "Fed up"]
    assert list(daily.open_questions)[:2] == ["fed-up", "unthanked"]
    assert not set(daily.open_questions["tired"]) & set(daily.open_questions["unthanked"])


def test_every_case_has_three_questions(daily: Daily) -> None:
    """With fewer the same one would come back too soon."""
    for asked in (*daily.open_questions.values(), *daily.after_pause.values()):
        assert len(asked) >= 3


def test_echoes_fit_into_the_sentence(daily: Daily) -> None:
    """They begin small, end with a letter, and say "you"."""
    for question in daily.questions.values():
        for option in question.options:
            assert option.echo[0].islower(), option.echo
            assert option.echo[-1].isalpha(), option.echo
            assert not {"i", "me", "my", "mine"} & set(option.echo.split()), option.echo
        assert len({option.echo for option in question.options}) == len(question.options)


def test_the_question_is_settled_and_avoids_the_last(daily: Daily) -> None:
    """The same seed asks the same; what was asked last is not asked."""
    for seed in map(str, range(50)):
        first = daily.question({"d2": 1}, seed)
        assert first == daily.question({"d2": 1}, seed)
        assert daily.question({"d2": 1}, seed, avoid=first) != first
        after = daily.question_after(Ratings(8, 10, "", 5), seed)
        assert daily.question_after(Ratings(8, 10, "", 5), seed, avoid=after) != after


@pytest.mark.parametrize(("after", "went"), [(0, LOWER), (5, SAME), (None, SAME), (6, HIGHER), (10, HIGHER)])
def test_after_a_pause(daily: Daily, after: int | None, went: str) -> None:
    """Each way a worry may go has questions of its own."""
    assert daily.question_after(Ratings(5, 10, "", after), "x") in daily.after_pause[went]


def test_what_the_content_no_longer_has_is_passed_over(daily: Daily) -> None:
    """Old ids and places that are gone are no answers."""
    assert daily.question({"d1": 9, "d7": 0}, "x") in daily.open_questions[NOTHING]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("\n[open]", "\n[open", "TOML"),
        ("\n[open]", "\n[closed]", "'open'"),
        ("[pause]", "[paused]", "'pause'"),
        ("[[question]]", "[question]", "question"),
        ('id = "d2"', 'id = "d1"', "d1"),
        ('id = "d2"\n', "", "'id'"),
        ('text = "How are you?"\n', "", "d2: 'text'"),
        ('text = "How are you?"', f'text = "{"x" * 46}"', "d2: 'text'"),
        ('text = "Rested"', f'text = "{"x" * 101}"', "d2"),
        (', echo = "rested"', "", "d2: 'echo'"),
        ('case = "rested", ', "", "d2: 'case'"),
        ('case = "rested"', 'case = "asleep"', "asleep"),
        ("nothing = [", "nobody = [", "nobody"),
        ("nothing = [", "rested2 = [", "rested2"),
        ("lower = [", "low = [", "pause: 'lower'"),
        ('    "What did rest make room for?",\n', "", "open: 'rested'"),
        ('"What did rest make room for?"', "7", "open: 'rested'"),
    ],
)
def test_broken_content_is_named(old: str, new: str, named: str) -> None:
    """The error says which question, case or field is wrong."""
    assert old in TODAY
    broken = TODAY.replace(old, new, 1) if new != "[question]" else TODAY.replace(old, "[[questions]]")
    with pytest.raises(ValueError, match=re.escape(named)):
        load_daily(broken)


def test_too_many_or_too_few(daily: Daily) -> None:
    """A form takes five fields, a question at least two options, and each case an option that leads to it."""
    more = "".join(
        f'[[question]]\nid = "x{n}"\ntext = "x"\noptions = [{OPTION}, {OPTION}]\n' for n in range(3)
    )
    with pytest.raises(ValueError, match="6 questions"):
        load_daily(more + TODAY)
    with pytest.raises(ValueError, match="question x needs"):
        load_daily(f'[[question]]\nid = "x"\ntext = "x"\noptions = [{OPTION}]\n' + TODAY)
    with pytest.raises(ValueError, match="'dreamt'"):
        load_daily(TODAY.replace("\n[open]", '\n[open]\ndreamt = ["a?", "b?", "c?"]'))


OPTION = '{ case = "asked", text = "x", echo = "x" }'
