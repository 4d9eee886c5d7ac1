"""The mirror's rule and the drawing of questions: any answers, any seed."""

import dataclasses
import random
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alongside.mirror import Mirror, PartMirror, leaning_of, reflect
from alongside.model import Leaning, Part, Question
from alongside.questions import QuestionBank
from tests.loaded import all_content
from tests.store.kit import UNHURRIED

BANK = all_content().bank("en")
ANSWERS = st.dictionaries(st.sampled_from(sorted(BANK.questions)), st.integers(0, 3))
SEEDS = st.text(max_size=16)

# The two portraits: for every question of the bank, what each of the two supporters answers.
RESCUING = {
    "g1": "They follow my plan",
    "g2": "They finally listened",
    "b1": "I sorted it without checking",
    "b2": "I keep checking, or go round them",
    "t1": "I'm always working out their next move",
    "t2": "It falls apart without me",
    "e1": "Worn out and resentful",
    "e2": "An urge to push harder",
    "e3": "I couldn't take one",
    "u1": "Me, by far",
    "u2": "Mine, until they act",
}
HELPING = {
    "g1": "They manage in their own way",
    "g2": "I gave what they asked for",
    "b1": "One of us asked",
    "b2": "I leave it with them",
    "t1": "I worry at night, and it's still theirs",  # C10: worry stands on both sides
    "t2": "I'm uneasy; it's their call",
    "e1": "Tired, and glad I chose it",  # C10: so does being tired
    "e2": "Not much; it was an offer",
    "e3": "Ease",
    "u1": "They are",
    "u2": "Theirs, as they asked",
}


def picked(portrait: Mapping[str, str]) -> dict[str, int]:
    """Turn a portrait's words into answers."""
    return {
        ident: [option.text for option in BANK.questions[ident].options].index(text)
        for ident, text in portrait.items()
    }


def leanings(mirror: Mirror) -> dict[Part, Leaning]:
    """Return where each part sits."""
    return {part.part: part.leaning for part in mirror.parts}


@pytest.mark.parametrize(
    ("values", "leaning"),
    [
        ([], Leaning.UNSEEN),
        ([0], Leaning.HELPING),
        ([0, 1], Leaning.HELPING),
        ([0, 0, 2], Leaning.HELPING),
        ([0, 2, 0.99], Leaning.HELPING),
        ([1], Leaning.BETWEEN),
        ([0, 2], Leaning.BETWEEN),
        ([0, 0, 3], Leaning.BETWEEN),
        ([1, 2, 2], Leaning.BETWEEN),
        ([0, 3], Leaning.BETWEEN),
        ([2], Leaning.RESCUING),
        ([1, 3], Leaning.RESCUING),
        ([1, 2, 3], Leaning.RESCUING),
        ([3, 3, 3], Leaning.RESCUING),
    ],
)
def test_the_mean_at_its_boundaries(values: list[float], leaning: Leaning) -> None:
    """Below 1 nearer helping, from 1 to below 2 in between, from 2 nearer rescuing."""
    assert leaning_of(values) is leaning


@UNHURRIED
@given(st.lists(st.integers(0, 3), max_size=30))
def test_leaning_is_the_mean_and_nothing_else(values: list[int]) -> None:
    """For any answers the leaning is that of their exact mean, in whatever order they come."""
    expected = Leaning.UNSEEN
    if values:
        mean = Fraction(sum(values), len(values))
        expected = Leaning.HELPING if mean < 1 else Leaning.BETWEEN if mean < 2 else Leaning.RESCUING
    assert leaning_of(values) is expected
    assert leaning_of(sorted(values)) is expected


@UNHURRIED
@given(ANSWERS, SEEDS)
def test_the_mirror_shows_every_part(answers: dict[str, int], seed: str) -> None:
    """All five parts in order, each with exactly what was picked and where that part's answers sit."""
    mirror = reflect(answers, BANK, seed)
    assert [part.part for part in mirror.parts] == list(Part)
    for shown in mirror.parts:
        own = [q for q in BANK.of(shown.part) if q.id in answers]
        chosen = [q.options[answers[q.id]] for q in own]
        assert shown.picked == tuple(option.echo for option in chosen)
        assert shown.leaning is leaning_of([option.value for option in chosen])


