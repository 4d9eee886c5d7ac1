"""Everything that the bot says of its own: texts, and the check-in's questions."""

from collections.abc import Iterator
from dataclasses import dataclass

from alongside.closing import Closing
from alongside.prompts import Prompts
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


def closing_steps(closing: Closing) -> list[Spoken]:
    """Return the cards to sort, what is asked once they are sorted, and what somebody may ask."""
    said = [Spoken(f"card.{ident}", text) for ident, text in closing.cards.items()]
    said += [Spoken(f"asking.{number}", text) for number, text in enumerate(closing.asking)]
    return said + sorted_questions(closing)


def sorted_questions(closing: Closing) -> list[Spoken]:
    """Return the open questions after sorting."""
    asked = closing.sorted_questions.items()
    return [Spoken(f"sorted.{whose}", text) for whose, texts in asked for text in texts]


def daily_questions(prompts: Prompts) -> list[Spoken]:
    """Return what the daily reminder asks."""
    return [Spoken(f"daily.{each.id}", each.text) for each in prompts.by_id.values()]


def open_questions(bank: QuestionBank) -> list[Spoken]:
    """Return what the mirror, a day and a pause ask at their end."""
    asked = {f"{part}.open.{leaning}": texts for (part, leaning), texts in bank.open_questions.items()}
    asked |= {f"today.open.{case}": texts for case, texts in bank.daily.open_questions.items()}
    asked |= {f"today.pause.{went}": texts for went, texts in bank.daily.after_pause.items()}
    return [Spoken(where, text) for where, texts in asked.items() for text in texts]


def _questions(bank: QuestionBank) -> Iterator[Spoken]:
    for part, name in bank.part_names.items():
        yield Spoken(f"{part}.name", name)
    for question in bank.questions.values():
        yield Spoken(question.id, question.text)
        for index, option in enumerate(question.options):
            yield Spoken(f"{question.id}.{index}", option.text)
            yield Spoken(f"{question.id}.{index}.echo", option.echo)
    for daily in bank.daily.questions.values():
        yield Spoken(daily.id, daily.text)
        for index, answer in enumerate(daily.options):
            yield Spoken(f"{daily.id}.{index}", answer.text)
            yield Spoken(f"{daily.id}.{index}.echo", answer.echo)
    yield from open_questions(bank)
