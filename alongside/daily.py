"""What /today asks and gives back, and the one open question after a day or a pause. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from alongside.model import Answers, Ratings
from alongside.picking import pick
from alongside.reading import need, need_texts, read_toml

# The case of a day on which everything was left open; no option leads to it.
NOTHING = "nothing"
# Which way a worry went in a pause. None of them is better than another.
LOWER, SAME, HIGHER = "lower", "same", "higher"
# With fewer, the same question would come back too soon.
OPEN_LEAST = 3
_OPTIONS = range(2, 11)
_TEXT_MAX = 100
_LABEL_MAX = 45
# A form takes five fields.
_QUESTIONS_MAX = 5


@dataclass(frozen=True)
class DailyOption:
    """One answer: its words, how the mirror gives it back, and the case that it speaks for."""

    text: str
    echo: str
    case: str


@dataclass(frozen=True)
class DailyQuestion:
    """One question of the day. `id` is stable for ever: kept entries refer to it."""

    id: str
    text: str
    options: tuple[DailyOption, ...]


@dataclass(frozen=True)
class Daily:
    """The day's questions, and the open ones by case; the cases stand in their order of precedence."""

    questions: Mapping[str, DailyQuestion]
    open_questions: Mapping[str, tuple[str, ...]]
    after_pause: Mapping[str, tuple[str, ...]]

    def chosen(self, answers: Answers) -> list[DailyOption]:
        """Return the options that were chosen; answers that the content no longer has are passed over."""
        return [
            question.options[answers[ident]]
            for ident, question in self.questions.items()
            if ident in answers and 0 <= answers[ident] < len(question.options)
        ]

    def question(
        self, answers: Answers, seed: str, *, turn: int | None = None, avoid: str | None = None
    ) -> str:
        """Return the open question of a day: for the first case that its answers speak for."""
        cases = {option.case for option in self.chosen(answers)} or {NOTHING}
        case = next(each for each in self.open_questions if each in cases)
        return pick(self.open_questions[case], seed, turn=turn, avoid=avoid)

    def question_after(
        self, ratings: Ratings, seed: str, *, turn: int | None = None, avoid: str | None = None
    ) -> str:
        """Return the open question after a pause."""
        after = ratings.before if ratings.after is None else ratings.after
        went = SAME if after == ratings.before else LOWER if after < ratings.before else HIGHER
        return pick(self.after_pause[went], seed, turn=turn, avoid=avoid)


NO_DAILY = Daily({}, {}, {})


def load_daily(text: str) -> Daily:
    """Read the file of the day's questions (TOML). Raises ValueError that names what is wrong with it."""
    raw = read_toml(text)
    opened = need(raw, "open", dict, "the file")
    open_questions = {case: need_texts(opened, case, "open", OPEN_LEAST) for case in opened}
    questions: dict[str, DailyQuestion] = {}
    for entry in need(raw, "question", list, "the file"):
        question = _question(entry, open_questions)
        if question.id in questions:
            raise ValueError(f"question id {question.id} stands twice")
        questions[question.id] = question
    if len(questions) > _QUESTIONS_MAX:
        raise ValueError(f"{len(questions)} questions: a form takes {_QUESTIONS_MAX}")
    reached = {option.case for question in questions.values() for option in question.options}
    if unreached := set(open_questions) - reached - {NOTHING}:
        raise ValueError(f"open: no option leads to {sorted(unreached)[0]!r}")
    need(open_questions, NOTHING, tuple, "open")
    pause = need(raw, "pause", dict, "the file")
    after = {went: need_texts(pause, went, "pause", OPEN_LEAST) for went in (LOWER, SAME, HIGHER)}
    return Daily(questions, open_questions, after)


def _question(entry: object, cases: Mapping[str, object]) -> DailyQuestion:
    ident = need(entry, "id", str, "question")
    text = need(entry, "text", str, ident)
    options = tuple(_option(option, ident, cases) for option in need(entry, "options", list, ident))
    if len(options) not in _OPTIONS:
        raise ValueError(f"question {ident} needs from {_OPTIONS[0]} to {_OPTIONS[-1]} options")
    if len(text) > _LABEL_MAX:
        raise ValueError(f"{ident}: 'text' has more than {_LABEL_MAX} characters")
    return DailyQuestion(ident, text, options)


def _option(option: object, ident: str, cases: Mapping[str, object]) -> DailyOption:
    made = DailyOption(
        text=need(option, "text", str, ident),
        echo=need(option, "echo", str, ident),
        case=need(option, "case", str, ident),
    )
    if len(made.text) > _TEXT_MAX:
        raise ValueError(f"{ident}: {made.text!r} has more than {_TEXT_MAX} characters")
    if made.case not in cases:
        raise ValueError(f"{ident}: there are no open questions for the case {made.case!r}")
    return made