def test_no_total_exists() -> None:
    """A mirror has parts and a question, a part has words and a leaning: no number anywhere."""
    assert {field.name for field in dataclasses.fields(Mirror)} == {"parts", "question"}
    assert {field.name for field in dataclasses.fields(PartMirror)} == {"part", "picked", "leaning"}
    mirror = reflect(picked(RESCUING), BANK, "s")
    assert not any(
        isinstance(value, int | float) for part in mirror.parts for value in dataclasses.astuple(part)
    )


def test_parts_never_touch_each_other() -> None:
    """What is answered in one part changes nothing in another."""
    alone = reflect({"g1": 3}, BANK, "s")
    together = reflect({**picked(HELPING), "g1": 3, "g2": 3}, BANK, "s")
    assert leanings(alone)[Part.GOAL] is leanings(together)[Part.GOAL] is Leaning.RESCUING
    assert all(lean is Leaning.UNSEEN for part, lean in leanings(alone).items() if part is not Part.GOAL)
    assert all(lean is Leaning.HELPING for part, lean in leanings(together).items() if part is not Part.GOAL)


@UNHURRIED
@given(ANSWERS, st.dictionaries(st.text(max_size=6), st.integers(-5, 9)), SEEDS)
@example({}, {"g9": 0}, "s")
@example({"g1": 1}, {"x": 3}, "s")
def test_unknown_questions_are_passed_over(
    answers: dict[str, int], strange: dict[str, int], seed: str
) -> None:
    """Answers to questions that the content no longer has change nothing."""
    unknown = {ident: index for ident, index in strange.items() if ident not in BANK.questions}
    assert reflect(answers | unknown, BANK, seed) == reflect(answers, BANK, seed)


@pytest.mark.parametrize("index", [-1, -4, 4, 99])
def test_options_that_do_not_exist_are_passed_over(index: int) -> None:
    """An answer that the content no longer has counts as none."""
    mirror = reflect({"g1": index}, BANK, "s")
    assert leanings(mirror)[Part.GOAL] is Leaning.UNSEEN
    assert mirror.question is None


@UNHURRIED
@given(ANSWERS, SEEDS)
def test_the_same_seed_asks_the_same(answers: dict[str, int], seed: str) -> None:
    """A check-in asks its own open question each time it is opened, whatever order its answers come in."""
    again = dict(reversed(answers.items()))
    assert reflect(answers, BANK, seed) == reflect(again, BANK, seed)


@UNHURRIED
@given(ANSWERS, SEEDS)
def test_the_question_is_for_the_part_that_leans_most(answers: dict[str, int], seed: str) -> None:
    """The open question is one of a part with the highest mean, and of that part's leaning."""
    question = reflect(answers, BANK, seed).question
    means: dict[Part, Fraction] = {}
    for part in Part:
        values = [q.options[answers[q.id]].value for q in BANK.of(part) if q.id in answers]
        if values:
            means[part] = Fraction(sum(values), len(values))
    if not means:
        assert question is None
        return
    most = max(means.values())
    right = {
        text
        for part, mean in means.items()
        if mean == most
        for text in BANK.open_questions[part, leaning_of([float(mean)])]
    }
    assert question in right


@UNHURRIED
@given(ANSWERS, SEEDS)
def test_another_question_than_last_time(answers: dict[str, int], seed: str) -> None:
    """What was asked last is not asked again, and nothing else about the mirror changes."""
    first = reflect(answers, BANK, seed)
    second = reflect(answers, BANK, seed, avoid=first.question)
    assert second.parts == first.parts
    assert second.question is None if first.question is None else second.question != first.question


def test_equal_parts_and_all_questions_come_up() -> None:
    """Between equals the seed decides: over many check-ins each part and each question is asked."""
    answers = picked(RESCUING)
    asked = {reflect(answers, BANK, f"seed {number}").question for number in range(600)}
    assert asked == {text for part in Part for text in BANK.open_questions[part, Leaning.RESCUING]}


def test_the_portraits_answer_every_question() -> None:
    """A question that is added needs both supporters' answers here."""
    assert set(RESCUING) == set(HELPING) == set(BANK.questions)


