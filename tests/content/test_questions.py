"""The check-in's questions and their values, held against the table that they come from."""

import pytest

from alongside.model import Leaning, Part
from alongside.questions import QuestionBank

# Question: part, text, answers with their values (0 nearer helping … 3 nearer rescuing).
TABLE: dict[str, tuple[Part, str, dict[str, int]]] = {
    "g1": (
        Part.GOAL,
        "When you picture this going well, what do you see?",
        {
            "They manage in their own way": 0,
            "They manage and I was useful": 1,
            "They take some of my ideas": 2,
            "They follow my plan": 3,
        },
    ),
    "g2": (
        Part.GOAL,
        "What would make today's effort worthwhile?",
        {
            "I gave what they asked for": 0,
            "They know I'm around": 1,
            "They seem better because of me": 2,
            "They finally listened": 3,
        },
    ),
    "b1": (
        Part.BEHAVIOURS,
        "How did your last bit of help begin?",
        {
            "One of us asked": 0,
            "I offered and left it open": 1,
            "I suggested steps unasked": 2,
            "I sorted it without checking": 3,
        },
    ),
    "b2": (
        Part.BEHAVIOURS,
        'They say "I\'m on it". What usually happens next?',
        {
            "I leave it with them": 0,
            "I say I'm around": 1,
            "I check quite soon": 2,
            "I keep checking, or go round them": 3,
        },
    ),
    "t1": (
        Part.THOUGHTS,
        "When they come to mind, where does your thinking go?",
        {
            "I care, and it's theirs to steer": 0,
            "I worry at night, and it's still theirs": 0,
            "I plan what they could do": 2,
            "I'm always working out their next move": 3,
        },
    ),
    "t2": (
        Part.THOUGHTS,
        "What do you expect if they go their own way?",
        {
            "Bumpy, but they'll manage": 0,
            "I'm uneasy; it's their call": 0,
            "Probably worse": 2,
            "It falls apart without me": 3,
        },
    ),
    "e1": (
        Part.EMOTIONS,
        "How is helping sitting with you?",
        {
            "Fine": 0,
            "Tired, and glad I chose it": 0,
            "Tired and unthanked": 2,
            "Worn out and resentful": 3,
        },
    ),
    "e2": (
        Part.EMOTIONS,
        "They pass on your idea. What shows up?",
        {
            "Not much; it was an offer": 0,
            "A pang that passes": 1,
            "Frustration": 2,
            "An urge to push harder": 3,
        },
    ),
    "e3": (
        Part.EMOTIONS,
        "You picture an evening off. What comes with it?",
        {"Ease": 0, "A little guilt": 1, "A lot of guilt": 2, "I couldn't take one": 3},
    ),
    "u1": (
        Part.PROBLEM,
        "Who's working harder on this?",
        {"They are": 0, "About even, as agreed": 1, "Me, somewhat": 2, "Me, by far": 3},
    ),
    "u2": (
        Part.PROBLEM,
        "Whose unease would your next step settle?",
        {"Theirs, as they asked": 0, "Both": 1, "Mostly mine": 2, "Mine, until they act": 3},
    ),
}


def test_there_are_these_questions_and_no_others(bank: QuestionBank) -> None:
    """Ids are for ever: kept reflections refer to them."""
    assert list(bank.questions) == list(TABLE)


@pytest.mark.parametrize("ident", TABLE)
def test_questions_answers_and_values_are_as_designed(bank: QuestionBank, ident: str) -> None:
    """Kept reflections refer to answers by their place, so the order counts too."""
    question = bank.questions[ident]
    part, text, options = TABLE[ident]
    assert (question.part, question.text) == (part, text)
    assert [(option.text, option.value) for option in question.options] == list(options.items())


def test_answers_go_from_helping_to_rescuing(bank: QuestionBank) -> None:
    """Each question begins with 0, ends with 3, and never goes back."""
    for question in bank.questions.values():
        values = [option.value for option in question.options]
        assert values == sorted(values), question.id
        assert (values[0], values[-1]) == (0, 3), question.id


def test_worry_and_tiredness_count_as_helping(bank: QuestionBank) -> None:
    """Worried or tired is not resentful (C10): both can be said with an answer that counts 0."""
    helping = " ".join(o.text for q in bank.questions.values() for o in q.options if o.value == 0).lower()
    assert "worry" in helping
    assert "tired" in helping


def test_worry_and_tiredness_alone_never_count_as_rescuing(bank: QuestionBank) -> None:
    """Where they stand in an answer nearer rescuing, something else makes it so (C10)."""
    leaning = [o.text.lower() for q in bank.questions.values() for o in q.options if o.value >= 2]
    weary = [t for t in leaning if any(word in t for word in ("tired", "worn", "worr", "uneasy", "exhaust"))]
    assert weary
    assert [text for text in weary if "unthanked" not in text and "resentful" not in text] == []


def test_the_answers_of_a_question_differ(bank: QuestionBank) -> None:
    """Two answers that read the same, or come back the same, could not be told apart."""
    for question in bank.questions.values():
        assert len({option.text.casefold() for option in question.options}) == 4, question.id
        assert len({option.echo.casefold() for option in question.options}) == 4, question.id


def test_the_mirror_speaks_to_the_one_who_answered(bank: QuestionBank) -> None:
    """Answers say "I"; given back they say "you", fit into a sentence and carry no full stop."""
    first_person = {"i", "me", "my", "mine", "us", "i'm"}
    for question in bank.questions.values():
        for option in question.options:
            words = option.echo.lower().replace(",", " ").split()
            assert not first_person & set(words), option.echo
            assert option.echo[0].islower(), option.echo
            assert option.echo[-1].isalpha(), option.echo
            assert not set("*_`;") & set(option.echo), option.echo


def test_only_who_works_harder_presumes_that_they_can_decide(bank: QuestionBank) -> None:
    """For a child, or someone who cannot decide, some of the work is the supporter's."""
    assert [q.id for q in bank.questions.values() if q.about_capacity] == ["u1"]
    assert all(bank.of(part, own_choice=False) for part in Part)


@pytest.mark.parametrize("leaning", [Leaning.HELPING, Leaning.BETWEEN, Leaning.RESCUING])
@pytest.mark.parametrize("part", Part)
def test_each_part_has_open_questions_for_each_leaning(
    bank: QuestionBank, part: Part, leaning: Leaning
) -> None:
    """With fewer than three the same one would come back too soon."""
    assert len(bank.open_questions[part, leaning]) >= 3
