"""The closing steps: cards to sort, questions to ask, and what breaks their file."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.closing import CARD_MAX, MOST_OWN, Closing, load_closing
from alongside.content import FOLDER, Content
from alongside.model import Pile, Sorting, Whose
from tests.content.spoken import sorted_questions

SOURCE = (FOLDER / "en" / "closing.toml").read_text("utf-8")
CLOSING = load_closing(SOURCE)
# Cards as they were designed; their ids are for ever, because kept reflections refer to them.
CARDS = {
    "the-decision": "The decision",
    "the-pace": "The pace",
    "my-worry": "My worry",
    "their-feelings": "Their feelings",
    "my-energy": "My energy",
    "what-i-agreed-to": "What I agreed to",
    "the-outcome": "The outcome",
    "what-i-say": "What I say",
}


@pytest.fixture
def closing(content: Content) -> Closing:
    """The English closing steps."""
    return content.closing("en")


def test_there_are_these_cards_and_no_others(closing: Closing) -> None:
    """With two of one's own they fill a group of boxes, which takes ten."""
    assert dict(closing.cards) == CARDS
    assert len(closing.cards) + MOST_OWN == 10


def test_four_open_questions_to_ask(closing: Closing) -> None:
    """Each asks, none twice, and each can be answered with something other than yes or no (C13)."""
    assert len(set(map(str.casefold, closing.asking))) == 4
    for question in closing.asking:
        assert question.endswith("?")
        assert question.count("?") == 1
        assert re.match(r"(?:What|Which|How|Who)\b", question), question


def test_open_questions_after_sorting(closing: Closing) -> None:
    """At least three for each answer to who has the problem, none of them twice."""
    assert all(len(closing.sorted_questions[whose]) >= 3 for whose in Whose)
    asked = [each.text for each in sorted_questions(closing)]
    assert [text for text in asked if not text.endswith("?") or text.count("?") != 1] == []
    assert len(set(map(str.casefold, asked))) == len(asked)


@pytest.mark.parametrize("whose", [*Whose, None])
def test_the_question_fits_who_has_the_problem(closing: Closing, whose: Whose | None) -> None:
    """The same check-in meets the same question each time; different ones meet all of them."""
    sorting = Sorting({}, whose=whose)
    asked = {closing.question(sorting, f"{seed:x}") for seed in range(60)}
    assert asked == set(closing.sorted_questions[whose or Whose.UNSURE])
    assert closing.question(sorting, "a1") == closing.question(sorting, "a1")


@pytest.mark.parametrize(
    ("mine", "theirs", "pile"),
    [
        (True, False, Pile.MINE),
        (False, True, Pile.THEIRS),
        (True, True, Pile.SHARED),
        (False, False, Pile.UNSURE),
    ],
)
def test_boxes_make_piles(closing: Closing, mine: bool, theirs: bool, pile: Pile) -> None:
    """Both is shared, neither is not sure; the other cards stay where they are."""
    card = "The cat"
    sorting = closing.sort([card], [card] * mine, [card] * theirs, None, "")
    assert sorting.piles[card] is pile
    assert {where for name, where in sorting.piles.items() if name != card} == {Pile.UNSURE}
    assert card in closing.in_pile(sorting, pile)


def test_a_card_that_is_gone_shows_its_id(closing: Closing) -> None:
    """A reflection from before a change of the content still opens."""
    assert closing.in_pile(Sorting({"the-old-one": Pile.MINE}), Pile.MINE) == ["the-old-one"]


@given(st.text(max_size=200))
def test_own_cards_from_any_text(written: str) -> None:
    """Never more than two, never too long, never twice, never one of the eight; what is left out is told."""
    cards, left = CLOSING.own_cards(written)
    assert len(cards) <= MOST_OWN
    assert all(0 < len(card) <= CARD_MAX and card == " ".join(card.split()) for card in cards)
    folded = [card.casefold() for card in cards]
    assert len({*folded, *map(str.casefold, CARDS), *map(str.casefold, CARDS.values())}) == len(folded) + 16
    assert CLOSING.own_cards("\n".join(cards)) == (cards, [])
    assert not set(cards) & set(left)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("[sorted]", "[sorted", "TOML"),
        ("[sorted]", "[piles]", "sorted"),
        ("[asking]", "[telling]", "asking"),
        ("mine = [", "ours = [", "mine"),
        ('id = "the-pace"', 'id = "the-decision"', "id of its own"),
        ('id = "the-pace"\n', "", "'id'"),
        ('text = "The pace"', "", "the-pace"),
        ('text = "The pace"', f'text = "{"x" * 41}"', "the-pace"),
        ('    "What would help right now?",\n', "", "questions"),
        ('"What would help right now?"', f'"{"x" * 101}"', "asking"),
        ('"What would help right now?"', '"What would help right now?", "And?"', "asking"),
        ('"What would help right now?"', "7", "asking"),
        ("[[card]]", '[[card]]\nid = "ninth"\ntext = "Ninth"\n[[card]]', "at most 8"),
    ],
)
def test_a_broken_file_is_named(old: str, new: str, named: str) -> None:
    """The error says what is wrong."""
    assert old in SOURCE
    with pytest.raises(ValueError, match=re.escape(named)):
        load_closing(SOURCE.replace(old, new, 1))
