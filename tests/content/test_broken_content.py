"""Content that is broken is named before the bot starts, not found by somebody in need of it."""

import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from alongside.content import FOLDER, load_content
from alongside.errors import StartError
from alongside.helplines import load_help_lines
from alongside.questions import load_questions
from alongside.texts import Texts, read_fluent
from tests.content.samples import SMALL, SMALL_TELLING

QUESTIONS = (FOLDER / "en" / "questions.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("[goal]", "[goal", "TOML"),
        ("[goal]", "[aim]", "goal"),
        ('name = "Goal"', 'name = ""', "goal: 'name'"),
        ('name = "Goal"', "name = 5", "goal: 'name'"),
        ('id = "g2"', 'id = "g1"', "g1"),
        ('id = "g2"\n', "", "goal: 'id'"),
        ('id = "t1"\ntext =', 'id = "t1"\nasks =', "t1: 'text'"),
        ('{ value = 3, text = "They follow my plan", echo = "them following your plan" },', "", "g1"),
        ('value = 3, text = "They follow my plan"', 'value = 4, text = "They follow my plan"', "g1"),
        ('value = 3, text = "They follow my plan"', 'value = "x", text = "They follow my plan"', "g1"),
        ('value = 3, text = "They follow my plan"', 'text = "They follow my plan"', "g1"),
        ('{ value = 3, text = "They follow my plan", echo = "them following your plan" },', "3,", "g1"),
        (', echo = "them following your plan"', "", "g1: 'echo'"),
        ("[emotions.open]\nhelping =", "[emotions.open]\nnearly =", "emotions.open: 'helping'"),
        ("[emotions.open]", "[emotions.closed]", "emotions: 'open'"),
        ('"What does rest look like for you this week?"', "7", "emotions"),
        ("[[goal.question]]", "[goal.question]", "goal"),
    ],
)
def test_broken_questions_are_named(old: str, new: str, named: str) -> None:
    """The error says which part or question is wrong."""
    assert old in QUESTIONS
    text = QUESTIONS.replace(old, new, 1)
    if new == "[goal.question]":
        text = text.replace("[[goal.question]]", "[goal.other]")
    with pytest.raises(ValueError, match=re.escape(named)):
        load_questions(text)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("[directory]", "[directory", "line 3"),
        ("[directory]", "[elsewhere]", "directory"),
        ("stale_after_days = 180", "", "stale_after_days"),
        ('code = "XX"', "", "code"),
        ('emergency = ["112"]', "", "emergency"),
        ('contacts = [{ how = "call", number = "0123" }]', "", "contacts"),
        ('number = "0123"', 'address = "0123"', "url"),
        ('source_url = "https://line.example"', "", "source_url"),
        (
            'evidence = "operator"\nconfirmed = true\nchecked_on = 2026-01-01\n',
            'evidence = "operator"\nconfirmed = true\n',
            "checked_on",
        ),
    ],
)
def test_broken_help_lines_are_named(old: str, new: str, named: str) -> None:
    """The error says which field is missing."""
    assert old in SMALL
    with pytest.raises(ValueError, match=re.escape(named)):
        load_help_lines(SMALL.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('how = "call"', 'how = "fax"'),
        ('evidence = "operator"', 'evidence = "hearsay"'),
        ("\nchecked_on = 2026-01-01\n[[country]]", '\nchecked_on = "2026-01-01"\n[[country]]'),
        ('emergency = ["112"]', 'emergency = "112"'),
        ("[[country]]", "[country]"),
        ('contacts = [{ how = "call", number = "0123" }]', "contacts = []"),
    ],
    ids=[
        "unknown way",
        "unknown evidence",
        "date in quotes",
        "number for a list",
        "not a list",
        "no contact",
    ],
)
def test_help_lines_that_could_not_be_shown_are_refused(old: str, new: str) -> None:
    """What would fail on the screen for somebody in danger fails at start instead."""
    assert old in SMALL
    broken = SMALL.replace(old, new, 1)
    tomllib.loads(broken)
    with pytest.raises(ValueError, match=r"\w"):
        load_help_lines(broken)


def test_broken_texts_are_named() -> None:
    """The error quotes the line that cannot be read."""
    with pytest.raises(ValueError, match=r"cannot read 'no text at all'"):
        read_fluent("first = One\nno text at all\nlast = Three\n")
    with pytest.raises(ValueError, match=r"cannot read"):
        read_fluent("first = { $\n")
    with pytest.raises(ValueError, match="English"):
        Texts({"de": [read_fluent("first = Eins\n")]})


def test_a_text_without_its_argument_is_named() -> None:
    """A text that is in no file, or lacks what it takes, is never shown half."""
    say = Texts({"en": [read_fluent("greeting = Good evening, { $name }\n")]}).speaker("en-GB")
    assert say("greeting", name="Kim") == "Good evening, Kim"
    with pytest.raises(ValueError, match="greeting"):
        say("greeting")
    with pytest.raises(KeyError, match="farewell"):
        say("farewell")


def test_what_one_language_lacks_is_said_in_english() -> None:
    """A text that was not translated yet is better than none."""
    files = {"en": [read_fluent("one = One\ntwo = Two\n")], "de": [read_fluent("one = Eins\n")]}
    say = Texts(files).speaker("de")
    assert (say("one"), say("two"), say.language) == ("Eins", "Two", "de")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content that may be broken, without rules about danger and with few about telling."""
    copy = tmp_path / "content"
    left_out = shutil.ignore_patterns("*.py", "__pycache__", "safety.toml", "asking.toml")
    shutil.copytree(FOLDER, copy, ignore=left_out)
    (copy / "en" / "safety.toml").write_text("", "utf-8")
    (copy / "en" / "asking.toml").write_text(SMALL_TELLING, "utf-8")
    return copy


def _remove(path: Path) -> None:
    path.unlink()


def _spoil(path: Path) -> None:
    path.write_text("= not this\n", "utf-8")


def _garble(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\xfa")


def test_whole_content_loads(folder: Path) -> None:
    """The copy that the next test breaks is whole."""
    whole = load_content(folder)
    assert whole.bank("xx") is whole.questions["en"]


@pytest.mark.parametrize("harm", [_remove, _spoil, _garble])
@pytest.mark.parametrize(
    "name",
    [
        "en/texts.ftl",
        "en/questions.toml",
        "en/closing.toml",
        "helplines.toml",
        "en/safety.toml",
        "en/asking.toml",
    ],
)
def test_the_start_ends_with_the_name_of_the_broken_file(
    folder: Path, name: str, harm: Callable[[Path], None]
) -> None:
    """One sentence for whoever runs the bot: which file, and no traceback to dig through."""
    harm(folder / name)
    with pytest.raises(StartError) as caught:
        load_content(folder)
    assert name.rpartition("/")[2] in str(caught.value)
    assert "\n" not in str(caught.value)
