"""The check-in's questions: read from their content file, and drawn so that they stay fresh."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alongside.daily import NO_DAILY, Daily
from alongside.model import Answers, Leaning, Option, Part, Question
from alongside.reading import need, need_texts, read_toml

OPTIONS_EACH = 4


@dataclass(frozen=True)
class QuestionBank:
    """All questions of one language, and the mirror's open questions."""

    questions: Mapping[str, Question]
    open_questions: Mapping[tuple[Part, Leaning], tuple[str, ...]]
    part_names: Mapping[Part, str]
    daily: Daily = NO_DAILY
    """The day's own questions; they stand in a file of their own."""

    def of(self, part: Part, *, own_choice: bool = True) -> tuple[Question, ...]:
        """Return a part's questions, in the order of the content file.

        With `own_choice` False (the one supported cannot decide for themselves) those that presume
        it are left out.
        """
        return tuple(
            q for q in self.questions.values() if q.part is part and (own_choice or not q.about_capacity)
        )

    def draw(
        self, last: Iterable[str] = (), *, own_choice: bool = True, rng: random.Random | None = None
    ) -> tuple[Question, ...]:
        """Draw one question for each part: the one after the last that was asked, else any.

        `last` are the ids asked last time. Going round in order means that nobody meets the same
        question twice running, and that all of them come up.
        """
        rng = rng or random.Random()  # noqa: S311 - variety, not secrecy
        before = set(last)
        return tuple(self._next(self.of(part, own_choice=own_choice), before, rng) for part in Part)

    def all_of(self, *, own_choice: bool = True) -> tuple[Question, ...]:
        """Return every question, part by part."""
        return tuple(question for part in Part for question in self.of(part, own_choice=own_choice))

    def picked(self, part: Part, answers: Answers) -> tuple[Option, ...]:
        """Return what was answered to a part's questions, in their order.

        Answers that the content does not have (any more) are passed over.
        """
        asked = [q for q in self.of(part) if 0 <= answers.get(q.id, -1) < len(q.options)]
        return tuple(q.options[answers[q.id]] for q in asked)

    @staticmethod
    def _next(candidates: tuple[Question, ...], before: set[str], rng: random.Random) -> Question:
        for index, question in enumerate(candidates):
            if question.id in before:
                return candidates[(index + 1) % len(candidates)]
        return rng.choice(candidates)


def shuffled(question: Question, seed: str) -> list[int]:
    """Return the order in which to show a question's options: always the same for a check-in's id."""
    rng = random.Random(f"{seed}/{question.id}")  # noqa: S311 - variety, not secrecy
    return rng.sample(range(len(question.options)), len(question.options))


def load_questions(text: str) -> QuestionBank:
    """Read a question file (TOML). Raises ValueError that names what is wrong with it."""
    raw = read_toml(text)
    questions: dict[str, Question] = {}
    open_questions: dict[tuple[Part, Leaning], tuple[str, ...]] = {}
    names: dict[Part, str] = {}
    for part in Part:
        section = need(raw, part.value, dict, "the file")
        names[part] = need(section, "name", str, part.value)
        for entry in need(section, "question", list, part.value):
            question = _question(part, entry)
            if question.id in questions:
                raise ValueError(f"question id {question.id} stands twice")
            questions[question.id] = question
        asked = need(section, "open", dict, part.value)
        for leaning in (Leaning.HELPING, Leaning.BETWEEN, Leaning.RESCUING):
            open_questions[part, leaning] = need_texts(asked, leaning.value, f"{part}.open")
    return QuestionBank(questions, open_questions, names)


def _value(option: Mapping[str, object], where: str) -> int:
    value = option.get("value")
    if not isinstance(value, int) or not 0 <= value <= 3:
        raise ValueError(f"{where}: a value should be a whole number from 0 to 3, not {value!r}")
    return value


def _question(part: Part, entry: Mapping[str, object]) -> Question:
    ident = need(entry, "id", str, part.value)
    options = tuple(
        Option(
            text=need(option, "text", str, ident),
            echo=need(option, "echo", str, ident),
            value=_value(option, ident),
        )
        for option in need(entry, "options", list, ident)
    )
    if len(options) != OPTIONS_EACH:
        raise ValueError(f"question {ident} needs {OPTIONS_EACH} options")
    about_capacity = entry.get("about_capacity", False)
    if not isinstance(about_capacity, bool):
        raise ValueError(f"{ident}: about_capacity should be true or false")
    return Question(
        id=ident,
        part=part,
        text=need(entry, "text", str, ident),
        options=options,
        about_capacity=about_capacity,
    )
