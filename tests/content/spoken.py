"""Everything that the bot says of its own: texts, and the check-in's questions."""

from collections.abc import Iterator
from dataclasses import dataclass

from alongside.questions import QuestionBank
from alongside.texts import Speaker
from tests.content.uses import messages, renderings


@dataclass(frozen=True)
class Spoken:
    """Something that is said, and where it stands."""

    where: str
    text: str


def texts(say: Speaker) -> list[Spoken]:
    """Return every text in every wording."""
    return [Spoken(ident, text) for ident in messages() for text in sorted(renderings(say, ident))]


def questions(bank: QuestionBank) -> list[Spoken]:
    """Return the check-in: part names, questions, answers, how they are given back, open questions."""
    return list(_questions(bank))


def open_questions(bank: QuestionBank) -> list[Spoken]:
    """Return what the mirror asks at its end."""
    return [
        Spoken(f"{part}.open.{leaning}", text)
        for (part, leaning), asked in bank.open_questions.items()
        for text in asked
    ]


def _questions(bank: QuestionBank) -> Iterator[Spoken]:
    for part, name in bank.part_names.items():
        yield Spoken(f"{part}.name", name)
    for question in bank.questions.values():
        yield Spoken(question.id, question.text)
        for index, option in enumerate(question.options):
            yield Spoken(f"{question.id}.{index}", option.text)
            yield Spoken(f"{question.id}.{index}.echo", option.echo)
    yield from open_questions(bank)
