"""Every sentence held against the rules: it asks or reflects; no instruction, no label, no grade."""

import re

import pytest

from alongside.content import Content
from alongside.model import Leaning
from alongside.questions import QuestionBank
from alongside.texts import Speaker
from tests.content import rules
from tests.content.rules import GENDERED, GRADE, INSTRUCTION, LABEL, NARROW, broken, commands, sentences
from tests.content.spoken import Spoken, closing_steps, daily_questions, open_questions, questions, texts

# Buttons, commands and their options are named after what they do.
NAMES_OF_ACTIONS = ("button-", "command-", "option-")
# All other commands that are allowed: about the bot's own forms, or how to reach a person in danger.
ALLOWED_COMMANDS = {
    "consent-history": "Keep my check-ins",
    "reminder-agree": "Send me these messages",
    "pause-message": "Send me a message when it ends",
    "asking-title": "Ask instead",
    "menu-ask-instead": "Ask instead",
    "delete-title": "Delete this reflection?",
    "later-delete": "Delete this later thought?",
    "sweep-title": "Delete ",
    "erase-title": "Erase everything",
    "erase-field": "Type ERASE to erase",
    "erase-word": "ERASE",
    "support-need-listen": "Just listen",
    "support-need-company": "Keep me company",
    "erase-left": "Please tell whoever runs this bot",
    "help-pick": "Pick a country",
    "import-title": "Bring reflections back",
    "support-report-ask": "Report this conversation",
    "permission-channels": "Manage Channels",
    "permission-roles": "Manage Roles",
    "permission-manage": "Manage Threads",
    "permission-history": "Read Message History",
    "permission-send": "Send Messages",
    "permission-write": "Send Messages in Threads",
    "card-text": "contact your local emergency number now",
    "contact-call": "call this",
    "contact-text": "text this",
    "contact-text-send": "text this to this",
    "contact-chat": "chat at this",
}

WORDS_A_SENTENCE = 16
WORDS_AT_MOST = 32


@pytest.fixture(scope="module")
def everything(say: Speaker, bank: QuestionBank, content: Content) -> list[Spoken]:
    """All that is said."""
    said = texts(say) + questions(bank) + closing_steps(content.closing("en"))
    said += daily_questions(content.prompts_for("en"))
    assert len(said) > 250, "where has it all gone?"
    return said


def _breaking(rule: re.Pattern[str], said: list[Spoken]) -> dict[str, list[str]]:
    return {each.where: found for each in said if (found := broken(rule, each.text))}


def test_no_sentence_instructs(everything: list[Spoken]) -> None:
    """It asks or reflects; it never says what somebody should do."""
    assert _breaking(INSTRUCTION, everything) == {}


def test_no_sentence_commands(everything: list[Spoken]) -> None:
    """No clause begins with a bare command, but for a short list about the bot's own forms."""
    found = {
        each.where: command
        for each in everything
        if not each.where.startswith(NAMES_OF_ACTIONS)
        for command in commands(each.text)
        if not command.startswith(ALLOWED_COMMANDS.get(each.where, "\0"))
    }
    assert found == {}


def test_what_is_allowed_is_there(everything: list[Spoken]) -> None:
    """An allowance for a sentence that is gone would let a later one slip through."""
    for where, phrase in ALLOWED_COMMANDS.items():
        assert any(each.where == where and phrase in rules.unmarked(each.text) for each in everything), where


def test_no_sentence_labels(everything: list[Spoken]) -> None:
    """Nobody is called anything, and nothing is diagnosed."""
    assert _breaking(LABEL, everything) == {}


def test_no_sentence_grades(everything: list[Spoken]) -> None:
    """No score, no praise, no streak, no promise that it works."""
    assert _breaking(GRADE, everything) == {}


def test_no_sentence_is_gendered(everything: list[Spoken]) -> None:
    """They are they."""
    assert _breaking(GENDERED, everything) == {}


