"""Texts and the code that says them: nothing missing, nothing dead, nothing too long for Discord."""

from collections import Counter

import pytest
from fluent.syntax import ast as fluent

from alongside.questions import QuestionBank
from alongside.texts import Speaker
from tests.content.uses import LIMITS, Use, entries, limited, messages, renderings, uses, variables


def test_every_text_that_the_code_says_exists() -> None:
    """A text id in the code that is in no file would fail in front of somebody."""
    missing = [f"{use.where}: {use.text_id}" for use in uses() if use.text_id not in messages()]
    assert missing == []


def test_every_text_is_said_somewhere() -> None:
    """A text that nothing says would be translated and reviewed for nothing."""
    assert sorted(set(messages()) - {use.text_id for use in uses()}) == []


def test_no_text_stands_twice() -> None:
    """Fluent silently takes one of two texts with the same id."""
    count = Counter(str(entry.id.name) for entry in entries() if isinstance(entry, fluent.Message))
    assert [ident for ident, times in count.items() if times > 1] == []


def test_texts_take_exactly_what_the_code_passes() -> None:
    """A variable without an argument fails in front of somebody; an argument without one was forgotten."""
    wrong = [
        f"{use.where}: {use.text_id} is passed {sorted(use.args)}, refers to {sorted(_variables(use))}"
        for use in uses()
        if use.text_id in messages() and use.args != _variables(use)
    ]
    assert wrong == []


def _variables(use: Use) -> set[str]:
    return variables(messages()[use.text_id].value)


@pytest.mark.parametrize("text_id", sorted(messages()))
def test_every_text_can_be_said(say: Speaker, text_id: str) -> None:
    """Every wording is whole: filled in, and free of leftovers of the file's own signs."""
    for text in renderings(say, text_id):
        assert text.strip() == text != ""
        assert not set("{}$") & set(text), text
        assert "  " not in text


@pytest.mark.parametrize("role", LIMITS, ids=lambda role: f"{role[0]}-{role[1]}")
def test_labels_titles_and_hints_fit(say: Speaker, role: tuple[str, int | str]) -> None:
    """Discord refuses a screen, a form or a command with a label that is too long."""
    passed = limited()[role]
    assert passed, "the code no longer passes texts this way: is the list of limits still right?"
    known = {"erase-field": {"word"}}
    for use in passed:
        assert _variables(use) == known.get(use.text_id, set()), (
            f"{use.where}: how long can {use.text_id} be?"
        )
        for text in renderings(say, use.text_id):
            assert 1 <= len(text) <= LIMITS[role], f"{use.where}: {use.text_id} has {len(text)} characters"


def test_buttons_fit(say: Speaker) -> None:
    """Buttons whose text is chosen elsewhere are buttons too."""
    assert {
        ident: len(say(ident)) for ident in messages() if ident.startswith("button-") and len(say(ident)) > 80
    } == {}


def test_questions_fit_the_form(bank: QuestionBank) -> None:
    """In the form a part is a field's name, a question its hint, an answer a choice."""
    assert [name for name in bank.part_names.values() if not 1 <= len(name) <= 45] == []
    assert [q.id for q in bank.questions.values() if not 1 <= len(q.text) <= 100] == []
    assert [o.text for q in bank.questions.values() for o in q.options if not 1 <= len(o.text) <= 100] == []