@pytest.mark.parametrize(("portrait", "leaning"), [(RESCUING, "rescuing"), (HELPING, "helping")])
def test_the_two_portraits(portrait: dict[str, str], leaning: str) -> None:
    """C5 to C10: each of the two supporters comes out as written, with all questions answered."""
    mirror = reflect(picked(portrait), BANK, "s")
    assert leanings(mirror) == dict.fromkeys(Part, Leaning(leaning))


@pytest.mark.parametrize(("portrait", "leaning"), [(RESCUING, "rescuing"), (HELPING, "helping")])
def test_the_two_portraits_with_any_one_question_a_part(portrait: dict[str, str], leaning: str) -> None:
    """C5 to C10: it does not depend on which question of a part was drawn."""
    answers = picked(portrait)
    for drawn in product(*(BANK.of(part) for part in Part)):
        mirror = reflect({q.id: answers[q.id] for q in drawn}, BANK, "s")
        assert leanings(mirror) == dict.fromkeys(Part, Leaning(leaning))


def test_worry_and_tiredness_alone_are_no_rescue() -> None:
    """C10: worrying at night and being tired and glad of it sit nearer helping, also by themselves."""
    for ident in ("t1", "t2", "e1"):
        mirror = reflect({ident: picked(HELPING)[ident]}, BANK, "s")
        assert leanings(mirror)[BANK.questions[ident].part] is Leaning.HELPING


def draws(bank: QuestionBank, own_choices: list[bool], seed: int) -> list[tuple[Question, ...]]:
    """Draw again and again, each time telling what was asked before."""
    rng = random.Random(seed)
    drawn: list[tuple[Question, ...]] = []
    for own_choice in own_choices:
        last = [question.id for question in drawn[-1]] if drawn else []
        drawn.append(bank.draw(last, own_choice=own_choice, rng=rng))
    return drawn


@UNHURRIED
@given(st.integers(), st.integers(2, 12))
def test_no_question_twice_running(seed: int, times: int) -> None:
    """Each draw has one question a part, in order, and none of those of the draw before."""
    drawn = draws(BANK, [True] * times, seed)
    for asked in drawn:
        assert [question.part for question in asked] == list(Part)
    for before, after in pairwise(drawn):
        assert not {q.id for q in before} & {q.id for q in after}


@UNHURRIED
@given(st.integers())
def test_all_questions_come_up_in_three_draws(seed: int) -> None:
    """No part has more than three questions, and going round leaves none of them out."""
    drawn = draws(BANK, [True] * 3, seed)
    assert {question.id for asked in drawn for question in asked} == set(BANK.questions)


@UNHURRIED
@given(st.integers(), st.lists(st.booleans(), min_size=1, max_size=12))
def test_who_cannot_decide_is_not_asked_about(seed: int, own_choices: list[bool]) -> None:
    """For a child, no question presumes that they decide, whatever was asked before."""
    for own_choice, asked in zip(own_choices, draws(BANK, own_choices, seed), strict=True):
        assert [question.part for question in asked] == list(Part)
        if not own_choice:
            assert not any(question.about_capacity for question in asked)
            assert "u1" not in {question.id for question in asked}


def test_questions_about_capacity() -> None:
    """Who works harder presumes an adult; left out, its part still has something to ask."""
    assert [q.id for q in BANK.questions.values() if q.about_capacity] == ["u1"]
    assert all(BANK.of(part, own_choice=False) for part in Part)


@UNHURRIED
@given(st.lists(st.text(max_size=4), max_size=6), st.integers())
def test_ids_that_are_gone_do_not_matter(last: list[str], seed: int) -> None:
    """What was asked by older content is passed over."""
    gone = [ident for ident in last if ident not in BANK.questions]
    assert BANK.draw(gone, rng=random.Random(seed)) == BANK.draw(rng=random.Random(seed))


def test_the_first_draw_differs_between_people() -> None:
    """Without a last time, any question of a part may come."""
    firsts = {tuple(q.id for q in BANK.draw(rng=random.Random(seed))) for seed in range(50)}
    assert {ident for first in firsts for ident in first} == set(BANK.questions)
