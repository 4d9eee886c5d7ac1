"""The rules for telling: what they mark and leave alone, what they ask, and that nothing trips them up."""

import shutil
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.asking import AskingRules, Finding, load_asking_rules
from alongside.asking.inflecting import gerund
from alongside.asking.suggesting import LEAST, MOST, Suggestions
from alongside.content import FOLDER, load_content
from alongside.services.asking import AskingService
from tests.content.samples import SMALL_TELLING

CONTENT = load_content()
RULES = CONTENT.telling("en")
SAFETY = CONTENT.safety["en"]
SERVICE = AskingService(CONTENT)
CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "telling_cases.toml").read_text(encoding="utf-8")
)["case"]
TELLING = [case["text"] for case in CASES if case["telling"]]
OTHERS = [case["text"] for case in CASES if not case["telling"]]


def marked(text: str, rules: AskingRules = RULES) -> list[str]:
    """Return the words of a text that tell."""
    return [text[span.start : span.end] for span in rules.find(text).spans]


# ------------------------------------------------------------------------------------------------- the cases


@pytest.mark.parametrize("part", ["dev", "check", "second", "third", "fourth", "fifth", "sixth", "seventh"])
def test_most_telling_is_found_and_hardly_anything_else(
    part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nine of ten texts that tell, and hardly one of thirty that do not: kind words marked would hurt."""
    told = [case["text"] for case in CASES if case["set"] == part and case["telling"]]
    others = [case["text"] for case in CASES if case["set"] == part and not case["telling"]]
    missed = [text for text in told if not marked(text)]
    flagged = [text for text in others if marked(text)]
    with capsys.disabled():
        sys.stdout.write(
            f"\ntelling, {part}: {len(told) - len(missed)} of {len(told)} found "
            f"({1 - len(missed) / len(told):.1%}), {len(flagged)} of {len(others)} others flagged "
            f"({len(flagged) / len(others):.1%})\n"
        )
    assert len(missed) <= 0.10 * len(told), missed
    assert len(flagged) <= 0.03 * len(others), flagged


def test_the_case_file_is_large_and_balanced_and_repeats_nothing() -> None:
    texts = [case["text"] for case in CASES]
    assert len(texts) == len(set(texts)) >= 200
    assert 0.4 <= len(TELLING) / len(texts) <= 0.6


def test_danger_is_answered_with_the_card_and_never_with_softer_words() -> None:
    """By the rules for telling, or by those for safety: no span, no question."""
    for text in (
        "call an ambulance now",
        "You should call 999 right now",
        "please go to the hospital",
        "you need to get out of there now, he has a knife",
        "take the kids and get out of the house",
        "get out of here now, he's coming back",
        "You should just kill yourself",
        "I want to die. You should have listened.",
    ):
        reading = SERVICE.read(text, "en")
        assert reading.danger, text
        assert (reading.spans, reading.questions) == ((), ())


def test_a_question_that_sounds_dangerous_is_never_asked() -> None:
    """No question, whatever it was made from, speaks of danger or tells."""
    for text in TELLING:
        for question in SERVICE.read(text, "en").questions:
            assert not SAFETY.find(question), question
            assert not RULES.tells(question), question


# ----------------------------------------------------------------------------------------- what is left alone


@pytest.mark.parametrize(
    "text",
    [
        '"You should leave him", she said.',
        "“You should leave him”, she said.",
        "„Du“ – «you should leave him» they say",
        "she said 'you should leave him' and hung up",
        "> you should leave him",
        "hello\n> call your mum\nsame here",
        ">>> you should\nleave him",
        "```\nyou should leave him\n```",
        "look: `you should` hm",
        "https://example.org/you-should-leave-him/you.should",
        "[a song](https://example.org/you+should)",
        "“he said ‘call her’ and you should leave”",
    ],
)
def test_what_is_quoted_is_not_read(text: str) -> None:
    assert marked(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('she said "no". You should leave', ["You should leave"]),
        ("don't worry, the parents' house is fine. you should go", ["you should go"]),
        ("> cited\nyou should go", ["you should go"]),
        ("5'10\" tall and you should go", ["you should go"]),
        ("you **should** go", ["you **should** go"]),
        ("YOU SHOULD GO", ["YOU SHOULD GO"]),
        ("yóu sho\u200buld\u0301 go", ["yóu sho\u200buld\u0301 go"]),
        ("pleeeease you shoooould go", ["you shoooould go"]),
        ("u shoud  go", ["u shoud  go"]),
        ("you shouldn’t go", ["you shouldn’t go"]),
        ("🙄🙄 just leave him 🙄", ["just leave"]),
        ("<@1234> call him", ["call"]),
        ("ok so just call him", ["just call"]),
    ],
)
def test_the_marked_words_are_exactly_those_of_the_text(text: str, words: list[str]) -> None:
    assert marked(text) == words


def test_a_question_mark_makes_an_invitation_of_a_command() -> None:
    assert marked("go for a walk later?") == []
    assert marked("go for a walk later.") == ["go"]


def test_an_exception_may_begin_inside_what_tells() -> None:
    """A request that concerns the writer is none of it, however it begins."""
    assert marked("please don't tell anyone") == []
    assert marked("so please just call me") == []
    assert marked("you could just call me") == []
    assert marked("you could just call him") == ["you could just call"]


def test_an_errand_tells_only_with_somebodys_life_behind_it() -> None:
    """The verb of an errand, a game or a recipe says nothing by itself of how somebody is to live."""
    assert marked("check the score") == marked("please hand in the blue form") == []
    assert marked("book the corner table so we can sit") == []
    assert marked("write to your landlord") == ["write to your landlord"]
    assert marked("book an appointment") == ["book an appointment"]
    assert marked("you should check the score") == ["you should check"]


def test_what_excuses_a_command_excuses_no_advice() -> None:
    """A wish or leave is worded as a command; where the reader is named, it is advice."""
    assert marked("get well soon") == []
    assert marked("you should get well soon") == ["you should get"]
    assert marked("stay with us as long as you like") == []
    assert marked("you ought to get that looked at") == ["you ought to get"]


@pytest.mark.parametrize(
    "text",
    [
        "to open it you have to press both buttons",
        "Get out of here, you really met him?",
        "after level ten you have to choose between the two",
        "walk the dog, buy milk, call the plumber: that's my Saturday",
        "they tell you to look on the bright side",
        "people always say just be yourself",
    ],
)
def test_how_things_work_and_what_people_say_is_no_advice(text: str) -> None:
    reading = SERVICE.read(text, "en")
    assert not reading.danger
    assert reading.spans == ()


# ------------------------------------------------------------------------------------------------- questions


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("You should call your boss", "calling your boss"),
        ("you should quit", "quitting"),
        ("You should really lie down for a bit, honestly", "down"),
        ("You shouldn't text him because he is mean", "texting him"),
        ("You'd better tell your manager before Friday.", "telling your manager"),
        ("If I were you, I'd quit my job", "quitting your job"),
        ("If I were you I'd move in with my sister tomorrow", "moving in with your sister"),
        ("YOU SHOULD CALL YOUR BOSS", "calling your boss"),
        ("u should see ur doc abt the knee", "seeing your doctor about the knee"),
        ("you should visit José lol", "visiting José"),
        ("take a day off", "taking a day off"),
        ("book an appointment", "booking an appointment"),
        ("write to your landlord", "writing to your landlord"),
        ("don't block her", "blocking her"),
        ("You should *call* them__ \\o/", "calling them "),
        ("you should call them <3", "calling them "),
        ("you should call them rn xD", "calling them "),
        ("you should call your mum T_T", "calling your mum "),
    ],
)
def test_questions_fit_what_was_told(text: str, about: str) -> None:
    """What somebody was told to do is asked about, as they said it."""
    questions = RULES.find(text).questions
    if text.startswith("You should really lie"):  # to lie down, or to lie: not put into a question
        assert about not in " ".join(questions)
    else:
        assert f" {about}" in questions[0].replace("?", " "), questions


def test_what_is_asked_comes_first_as_it_would_be_said() -> None:
    """The first question of a kind is the one that is asked; something else in the same text gets another."""
    assert (
        RULES.find("You should call your boss").questions[0]
        == "What are you thinking about calling your boss?"
    )
    both = RULES.find("You should call your boss. You need to sleep.").questions
    assert both[:2] == ("What are you thinking about calling your boss?", "What would sleeping mean for you?")


@pytest.mark.parametrize(
    "text",
    [
        "You should go where you feel at home",
        "you should have told him",
        "you should tell him that he is wrong",
        'you should "call" him',
        "you should",
        "you should go to the",
        "you should frobnicate the gizmo",
        "you should call the one with the hat that was standing near the old house",
        "you should be that way",
        "you should stop crying",
        "you should ask for more time",
        "you should get that looked at before Sunday",
        "you should call one tomorrow",
        "you should put yourself first",
        "you should say get over it",
    ],
)
def test_where_nothing_fits_a_general_question_is_asked(text: str) -> None:
    """Nothing mangled: the questions are whole sentences of the content file."""
    finding = RULES.find(text)
    assert finding.spans
    general = set(RULES._suggestions.open) | {each for kind in RULES._kinds for each in kind.open}
    assert set(finding.questions) <= general


@pytest.mark.parametrize("text", TELLING)
def test_two_or_three_open_questions_each_once(text: str) -> None:
    finding = RULES.find(text)
    for questions in (finding.questions, finding.plainer) if finding.spans else ():
        assert LEAST <= len(questions) <= MOST
        assert len(set(questions)) == len(questions)
        assert all(each.endswith("?") and "{" not in each for each in questions)


def test_a_question_that_was_made_never_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was made of the words of a text: where it tells, only the general questions are asked."""
    made = ["Why don't you call him?", "What are you thinking about calling him?"]
    monkeypatch.setattr(Suggestions, "fitting", lambda *_: iter(made))
    finding = RULES.find("you should call him")
    assert finding.questions[0] == made[1]
    assert set(finding.questions[1:]) <= set(finding.plainer)


def test_content_of_the_rules_passes_them() -> None:
    """No question of the file, and not the offer, tells by itself or speaks of danger."""
    said = [RULES.offer, *RULES._suggestions.open]
    for kind in RULES._kinds:
        said += kind.open
        said += [each.replace("{action}", "calling your boss") for each in kind.fitting]
    assert [each for each in said if RULES.tells(each) or SAFETY.find(each)] == []


def test_a_service_without_a_safe_question_asks_a_general_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a question that was made speaks of danger, the general ones are asked."""
    made = Finding(
        RULES.find("you should call him").spans, ("What about killing yourself?",), ("What is it like?",)
    )
    monkeypatch.setattr(AskingRules, "find", lambda _, text: made)
    assert SERVICE.read("you should call him", "en").questions == ("What is it like?",)


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("quit", "quitting"),
        ("lie", "lying"),
        ("be", "being"),
        ("see", "seeing"),
        ("dye", "dyeing"),
        ("panic", "panicking"),
        ("make", "making"),
        ("get", "getting"),
        ("stop", "stopping"),
        ("begin", "beginning"),
        ("forget", "forgetting"),
        ("open", "opening"),
        ("visit", "visiting"),
        ("answer", "answering"),
        ("eat", "eating"),
        ("fix", "fixing"),
        ("show", "showing"),
        ("play", "playing"),
        ("block", "blocking"),
        ("ask", "asking"),
        ("argue", "arguing"),
        ("die", "dying"),
        ("run", "running"),
        ("phone", "phoning"),
        ("refer", "referring"),
    ],
)
def test_gerunds(verb: str, form: str) -> None:
    assert gerund(verb) == form


# ------------------------------------------------------------------------------------------------ properties

PIECES = [
    "you ", "should ", "don't ", "just ", "call ", "me ", "what ", "if ", "I ", '"', "'", "“", "”", "> ",
    "```", "`", ",", "?", ".", "\n", "\n\n", "🙄", "\u200b", "e\u0301", "İ", "ß", "ﷺ",
    "<@1>", "](", "https://", "\ud800", "\0", "\x1a",
    "dont", "ur ",
]  # fmt: skip


def _sound(text: str) -> None:
    found = RULES.find(text)
    at = 0
    for span in found.spans:
        assert at <= span.start < span.end <= len(text)
        at = span.end
    assert found == RULES.find(text)
    assert bool(found.spans) == bool(found.questions)


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_text_has_an_answer(text: str) -> None:
    """Spans lie inside, in order, apart from each other; the same text has the same answer."""
    _sound(text)


@given(st.lists(st.sampled_from(PIECES)))
def test_any_mixture_of_what_the_rules_look_at_has_an_answer(parts: list[str]) -> None:
    _sound("".join(parts))


@given(st.sampled_from(TELLING), st.data())
def test_what_cannot_be_seen_changes_nothing(text: str, data: st.DataObject) -> None:
    changed = text
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(changed)))
        changed = changed[:at] + data.draw(st.sampled_from("\u200b\u200d\u2060\ufeff\u00ad")) + changed[at:]
    assert bool(marked(changed)) == bool(marked(text))


@pytest.mark.parametrize("change", [str.upper, str.lower, str.swapcase])
def test_capitals_change_nothing(change: Callable[[str], str]) -> None:
    assert [text for text in TELLING + OTHERS if bool(marked(change(text))) != bool(marked(text))] == []


def test_states_are_forgotten_when_they_become_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was learnt of the patterns is bounded, and forgetting it changes no answer."""
    before = [RULES.find(text) for text in TELLING]
    monkeypatch.setattr("alongside.asking.patterns.MOST_STATES", 5)
    assert [RULES.find(text) for text in TELLING] == before
    assert len(RULES._patterns._states) < 500


# --------------------------------------------------------------------------------------------------- growth

HOSTILE = [
    "you ", "you should ", "you you you ", "just ", "so ", "do not ", "if you do not ", "I would ", "\"",
    "'", " '", "“", "“„«", "'a", "a'", "`", "```", "`a\n", "](", "](a", "<", "<a", "@", "@a", "> ", ">>> ",
    "\n> ", "https://", "://a", "ẹ́", "ﷺ", "\u200b", "\n", "\n\n", "..", "?", "a?", "aaa", "aaab", "-",
    "a-", "call , ", "call me ", "what you need ", "\ud800 ", "🙄", "at least ", "shoooould ",
    "you should call ", " ", "  *", "<3",
]  # fmt: skip


def _work(text: str) -> int:
    """Return how many instructions of Python the search takes; unlike time, the same on every machine."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    RULES.find(text)  # what it learns of the patterns is not counted
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        RULES.find(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_in_step_with_the_text(unit: str) -> None:
    small, large = (_work((unit * (length // len(unit) + 1))[:length]) for length in (200, 800))
    assert large < 4.5 * small


@pytest.mark.parametrize(
    "unit",
    [
        "you ",
        "just ",
        "if you do not ",
        '"',
        " '",
        "“„«",
        "](",
        "@",
        "e\u0301\u0323",
        "\n",
        "aaa",
        "call me ",
        "a-",
    ],
)
def test_a_hundred_thousand_characters_are_read_to_the_end(unit: str) -> None:
    """No regular expression goes back over a long text; that would take minutes."""
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    assert marked(text + "\n\n. you should go")[-1] == "you should go"


@pytest.mark.parametrize("unit", ["```", "`", "`a\n", "> ", "\n> ", ">>> ", "https://", "://a", "<", "<a"])
def test_a_hundred_thousand_characters_of_markup_are_read_as_well(unit: str) -> None:
    """Whatever they hide, it takes no longer."""
    text = (unit * (100_000 // len(unit) + 1))[:100_000]
    assert marked(text) == []


# --------------------------------------------------------------------------------------------------- loading


def test_patterns_read_as_the_file_says() -> None:
    rules = load_asking_rules(SMALL_TELLING)
    assert marked("you must call. You have to really sing along, so call", rules) == [
        "you must call",
        "You have to really sing along",
        "call",
    ]
    assert marked("do really worry. don't even worry!", rules) == ["do really worry", "don't even worry"]
    for text in ("you must now, we call", "if you must call", "we call", "don't even worry me"):
        assert marked(text, rules) == [], text
    assert rules.find("call the brigade") == replace(Finding(), danger=True)
    assert rules.find("you must call my mum because of rain").questions[0] == "What of call my mum?"


@pytest.mark.parametrize(
    ("written", "instead", "named"),
    [
        ('inflection = "as written"', 'inflection = "klingon"', "klingon"),
        ('leads = ["so"]', "", "'leads'"),
        ('offer = "May I?"', 'offering = "May I?"', "'offering'"),
        ('open = ["One?", "Two?", "Three?"]', 'open = ["One?"]', "'open'"),
        ('dont = "do not"', "dont = 3", "spelling"),
        ('verb = ["call", "sing along"]', 'verb = ["Call"]', "words.verb.*'Call'"),
        ('verbs = ["{verb}"]', 'verbs = ["{noun}"]', "'noun'"),
        ("longest = 3", 'longest = "3"', "'longest'"),
        ("longest = 3", "longest = 3\nwidest = 3", "'widest'"),
        ('action = "last"', 'action = "middle"', "'must'.*'action'"),
        ('"What of {action}?"', '"What of it?"', "'must'.*{action}"),
        ('open = ["Why?"]', 'open = ["No."]', "'must'.*'No.'"),
        ("[1] {verb}", "[1] {noun}", "'must'.*'noun'"),
        ("[1] {verb}", "[1]", "'must'.*begins and ends"),
        ("(must|have to)", "(must|have to", "'must'.*cannot read"),
        ('["if you must"]', "[]", "exception 'asking'"),
        ("[[exception]]", "[exception]", "exception"),
        ('name = "fire"', 'title = "fire"', "danger.*'title'"),
        ('name = "fire"', 'name = "fire"\nbare = true', "danger.*'bare'"),
        ("[spelling]", '[typos]\nof = ["bad"]\n[spelling]', "typos.of.*'bad'"),
        ("[spelling]", "[spelling", "TOML"),
    ],
)
def test_a_broken_rule_is_named(written: str, instead: str, named: str) -> None:
    assert SMALL_TELLING.count(written) == 1
    with pytest.raises(ValueError, match=named):
        load_asking_rules(SMALL_TELLING.replace(written, instead))


def test_a_language_without_rules_uses_the_english_ones() -> None:
    """A file of its own comes when somebody writes it; nothing else waits for it."""
    assert CONTENT.telling("xx") is RULES


def test_each_language_reads_by_its_own_rules(tmp_path: Path) -> None:
    """A folder may bring its rules, or leave them to English."""
    shutil.copytree(FOLDER, tmp_path / "content", ignore=shutil.ignore_patterns("__pycache__"))
    for language in ("de", "pt"):
        shutil.copytree(
            FOLDER / "en", tmp_path / "content" / language, ignore=shutil.ignore_patterns("asking.toml")
        )
    (tmp_path / "content" / "de" / "asking.toml").write_text(SMALL_TELLING, "utf-8")
    (tmp_path / "content" / "en" / "safety.toml").write_text("", "utf-8")
    service = AskingService(load_content(tmp_path / "content"))
    assert service.read("you must call", "de").questions[0] == "What of call?"
    assert service.read("you ought to call", "de").spans == ()
    assert (
        service.read("you ought to call", "pt").spans == service.read("you ought to call", "en").spans != ()
    )
