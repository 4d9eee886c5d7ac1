"""The safety rules: what they notice, what they leave alone, and that nothing can trip them up."""

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.safety import SafetyKind, load_safety_rules

CONTENT = Path(__file__).parents[1] / "alongside" / "content" / "en"
RULES = load_safety_rules((CONTENT / "safety.toml").read_text(encoding="utf-8"))

Case = tuple[str, frozenset[SafetyKind]]


def _cases() -> dict[str, list[Case]]:
    """Return the labelled sentences of each part of the case file."""
    raw = tomllib.loads((Path(__file__).parent / "safety_cases.toml").read_text(encoding="utf-8"))
    return {
        part: [
            (text, frozenset(map(SafetyKind, group["expect"]))) for group in groups for text in group["texts"]
        ]
        for part, groups in raw.items()
    }


CASES = _cases()
ALL = [case for cases in CASES.values() for case in cases]
SIGNS = [case for case in ALL if case[1]]

# Several begin with a word that would make a figure of speech of what stands before: "I can't go on a ...".
NEUTRAL = [
    "We talked on Tuesday.",
    "The soup was good.",
    "For lunch there was bread.",
    "With my neighbour I went to the shop.",
    "A walk did me good.",
    "Because of the rain I took the bus.",
    "At home it is quiet.",
    "My cat is asleep.",
]


def _as_labelled(text: str, expected: frozenset[SafetyKind]) -> bool:
    found = RULES.find(text)
    return expected <= found if expected else not found


# ------------------------------------------------------------------------------------------------- the cases


@pytest.mark.parametrize("part", CASES)
def test_cases_come_out_as_labelled(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = [(text, expected) for text, expected in CASES[part] if not _as_labelled(text, expected)]
    signs = sum(bool(expected) for _, expected in CASES[part])
    missed = sum(bool(expected) for _, expected in wrong)
    with capsys.disabled():
        sys.stdout.write(
            f"\nsafety, {part}: {signs - missed} of {signs} signs found, {len(wrong) - missed} false alarms "
            f"in {len(CASES[part]) - signs} everyday sentences\n"
        )
    assert not wrong


def test_the_case_file_is_large_and_balanced_and_repeats_nothing() -> None:
    texts = [text for text, _ in ALL]
    assert len(texts) == len(set(texts))
    assert len(CASES["table"]) >= 250
    assert len(CASES["held_out_first"]) + len(CASES["held_out_second"]) >= 40
    assert 0.5 <= len(SIGNS) / len(ALL) <= 0.65
    for kind in SafetyKind:
        assert sum(kind in expected for _, expected in SIGNS) >= 25


def test_the_check_in_itself_raises_no_alarm() -> None:
    """What a user picks or reads in a check-in never brings up the card by itself."""
    texts = [line for line in CHECK_IN.splitlines() if line] + _strings(
        tomllib.loads((CONTENT / "questions.toml").read_text(encoding="utf-8"))
    )
    assert len(texts) > 55
    assert [text for text in texts if RULES.find(text)] == []


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in inside for text in _strings(part)]


# ------------------------------------------------------------------------------------------------ properties


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_text_has_an_answer(text: str) -> None:
    assert RULES.find(text) <= frozenset(SafetyKind)


@given(
    st.lists(
        st.sampled_from(
            ["i", "he", "not", "want", "to", "die", "k", "m", "s", "2", *"'.!@*|$\n\0\ud800\u0301\u200d"]
        )
    )
)
def test_any_mixture_of_what_the_rules_look_at_has_an_answer(parts: list[str]) -> None:
    assert RULES.find(" ".join(parts)) <= frozenset(SafetyKind)
    assert RULES.find("".join(parts)) <= frozenset(SafetyKind)


@given(st.sampled_from(ALL), st.data())
def test_what_cannot_be_seen_changes_nothing(case: Case, data: st.DataObject) -> None:
    text = case[0]
    invisible = st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\ufe0f\0")
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(invisible) + text[at:]
    assert RULES.find(text) == RULES.find(case[0])


@pytest.mark.parametrize("change", [str.upper, str.lower, str.swapcase, str.title])
def test_capitals_change_nothing(change: Callable[[str], str]) -> None:
    assert [text for text, _ in ALL if RULES.find(change(text)) != RULES.find(text)] == []


@given(st.sampled_from(ALL), st.data())
def test_single_letters_in_capitals_change_nothing(case: Case, data: st.DataObject) -> None:
    text = "".join(letter.upper() if data.draw(st.booleans()) else letter for letter in case[0])
    assert RULES.find(text) == RULES.find(case[0])


@pytest.mark.parametrize(("before", "after"), list(zip(NEUTRAL, reversed(NEUTRAL), strict=True)))
def test_a_sign_shows_among_other_sentences(before: str, after: str) -> None:
    for join in (". ", "!\n", "\n\n"):
        lost = [
            text for text, expected in SIGNS if not expected <= RULES.find(f"{before} {text}{join}{after}")
        ]
        assert lost == []


def test_everyday_sentences_raise_no_alarm_together() -> None:
    assert RULES.find("\n".join(text for text, expected in ALL if not expected)) == frozenset()


def test_a_figure_of_speech_takes_back_itself_alone() -> None:
    assert RULES.find("I died laughing, this deadline is killing me") == frozenset()
    assert RULES.find("I died laughing, and at night I want to die") == {SafetyKind.SUICIDE}
    assert RULES.find("I can't go on the trip") == frozenset()
    assert RULES.find("I can't go on, the trip is too much") == {SafetyKind.SUICIDE}


