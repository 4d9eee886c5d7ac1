"""Asking instead of telling: a text in, what tells and how to ask out. Nothing is kept or sent."""

from dataclasses import dataclass

from alongside.asking import Span
from alongside.content import Content
from alongside.texts import FALLBACK


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text holds: words that tell, in order, two or three open questions, and how to offer an idea.

    Where there is `danger` there are no spans and no questions: the card is the answer, never softer words.
    """

    danger: bool
    spans: tuple[Span, ...]
    questions: tuple[str, ...]
    offer: str


class AskingService:
    """Reads texts by the rules of their language; English signs of danger count in every language."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def read(self, text: str, language: str) -> Reading:
        """Return which words of a text tell somebody what to do, and what could be asked instead."""
        rules = self._content.telling(language)
        found = rules.find(text)
        if found.danger or self._dangerous(text, language):
            return Reading(True, (), (), rules.offer)
        safe = not any(self._dangerous(question, language) for question in found.questions)
        return Reading(False, found.spans, found.questions if safe else found.plainer, rules.offer)

    def _dangerous(self, text: str, language: str) -> bool:
        rules = self._content.safety
        return any(rules[each].find(text) for each in {language, FALLBACK} if each in rules)