def test_questions_fit_every_kind_of_relation(bank: QuestionBank, content: Content) -> None:
    """Nothing in the check-in fits couples only, or illness only (C18)."""
    said = questions(bank) + closing_steps(content.closing("en"))
    assert _breaking(NARROW, said + daily_questions(content.prompts_for("en"))) == {}


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (INSTRUCTION, "You should rest."),
        (INSTRUCTION, "What do you have to let go of?"),
        (INSTRUCTION, "You can’t carry this."),
        (LABEL, "You are a rescuer."),
        (LABEL, "That sounds toxic."),
        (GRADE, "Well done, three days in a row."),
        (GRADE, "Your score is 3."),
        (GRADE, "Today: 60 %"),
        (GENDERED, "What did he say?"),
        (NARROW, "What does your partner need?"),
        (NARROW, "What did the doctor say?"),
    ],
)
def test_the_rules_find_what_they_are_for(rule: re.Pattern[str], sentence: str) -> None:
    """A rule that finds nothing would pass everything."""
    assert broken(rule, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Take an evening off.",
        "It is late. Rest a little.",
        "If it gets too much, step back.",
        "**Let it go.**",
        "-# Please call them first.",
        "Nobody knows: ask them.",
        "You did a lot today\nBreathe",
    ],
)
def test_commands_are_found(sentence: str) -> None:
    """Wherever a clause begins, through markup and line breaks."""
    assert len(commands(sentence)) == 1


@pytest.mark.parametrize("sentence", ["No advice, no score.", "What lets you rest?", "They ask, you offer."])
def test_what_is_no_command_is_left_alone(sentence: str) -> None:
    """A verb inside a sentence commands nobody, and saying that there is no score is no score."""
    assert commands(sentence) == broken(GRADE, sentence) == broken(INSTRUCTION, sentence) == []


@pytest.mark.parametrize(
    ("leaning", "words"),
    [
        (Leaning.HELPING, "nearer helping"),
        (Leaning.BETWEEN, "in between"),
        (Leaning.RESCUING, "nearer rescuing"),
    ],
)
def test_the_mirror_speaks_of_todays_answers(say: Speaker, leaning: Leaning, words: str) -> None:
    """It says where today's answers sit, never where somebody stands."""
    leans = say(f"leaning-{leaning}")
    assert leans == words
    many, one = (say("mirror-part", part="Goal", picked="*x*", count=n, leaning=leans) for n in (2, 1))
    assert many.endswith(f"Today's answers sit {words}.")
    assert one.endswith(f"Today's answer sits {words}.")


def test_the_mirror_never_says_you_are(say: Speaker) -> None:
    """Not even kindly."""
    shown = [each for each in texts(say) if each.where.startswith(("mirror-", "leaning-", "how-"))]
    assert len(shown) > 15
    assert [each for each in shown if re.search(r"\byou(?: are|'re)\b", rules.unmarked(each.text))] == []


def test_every_open_question_asks(bank: QuestionBank, content: Content) -> None:
    """Each ends with a question mark, and none is asked twice in the same place."""
    for said in (open_questions(bank), daily_questions(content.prompts_for("en"))):
        asked = [each.text for each in said]
        assert [text for text in asked if not text.endswith("?") or text.count("?") != 1] == []
        assert len(set(map(str.casefold, asked))) == len(asked)


def test_sentences_are_short(everything: list[Spoken]) -> None:
    """No sentence has more than 32 words; a text's sentences, and all of them, are shorter on average."""
    lengths = {each: [len(words) for words in sentences(each.text)] for each in everything}
    assert {each.where: max(n) for each, n in lengths.items() if n and max(n) > WORDS_AT_MOST} == {}
    prose = {each.where: sum(n) / len(n) for each, n in lengths.items() if len(n) > 1}
    assert len(prose) > 30
    assert {where: round(mean, 1) for where, mean in prose.items() if mean >= WORDS_A_SENTENCE} == {}
    whole = [length for n in lengths.values() for length in n]
    assert sum(whole) / len(whole) < WORDS_A_SENTENCE / 2


def test_sentences_are_counted_as_they_are_read() -> None:
    """Markup is no word; a line break ends a sentence."""
    counted = [
        len(words) for words in sentences("**What is kept:** nothing.\n-# It's gone! See /reflections list")
    ]
    assert counted == [4, 2, 3]