# --------------------------------------------------------------------------------------------------- growth

HOSTILE = [
    "i ", "not not ", "want to ", "is he not ", "can not ", "it is ", "he hurt ", "a", "a b ", "k.", "d!e",
    "!a!a", "a'", "a*", "'s's", "e\u0301\u0323", "\ufdfa", "\u200b", "\n", "..", "never want to [", "suicid",
    "end it all", "aaab", "123 ", "\ud800 ",
]  # fmt: skip


def _work(text: str) -> int:
    """Return how many instructions of Python the search takes; unlike time, the same on every machine."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        RULES.find(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_in_step_with_the_text(unit: str) -> None:
    def text(length: int) -> str:
        return (unit * (length // len(unit) + 1))[:length]

    small, large = _work(text(250)), _work(text(1000))
    assert large < 4.5 * small


@pytest.mark.parametrize("unit", ["is he not ", "a", "a b ", "!a!a", "e\u0301\u0323", "\n"])
def test_a_hundred_thousand_characters_are_read_to_the_end(unit: str) -> None:
    text = unit * (100_000 // len(unit)) + ". He hits me."
    assert SafetyKind.ABUSE in RULES.find(text)


# --------------------------------------------------------------------------------------------------- loading

SMALL = """
glued = ["so bad"]
[spelling]
dont = "do not"
[words]
who = ["i", "my sister"]
[[rule]]
name = "feeling bad"
kind = "danger"
patterns = ["{who} [1] feel|feels bad?  so? bad", "do not"]
[[idiom]]
patterns = ["feel bad luck"]
"""


def test_patterns_read_as_the_file_says() -> None:
    rules = load_safety_rules(SMALL)
    for text in (
        "I feel bad",
        "my sister really feels bad",
        "I feel bad so bad",
        "I DON'T",
        "do not",
        "feel? i feel sobad",
    ):
        assert rules.find(text) == {SafetyKind.DANGER}, text
    for text in (
        "feel bad",
        "my brother feels bad",
        "I really do feel bad",
        "I. Now feel bad",
        "I feel bad luck",
        "do, knot",
    ):
        assert rules.find(text) == frozenset(), text


@pytest.mark.parametrize(
    ("written", "instead", "named"),
    [
        ('kind = "danger"', 'kind = "doom"', "'feeling bad'.*'doom'"),
        ('kind = "danger"', "", "'feeling bad'.*None"),
        ("{who} [1]", "{whom} [1]", "'feeling bad'.*'whom'"),
        ("{who} [1] feel", "[1] feel", "'feeling bad'.*begins and ends"),
        ("so? bad", "so?", "'feeling bad'.*begins and ends"),
        ("so? bad", "so? bad]", "'feeling bad'.*cannot read 'bad]'"),
        ("so? bad", "so? bad|", "'feeling bad'.*plain word"),
        ("so? bad", "so? Bad", "'feeling bad'.*plain word"),
        ('["feel bad luck"]', "[]", "idiom 1.*begins and ends"),
        ('["feel bad luck"]', '"feel bad luck"', "idiom 1.*list"),
        ("[[idiom]]", "[idiom]", "idiom"),
        ("[[idiom]]", "[[idioms]]", "'idioms'"),
        ("[[idiom]]", '[[idiom]]\nkind = "danger"', "idiom 1.*'kind'"),
        ('who = ["i", "my sister"]', 'who = ["I"]', "words.who.*'I'"),
        ('dont = "do not"', "dont = 3", "spelling.dont"),
        ("[words]", '[typos]\nof = ["bad"]\n[words]', "typos.of.*'bad'"),
        ("[spelling]", "[spelling", "TOML"),
    ],
)
def test_a_broken_rule_is_named(written: str, instead: str, named: str) -> None:
    assert SMALL.count(written) == 1
    with pytest.raises(ValueError, match=named):
        load_safety_rules(SMALL.replace(written, instead))


def test_an_empty_file_finds_nothing() -> None:
    assert load_safety_rules("").find("I want to die") == frozenset()


# The check-in's questions and answers as they were first written down.
CHECK_IN = """
When you picture this going well, what do you see?
They manage in their own way
They manage and I was useful
They take some of my ideas
They follow my plan
What would make today's effort worthwhile?
I gave what they asked for
They know I'm around
They seem better because of me
They finally listened
How did your last bit of help begin?
One of us asked
I offered and left it open
I suggested steps unasked
I sorted it without checking
They say "I'm on it". What usually happens next?
I leave it with them
I say I'm around
I check quite soon
I keep checking, or go round them
When they come to mind, where does your thinking go?
I care, and it's theirs to steer
I worry at night, and it's still theirs
I plan what they could do
I'm always working out their next move
What do you expect if they go their own way?
Bumpy, but they'll manage
I'm uneasy; it's their call
Probably worse
It falls apart without me
How is helping sitting with you?
Fine
Tired, and glad I chose it
Tired and unthanked
Worn out and resentful
They pass on your idea. What shows up?
Not much; it was an offer
A pang that passes
Frustration
An urge to push harder
You picture an evening off. What comes with it?
Ease
A little guilt
A lot of guilt
I couldn't take one
Who's working harder on this?
They are
About even, as agreed
Me, somewhat
Me, by far
Whose unease would your next step settle?
Theirs, as they asked
Both
Mostly mine
Mine, until they act
"""
